import { hasError, type ListedNote, type ListedSection, listSections } from '../../index.js';
import { callOf, type ExitCode } from '../call.js';
import type { Request } from '../command-line.js';
import { readingLines } from '../reading-text.js';
import { problemsText } from '../show-problems.js';
import { printJson } from '../show-report.js';
import { type Colours, coloursFor, type Io, printable } from '../terminal.js';

export async function list(request: Request, io: Io): Promise<ExitCode> {
  const { options } = request;
  const report = await listSections({
    ...callOf(request, io),
    ...(io.onProgress && { onProgress: io.onProgress }),
  });
  if (options.json) printJson(io, report);
  else {
    io.stderr.write(await problemsText(report.problems, io, coloursFor(io.stderr, io.env)));
    if (!options.quiet) io.stdout.write(listText(report.notes, coloursFor(io.stdout, io.env)));
  }
  return hasError(report.problems) ? 1 : 0;
}

/** One block a note: how it was read, then one line a section: id, title, group, tags, chips, lines, points. */
function listText(notes: readonly ListedNote[], colours: Colours): string {
  return notes.map((note) => noteText(note, colours)).join('\n');
}

function noteText(note: ListedNote, colours: Colours): string {
  const { file, title, sections } = note;
  const idChars = Math.max(0, ...sections.map(({ id }) => id.length));
  const lines = sections.map((section) => `  ${section.id.padEnd(idChars)}  ${sectionText(section)}`);
  const reading = readingLines(note).map((line) => colours.dim(`  ${printable(line)}`));
  const head = `${colours.bold(printable(title))} (${printable(file)})`;
  return [head, ...reading, ...lines.map(printable), ''].join('\n');
}

function sectionText({ title, group, tags, chips, lines, points }: ListedSection): string {
  const [first, last] = lines;
  return [
    title,
    `group ${group}`,
    ...(tags.length > 0 ? [tags.map((tag) => `#${tag}`).join(' ')] : []),
    ...(chips.length > 0 ? [chips.join(', ')] : []),
    `lines ${first}-${last}`,
    points === 1 ? '1 point' : `${points} points`,
  ].join(' · ');
}

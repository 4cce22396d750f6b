import type { ListedNote, ListedSection } from '../index.js';
import { readingLines } from './reading-text.js';
import { type Colours, printable } from './terminal.js';

/** One block a note: how it was read, then one line a section: id, title, group, tags, chips, lines, points. */
export function listText(notes: readonly ListedNote[], colours: Colours): string {
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
    `${points} points`,
  ].join(' · ');
}

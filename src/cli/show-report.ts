import type { BuildReport } from '../index.js';
import type { Request } from './command-line.js';
import { indexFile } from './index-file.js';
import { outputsTable } from './outputs-table.js';
import { durationText } from './progress.js';
import { leftOutInAll, readingLines } from './reading-text.js';
import { problemsText } from './show-problems.js';
import { coloursFor, type Io, printable, printableJson } from './terminal.js';

/** A file or a pager has no width; a line that is read is not longer. */
const PIPED_COLUMNS = 140;

/**
 * Prints a report: problems to stderr, the table of outputs to stdout; or all of it as JSON.
 *
 * @param again only what was made anew is listed, for builds that follow a first one
 */
export async function showReport(
  request: Request,
  io: Io,
  report: BuildReport,
  again: boolean,
): Promise<void> {
  const { command, options } = request;
  const { json, quiet, verbose } = options;
  if (json) {
    // A line each where there will be more than one document.
    printJson(io, report, isOneOfMany(command, options.watch) ? 0 : 2);
    return;
  }
  io.stderr.write(await problemsText(report.problems, io, coloursFor(io.stderr, io.env)));
  if (quiet) return;
  if (command === 'check' || verbose) io.stdout.write(notesText(report));
  const listed = again ? report.outputs.filter(({ cached }) => !cached) : report.outputs;
  if (listed.length > 0) {
    const columns = io.stdout.columns ?? PIPED_COLUMNS;
    io.stdout.write(outputsTable(listed, verbose === true, coloursFor(io.stdout, io.env), columns));
    io.stdout.write(`${summary(report, indexFile(request, report))}\n`);
    if (!again) io.stdout.write(leftOutText(report));
  }
  if (command === 'check' && report.problems.length === 0) io.stdout.write('No problems.\n');
}

function isOneOfMany(command: Request['command'], watch: boolean | undefined): boolean {
  return watch === true || command === 'serve' || command === 'present';
}

/** `37 files in 4.2 s, 4 made anew; all of them: output/index.html` */
function summary({ outputs, problems, ms }: BuildReport, index: string): string {
  const extras = outputs.reduce((total, output) => total + output.extras.length, 0);
  const count = outputs.length + extras;
  const fresh = outputs.filter(({ cached }) => !cached).length;
  const anew = fresh === outputs.length ? '' : `, ${fresh === 0 ? 'none' : fresh} made anew`;
  const files = `${counted(count, 'file')} in ${durationText(ms)}${anew}${problemCount(problems)}`;
  return `${files}; all of them: ${printable(index)}`;
}

/** `notes/a.md: read as gfm (no sign of kramdown)` */
function notesText({ notes }: BuildReport): string {
  return notes
    .flatMap((note) => readingLines(note).map((line) => `${printable(`${note.file}: ${line}`)}\n`))
    .join('');
}

function leftOutText({ notes }: BuildReport): string {
  const counts = leftOutInAll(notes);
  return counts === '' ? '' : `Not for readers, and left out: ${counts}. \`cribsheet check\` says where.\n`;
}

/** They stand above the table, perhaps out of sight. */
function problemCount(problems: BuildReport['problems']): string {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const warnings = problems.length - errors;
  return [
    ...(errors > 0 ? [`, ${counted(errors, 'error')}`] : []),
    ...(warnings > 0 ? [`, ${counted(warnings, 'warning')}`] : []),
  ].join('');
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

/** @param indent 0 for a single line */
export function printJson(io: Io, document: object, indent = 2): void {
  io.stdout.write(`${printableJson(JSON.stringify(document, null, indent))}\n`);
}

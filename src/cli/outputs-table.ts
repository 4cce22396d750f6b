import { OUTPUT_KINDS, type Output } from '../index.js';
import { durationText } from './progress.js';
import { type Colours, columnsOf, middleCut, printable } from './terminal.js';

/** So many sections of one note are listed; more become one row. */
const LISTED_SECTIONS = 4;

interface Row {
  readonly name: string;
  readonly outputs: readonly Output[];
}

/** Names are not made shorter than this: on a narrow terminal columns go instead. */
const LEAST_NAME = 24;

/** What the table says of each kind of output, a column each. */
const COLUMNS = OUTPUT_KINDS.flatMap(({ name, columns }) =>
  columns.map((column) => ({ kind: name, column })),
);

/**
 * The outputs of a build. The sections of a note share a row, which shows the smallest type and the
 * sums, unless there are few of them or `every` one is wanted.
 *
 * @param columns width of the terminal; long names are shortened to fit
 */
export function outputsTable(
  outputs: readonly Output[],
  every: boolean,
  colours: Colours,
  columns: number,
): string {
  // A kind that nothing was made of has no columns.
  const shown = COLUMNS.filter(({ kind }) => outputs.some((output) => output.kind === kind));
  const all = ['output', ...shown.map(({ column }) => column.head), 'time'];
  const wide = rowsOf(outputs, every).map(({ name, outputs: made }) => [
    printable(name),
    ...shown.map(({ kind, column }) => {
      const ofKind = made.filter((output) => output.kind === kind);
      return ofKind.length === 0 ? '' : column.cellOf(ofKind);
    }),
    timeText(made),
  ]);
  const fitting = columnsThatFit([all, ...wide], columns);
  const [head = [], ...rows] = [all, ...wide].map((cells) => cells.slice(0, fitting));
  const widths = head.map((head, i) => Math.max(head.length, ...rows.map((row) => columnsOf(row[i] ?? ''))));
  const [named = 0, ...rest] = widths;
  const forName = Math.max(LEAST_NAME, columns - rest.reduce((sum, width) => sum + width + 2, 0));
  const nameWidth = Math.min(named, forName);
  const line = ([name = '', ...cells]: readonly string[]): string => {
    const short = middleCut(name, nameWidth);
    const padded = short + ' '.repeat(Math.max(0, nameWidth - columnsOf(short)));
    return [padded, ...cells.map((cell, i) => cell.padStart(rest[i] ?? 0))].join('  ').trimEnd();
  };
  return [colours.dim(line(head)), ...rows.map(line), ''].join('\n');
}

/** How many columns of a table go beside a name of the least width. */
function columnsThatFit(rows: readonly (readonly string[])[], columns: number): number {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => columnsOf(row[i] ?? ''))));
  let left = columns - Math.min(widths[0] ?? 0, LEAST_NAME);
  let count = 1;
  for (const width of widths.slice(1)) {
    left -= width + 2;
    if (left < 0) break;
    count += 1;
  }
  return count;
}

function rowsOf(outputs: readonly Output[], every: boolean): readonly Row[] {
  const rows = new Map<string, Output[]>();
  const crowds = new Map<string, number>();
  for (const output of outputs) {
    const key = crowdKey(output);
    if (output.section !== null) crowds.set(key, (crowds.get(key) ?? 0) + 1);
  }
  for (const output of outputs) {
    const many = output.section !== null && (crowds.get(crowdKey(output)) ?? 0) > LISTED_SECTIONS;
    const name = many && !every ? crowdKey(output) : output.file;
    rows.set(name, [...(rows.get(name) ?? []), output]);
  }
  return [...rows].map(([name, made]) => ({ name, outputs: made }));
}

/** `output/emr/sections/kinesis.sheet.pdf` → `output/emr/sections/*.sheet.pdf` */
function crowdKey({ file }: Output): string {
  return file.replace(/[^/\\]+(\.\w+\.\w+)$/, '*$1');
}

function timeText(made: readonly Output[]): string {
  if (made.every(({ cached }) => cached)) return 'unchanged';
  return durationText(made.reduce((total, { ms }) => total + ms, 0));
}

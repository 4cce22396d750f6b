import { type Align, type KdToken, lastOf, newToken } from '../token.js';
import { type BlockRun, isAfterBoundary, isBeforeBoundary, newBlock, type RuleResult } from './block-run.js';
import { isDrawnTable } from './boundary.js';
import { hasPipeOnEachLine, isPipeLine, splitCells } from './table-cells.js';

const SEPARATOR = /[+|: \t-]*-[+|: \t-]*(?:\n|$)/y;
const FOOTER_SEPARATOR = /[+|: \t=]*=[+|: \t=]*(?:\n|$)/y;
const ALIGNMENT = /[ \t]?(:?)-+(:?)[ \t]?/g;
const START = / {0,3}(?=[^ \t\r\n\f\v])/y;

/** `[^1]: either | or`, `[a]: https://…?x|y`, `*[AB]: a | b` define something. */
const DEFINITION = / {0,3}\*?\[[^\]\n]+\]:[ \t]/y;

interface TableReading {
  readonly run: BlockRun;
  readonly table: KdToken;
  rows: KdToken[];
  hasFooter: boolean;
  columns: number;
}

function alignments(separator: string): Align[] {
  return [...separator.matchAll(ALIGNMENT)].map(([, left, right]) => {
    if (left === '') return right === '' ? null : 'right';
    return right === '' ? 'left' : 'center';
  });
}

function addGroup(
  reading: TableReading,
  type: 'thead' | 'tbody' | 'tfoot',
  line: number,
  force = false,
): void {
  if (reading.hasFooter && type === 'tbody' && !force) return;
  reading.table.tokens.push(newToken(type, reading.rows[0]?.line ?? line, { tokens: reading.rows }));
  reading.rows = [];
}

function addRow(reading: TableReading, text: string, line: number, leadingPipe: boolean): void {
  const cells = splitCells(text);
  if (leadingPipe && (cells[0] ?? '').trim() === '') cells.shift();
  if ((lastOf(cells) ?? '').trim() === '') cells.pop();
  const row = newToken('tr', line);
  reading.run.lexing.spend('tokens', cells.length);
  row.tokens = cells.map((cell) => {
    const raw = newToken('raw_text', line, { text: cell.trim() });
    return newToken('td', line, { tokens: [raw] });
  });
  reading.columns = Math.max(reading.columns, cells.length);
  reading.rows.push(row);
}

function readSeparator(reading: TableReading, text: string, line: number): void {
  const { table } = reading;
  if (reading.rows.length === 0) return;
  if ((table.align ?? []).length === 0 && !reading.hasFooter) {
    addGroup(reading, 'thead', line);
    table.align = alignments(text);
  } else addGroup(reading, 'tbody', line);
}

function readLines(reading: TableReading, leadingPipe: boolean): void {
  const { src } = reading.run;
  while (!src.done && isPipeLine(src.text, src.pos, src.lineEnd())) {
    const line = src.lineAt();
    const separator = src.scan(SEPARATOR);
    if (separator !== null) {
      readSeparator(reading, separator[0], line);
      continue;
    }
    if (src.scan(FOOTER_SEPARATOR) !== null) {
      if (reading.rows.length > 0) addGroup(reading, 'tbody', line, true);
      reading.hasFooter = true;
      continue;
    }
    const end = src.lineEnd();
    addRow(reading, src.text.slice(src.pos, end).trimEnd(), line, leadingPipe);
    src.pos = end;
  }
}

/** Every row gets as many cells as the longest one. */
function squareUp(reading: TableReading): void {
  const { table, columns } = reading;
  for (const row of table.tokens.flatMap((group) => group.tokens)) {
    reading.run.lexing.spend('tokens', columns - row.tokens.length);
    while (row.tokens.length < columns) row.tokens.push(newToken('td', row.line));
  }
  table.align = Array.from({ length: columns }, (_, index) => table.align?.[index] ?? null);
}

/** One line with a bar in it, and no other sign of a table. */
function isProse(table: KdToken, text: string): boolean {
  const rows = table.tokens.flatMap((group) => group.tokens);
  return rows.length === 1 && table.tokens.length === 1 && !/^\s*\||\|\s*$/.test(text.trimEnd());
}

/** kramdown makes a table of any line with a bar, where GitHub asks for a line of dashes. */
function reportProse(run: BlockRun, line: number): void {
  const hint = 'Write \\| where the bar is meant, or a line of dashes below the head of a table.';
  run.lexing.warn('A line of text with a bar becomes a table', line, '|', hint);
}

export function readTable(run: BlockRun): RuleResult {
  const { src } = run;
  if (src.check(START) === null || src.check(DEFINITION) !== null) return false;
  const isDrawn = isDrawnTable(src.text, src.pos);
  if (!isPipeLine(src.text, src.pos, src.lineEnd()) || !(isDrawn || isAfterBoundary(run))) return false;
  const start = src.pos;
  const line = src.lineAt();
  const leadingPipe = src.text.slice(start, src.lineEnd()).trimStart().startsWith('|');
  const table = newToken('table', line, { align: [] });
  const reading: TableReading = { run, table, rows: [], hasFooter: false, columns: 0 };
  src.scan(SEPARATOR);
  readLines(reading, leadingPipe);
  const isTable = (isDrawn || isBeforeBoundary(run)) && hasPipeOnEachLine(src.text.slice(start, src.pos - 1));
  if (isTable && reading.rows.length > 0) addGroup(reading, reading.hasFooter ? 'tfoot' : 'tbody', line);
  if (!isTable || !table.tokens.some((group) => group.type === 'tbody')) {
    src.pos = start;
    return false;
  }
  if (isProse(table, src.text.slice(start, src.pos))) reportProse(run, line);
  squareUp(reading);
  const { ial } = newBlock(run, 'table', line);
  if (ial !== undefined) table.ial = ial;
  run.tree.tokens.push(table);
  return true;
}

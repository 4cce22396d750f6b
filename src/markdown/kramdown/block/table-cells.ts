import { pushAll } from '../token.js';

const BARE_PIPE = /(?<!\\)\|/;
const BACKTICKS = /`+/g;

interface Piece {
  readonly isCode: boolean;
  /** Text, or the code span's content. */
  readonly text: string;
  /** As written, with the backticks. */
  readonly raw: string;
}

/** A run of backticks. */
interface Run {
  readonly index: number;
  readonly length: number;
}

/** Does the line from `start` to `end` have a pipe that is not escaped? */
export function isPipeLine(text: string, start: number, end: number): boolean {
  const line = text.slice(start, end);
  let at = line.indexOf('|');
  while (at > 0 && line[at - 1] === '\\') at = line.indexOf('|', at + 1);
  return at >= 0;
}

/** For each run of backticks: index of the next run that is at least as long, or −1. */
function closingRuns(runs: readonly Run[]): readonly number[] {
  const result: number[] = new Array(runs.length).fill(-1);
  const open: number[] = [];
  runs.forEach((run, index) => {
    while (open.length > 0 && (runs[open.at(-1) ?? 0]?.length ?? 0) <= run.length)
      result[open.pop() ?? 0] = index;
    open.push(index);
  });
  return result;
}

/** One backtick between white space opens nothing: `a ` b`. */
function opensCode(text: string, run: Run): boolean {
  return (
    run.length > 1 ||
    !(/^\s?$/.test(text.slice(Math.max(0, run.index - 1), run.index)) && /\s/.test(text[run.index + 1] ?? ''))
  );
}

/** Cuts a text into code spans and what lies between. */
export function splitCodeSpans(text: string): readonly Piece[] {
  const runs: Run[] = [...text.matchAll(BACKTICKS)].map((m) => ({ index: m.index, length: m[0].length }));
  const closers = closingRuns(runs);
  const pieces: Piece[] = [];
  let from = 0;
  runs.forEach((run, index) => {
    const closer = runs[closers[index] ?? -1];
    if (closer === undefined || run.index < from || !opensCode(text, run)) return;
    if (run.index > from) pieces.push({ isCode: false, text: text.slice(from, run.index), raw: '' });
    from = closer.index + run.length;
    const inner = text.slice(run.index + run.length, closer.index);
    const raw = text.slice(run.index, from);
    pieces.push({ isCode: true, text: run.length === 1 ? inner : trimOne(inner), raw });
  });
  pieces.push({ isCode: false, text: text.slice(from), raw: '' });
  return pieces;
}

function trimOne(text: string): string {
  return text.replace(/^ /, '').replace(/ $/, '');
}

/** `x <code>a|b</code> y` → text and code elements in turn; every second part is an element. */
function splitCodeElements(row: string): readonly string[] {
  const parts: string[] = [];
  let from = 0;
  let open = row.indexOf('<code');
  while (open >= 0) {
    const start = row.indexOf('>', open);
    const close = start < 0 ? -1 : row.indexOf('</code>', start);
    if (close < 0) break;
    parts.push(row.slice(from, open), row.slice(open, close + 7));
    from = close + 7;
    open = row.indexOf('<code', from);
  }
  parts.push(row.slice(from));
  return parts;
}

/** `a | b \| c | \`d | e\`` → three cells: pipes in code and escaped ones divide nothing. */
export function splitCells(row: string): string[] {
  const cells: string[] = [''];
  const add = (text: string) => {
    cells[cells.length - 1] += text;
  };
  splitCodeElements(row).forEach((part, index) => {
    if (index % 2 === 1) add(part);
    else for (const piece of splitCodeSpans(part)) addPiece(piece);
  });
  function addPiece(piece: Piece): void {
    const texts = piece.isCode
      ? [piece.raw]
      : piece.text.split(BARE_PIPE).map((text) => text.replaceAll('\\|', '|'));
    add(texts[0] ?? '');
    pushAll(cells, texts.slice(1));
  }
  return cells;
}

/** Every line of the text must have a pipe outside code. */
export function hasPipeOnEachLine(text: string): boolean {
  let onLine = false;
  const bare = splitCodeElements(text)
    .filter((_, index) => index % 2 === 0)
    .join('');
  for (const piece of splitCodeSpans(bare)) {
    const lines = piece.text.replace(/\n$/, '').split('\n');
    if (piece.isCode) {
      if (lines.length > 2 || (lines.length === 2 && !onLine)) return onLine;
      if (lines.length === 2) onLine = false;
      continue;
    }
    if (piece.text === '') continue;
    if (lines.length > 1 && !onLine && !hasPipe(lines[0] ?? '')) return onLine;
    onLine = (lines.length > 1 ? false : onLine) || hasPipe(lines.at(-1) ?? '');
  }
  return onLine;
}

function hasPipe(line: string): boolean {
  return isPipeLine(line, 0, line.length);
}

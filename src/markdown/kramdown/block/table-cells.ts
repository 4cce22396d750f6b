import { type CodeSpanPiece, splitCodeSpans } from '../../code-spans.js';
import { withEscapedBarsInSpans, withoutBarsInSpans } from '../../dialects/spans/span-constructs.js';
import { pushAll } from '../token.js';

const BARE_PIPE = /(?<!\\)\|/;

/** Does the line from `start` to `end` have a pipe that is not escaped? */
export function isPipeLine(text: string, start: number, end: number): boolean {
  const line = withoutBarsInSpans(text.slice(start, end));
  let at = line.indexOf('|');
  while (at > 0 && line[at - 1] === '\\') at = line.indexOf('|', at + 1);
  return at >= 0;
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
  splitCodeElements(withEscapedBarsInSpans(row)).forEach((part, index) => {
    if (index % 2 === 1) add(part);
    else for (const piece of splitCodeSpans(part)) addPiece(piece);
  });
  function addPiece(piece: CodeSpanPiece): void {
    const texts = piece.isCode
      ? [piece.raw.replaceAll('\\|', '|')]
      : piece.text.split(BARE_PIPE).map((text) => text.replaceAll('\\|', '|'));
    add(texts[0] ?? '');
    pushAll(cells, texts.slice(1));
  }
  return cells;
}

/** Every line of the text must have a pipe outside code. */
export function hasPipeOnEachLine(text: string): boolean {
  let onLine = false;
  const bare = splitCodeElements(withoutBarsInSpans(text))
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

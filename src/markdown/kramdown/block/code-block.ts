import type { TextScanner } from '../text-scanner.js';
import { type BlockRun, newBlock, type RuleResult } from './block-run.js';
import {
  BLANK_LINES,
  behindIndent,
  END_OF_BLOCK,
  isBlankAt,
  isHtmlLine,
  matchAt,
  readBlockList,
  startsOwnBlock,
} from './boundary.js';

const INDENTED = /(?:\t| {4})[ \t]*[^ \t\r\n\f\v][^\n]*(?:\n|$)/y;
/** Begins another footnote. */
const FOOTNOTE = / {0,3}\[\^[^\]\n]+\]:/y;
const INDENT = /(?<![^\n])(?:\t| {4})/g;

/** A line without indentation that an indented code block still takes, as a lazy one. */
function isLazyCode(src: TextScanner, pos: number): boolean {
  if (pos >= src.text.length || isBlankAt(src.text, pos) || startsOwnBlock(src.text, pos)) return false;
  if (matchAt(END_OF_BLOCK, src.text, pos) !== null) return false;
  if (matchAt(FOOTNOTE, src.text, pos) !== null) return false;
  if (readBlockList(src, behindIndent(src.text, pos)) !== null) return false;
  return !isHtmlLine(src, pos);
}

/** Index behind the indented lines at `pos`, with the blank lines between them. */
export function indentedLinesEnd(src: TextScanner, pos: number): number {
  let end = pos;
  for (;;) {
    let at = end + (matchAt(BLANK_LINES, src.text, end)?.[0].length ?? 0);
    let line = matchAt(INDENTED, src.text, at);
    // An indented line after blank ones: the blank match has eaten nothing of its indentation.
    if (line === null) return end;
    while (line !== null) {
      at += line[0].length;
      line = matchAt(INDENTED, src.text, at);
    }
    while (isLazyCode(src, at)) at = src.lineEnd(at);
    if (at >= src.text.length) return at;
    end = at;
  }
}

export function withoutIndent(text: string): string {
  return text.replace(INDENT, '');
}

/** Lines at the margin right below indented code go on with it, which few authors mean. */
function reportLazyLines(run: BlockRun, text: string, line: number): void {
  const lines = text.split('\n');
  const at = lines.findIndex((own, i) => i > 0 && /^ {0,3}\S/.test(own));
  if (at < 0) return;
  const hint = 'Put an empty line between, or fences around the code.';
  run.lexing.warn('The line goes on with the indented code above it', line + at, lines[at] ?? '', hint);
}

export function readIndentedCode(run: BlockRun): RuleResult {
  const { src } = run;
  if (src.text[src.pos] !== '\t' && !src.has('    ')) return false;
  const end = indentedLinesEnd(src, src.pos);
  if (end === src.pos) return false;
  const line = src.lineAt();
  reportLazyLines(run, src.text.slice(src.pos, end), line);
  const text = src.text.slice(src.pos, end).replace(/\n( {0,3}[^ \t\r\n\f\v])/g, ' $1');
  src.pos = end;
  run.tree.tokens.push(newBlock(run, 'code', line, { text: withoutIndent(text) }));
  return true;
}

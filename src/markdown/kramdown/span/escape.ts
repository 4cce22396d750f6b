import { newToken } from '../token.js';
import type { SpanRun } from './span-run.js';

const ESCAPED = /\\([\\.*_+`<>()[\]{}#!:|"'$=\-~])/y;
/** Markdown that GitHub and editors write: `Sizing \& Options`. CommonMark escapes all ASCII punctuation. */
const ESCAPED_COMMON = /\\([&%,/;?@^])/y;
const LINE_BREAK = /(?: {2}|\\\\?)(?=\n)/y;

export function readEscape(run: SpanRun): boolean {
  const { src } = run;
  const match = src.scan(ESCAPED) ?? src.scan(ESCAPED_COMMON);
  if (match === null) return false;
  run.text(match[1] ?? '');
  return true;
}

/** Two spaces, or one or two backslashes, at the end of a line. */
export function readLineBreak(run: SpanRun): boolean {
  const { src } = run;
  const line = src.lineAt();
  if (src.scan(LINE_BREAK) === null) return false;
  run.tree.tokens.push(newToken('br', line));
  return true;
}

import { newToken } from '../token.js';
import type { SpanRun } from './span-run.js';

const ESCAPED = /\\([\\.*_+`<>()[\]{}#!:|"'$=-])/y;
const ESCAPED_GFM = /\\([\\.*_+`<>()[\]{}#!:|"'$=\-~])/y;
/** Markdown that GitHub and editors write: `Sizing \& Options`. CommonMark escapes all ASCII punctuation. */
const ESCAPED_COMMON = /\\([&%,/;?@^])/y;
const LINE_BREAK = /(?: {2}|\\\\)(?=\n)/y;
const LINE_BREAK_GFM = /(?: {2}|\\\\?)(?=\n)/y;

export function readEscape(run: SpanRun): boolean {
  const { src, lexing } = run;
  const match =
    src.scan(lexing.gfm ? ESCAPED_GFM : ESCAPED) ?? (lexing.gfm ? src.scan(ESCAPED_COMMON) : null);
  if (match === null) return false;
  run.text(match[1] ?? '');
  return true;
}

/** Two spaces or two backslashes (GFM: one) at the end of a line. */
export function readLineBreak(run: SpanRun): boolean {
  const { src, lexing } = run;
  const line = src.lineAt();
  if (src.scan(lexing.gfm ? LINE_BREAK_GFM : LINE_BREAK) === null) return false;
  run.tree.tokens.push(newToken('br', line));
  return true;
}

import { newToken } from '../token.js';
import type { SpanRun } from './span-run.js';

const SPACE = /[ \t\r\n\f\v]/;

export function readCodeSpan(run: SpanRun): boolean {
  const { src } = run;
  const start = src.pos;
  let length = 1;
  while (src.text[start + length] === '`') length += 1;
  const isLoose = start === 0 || SPACE.test(src.text[start - 1] ?? '');
  const opens = length > 1 || !isLoose || !SPACE.test(src.text[start + 1] ?? '');
  const close = opens ? closingRun(run, start + length, length) : -1;
  if (close < 0) {
    run.literal(length);
    return true;
  }
  const inner = src.text.slice(start + length, close);
  const text = length === 1 ? inner : inner.replace(/^ /, '').replace(/ $/, '');
  run.tree.tokens.push(newToken('codespan', src.lineAt(), { text }));
  src.pos = close + length;
  return true;
}

/** Next run of at least `length` backticks. Long runs are asked for once each, short ones are remembered. */
function closingRun(run: SpanRun, from: number, length: number): number {
  const limit = 40;
  if (length > limit && run.src.indexOf('`'.repeat(limit), from) < 0) return -1;
  if (length > limit && !run.mayTry('`')) return -1;
  const at = run.src.indexOf('`'.repeat(length), from);
  if (at < 0 && length > limit) {
    const attempt = run.attempt('`');
    run.src.pos = run.src.text.length;
    attempt.fail();
  }
  return at;
}

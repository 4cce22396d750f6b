import { newToken } from '../token.js';
import type { SpanRun } from './span-run.js';

/** `$$ … $$` within a text. */
export function readInlineMath(run: SpanRun): boolean {
  const { src } = run;
  if (!src.has('$$')) return false;
  const close = src.indexOf('$$', src.pos + 2);
  if (close < 0) return false;
  const text = src.text.slice(src.pos + 2, close).trim();
  run.tree.tokens.push(newToken('math', src.lineAt(), { text, category: 'span' }));
  src.pos = close + 2;
  return true;
}

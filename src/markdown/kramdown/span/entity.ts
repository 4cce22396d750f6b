import { newToken } from '../token.js';
import type { SpanRun } from './span-run.js';

const ENTITY = /&(?:[\w:][\w.:-]{0,40}|#\d{1,10}|#x[0-9a-fA-F]{1,8});/y;

/** `&nbsp;`, `&#8617;`: goes on as written, the HTML reader knows the names. */
export function readEntity(run: SpanRun): boolean {
  const match = run.src.check(ENTITY);
  if (match === null) return false;
  run.tree.tokens.push(newToken('entity', run.src.lineAt(), { text: match[0] }));
  run.src.pos += match[0].length;
  return true;
}

import { newToken } from '../token.js';
import type { SpanRun, Stop } from './span-run.js';

const OPEN = /~~(?![ \t\r\n\f\v~])/y;
const SPACE_OR_TILDE = /[ \t\r\n\f\v~]/;

/** `~~gone~~` (GFM) */
export function readStrike(run: SpanRun): boolean {
  const { src } = run;
  if (src.check(OPEN) === null || !run.mayTry('~~') || run.isTooDeep || isStruck(run)) return false;
  if (src.indexOf('~~', src.pos + 2) < 0) return false;
  const attempt = run.attempt('~~');
  const element = newToken('html', src.lineAt(), { text: 'del', category: 'span', model: 'span' });
  const stop: Stop = {
    length: () => (src.has('~~') ? 2 : 0),
    accepts: () => !SPACE_OR_TILDE.test(src.text[src.pos - 1] ?? ' '),
  };
  src.pos += 2;
  if (!run.readUntil(stop, element)) {
    attempt.fail();
    return false;
  }
  src.pos += 2;
  run.tree.tokens.push(element);
  return true;
}

function isStruck(run: SpanRun): boolean {
  return [run.tree, ...run.stack].some((token) => token.type === 'html' && token.text === 'del');
}

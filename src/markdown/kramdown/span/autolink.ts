import { appendText, newToken } from '../token.js';
import type { SpanRun } from './span-run.js';

const ADDRESS = /<(mailto|https?|ftps?):[^\n]/y;
const MAIL = /<([-.\p{L}\p{N}_]{1,200}@[-.\p{L}\p{N}_]{1,200})>/uy;

/** `<https://…>`, `<mailto:…>`, `<me@example.org>` */
export function readAutolink(run: SpanRun): boolean {
  const { src } = run;
  const text = addressAt(run);
  if (text === null) return false;
  const link = newToken('link', src.lineAt());
  const isMail = !/^(?:mailto|https?|ftps?):/.test(text);
  link.attr = new Map([['href', isMail ? `mailto:${text}` : text]]);
  appendText(link, text.replace(/^mailto:/, ''));
  run.tree.tokens.push(link);
  src.pos += text.length + 2;
  return true;
}

function addressAt(run: SpanRun): string | null {
  const { src } = run;
  const start = src.check(ADDRESS);
  if (start === null) return src.check(MAIL)?.[1] ?? null;
  const close = src.indexOf('>', src.pos + start[0].length);
  const newline = src.indexOf('\n', src.pos);
  return close < 0 || (newline >= 0 && newline < close) ? null : src.text.slice(src.pos + 1, close);
}

import { newToken } from '../token.js';
import type { SpanRun } from './span-run.js';

export type QuoteName = 'lsquo' | 'rsquo' | 'ldquo' | 'rdquo';

const START = /[^\\]?["']/y;
const PUNCTUATION = '[!"#$%\'()*+,\\-./:;<=>?@[\\\\\\]^_`{|}~]';

/**
 * What a quote sign becomes, first match wins (the rules of SmartyPants). A rule's result names
 * the quotes in turn; `left` and `right` take the kind (single, double) from the sign itself.
 */
const RULES: readonly (readonly [pattern: RegExp, results: readonly (QuoteName | 'left' | 'right')[]])[] = [
  [/()(["'])(?=[_*]{1,2}[^ \t\r\n\f\v])/y, ['left']],
  [new RegExp(`()(["'])(?=${PUNCTUATION}(?!\\.\\.)(?![\\p{L}\\p{N}_]))`, 'uy'), ['right']],
  [/([ \t\r\n\f\v]?)"'(?=\w)/y, ['ldquo', 'lsquo']],
  [/([ \t\r\n\f\v]?)'"(?=\w)/y, ['lsquo', 'ldquo']],
  // The '80s.
  [/([ \t\r\n\f\v]?)'(?=\d\ds)/y, ['rsquo']],
  [/([ \t\r\n\f\v])('|")(?=\w)/y, ['left']],
  [/([^ \\\t\r\n[{(-])('|")/y, ['right']],
  [/()("|')(?=[ \t\r\n\f\v]|s(?![\p{L}\p{N}_])|$)/uy, ['right']],
  [/([\s\S]?)'/y, ['lsquo']],
  [/([\s\S]?)"/y, ['ldquo']],
];

const BY_SIGN: Readonly<Record<'left' | 'right', (sign: string) => QuoteName>> = {
  left: (sign) => (sign === '"' ? 'ldquo' : 'lsquo'),
  right: (sign) => (sign === '"' ? 'rdquo' : 'rsquo'),
};

export function readSmartQuote(run: SpanRun): boolean {
  const { src } = run;
  const next = src.text.charCodeAt(src.pos + 1);
  const here = src.text.charCodeAt(src.pos);
  if (next !== 34 && next !== 39 && here !== 34 && here !== 39) return false;
  if (src.check(START) === null) return false;
  const line = src.lineAt();
  for (const [pattern, results] of RULES) {
    const match = src.scan(pattern);
    if (match === null) continue;
    run.text(match[1] ?? '');
    for (const result of results) {
      const name = result === 'left' || result === 'right' ? BY_SIGN[result](match[2] ?? '') : result;
      run.tree.tokens.push(newToken('quote', line, { text: name }));
    }
    return true;
  }
  return false;
}

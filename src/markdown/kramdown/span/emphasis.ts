import { newToken } from '../token.js';
import type { SpanRun, Stop } from './span-run.js';

const LETTER = /\p{L}/u;
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;
const SPACE = /[ \t\r\n\f\v]/;

function delimiterStop(
  run: SpanRun,
  delimiter: string,
  type: 'em' | 'strong',
  hasContent: () => boolean,
): Stop {
  const { src } = run;
  const twice = delimiter + delimiter;
  return {
    length: () => (src.has(delimiter) ? delimiter.length : 0),
    accepts() {
      if (SPACE.test(src.text[src.pos - 1] ?? '')) return false;
      if (type === 'em' && src.has(twice) && src.text[src.pos + 2] !== delimiter) return false;
      if (delimiter[0] === '_' && LETTER_OR_DIGIT.test(src.text[src.pos + delimiter.length] ?? ''))
        return false;
      return hasContent();
    },
  };
}

/** Reads from behind the opening delimiter; true when the closing one was found and taken. */
function readInside(run: SpanRun, delimiter: string, type: 'em' | 'strong', line: number): boolean {
  const { src } = run;
  const char = delimiter[0] === '_' ? '_' : '*';
  if (run.lastCloser(char) < src.pos || src.indexOf(delimiter) < 0 || !run.mayTry(delimiter)) return false;
  const attempt = run.attempt(delimiter);
  const element = newToken(type, line);
  const stop = delimiterStop(run, delimiter, type, () => element.tokens.length > 0);
  if (!run.readUntil(stop, element)) {
    attempt.fail();
    return false;
  }
  src.pos += delimiter.length;
  run.tree.tokens.push(element);
  return true;
}

/** Behind a letter, or a letter and a dash, or more underscores behind these: `snake_case`, `a-_b`. */
function isInWord(text: string, pos: number): boolean {
  let at = pos - 1;
  const limit = pos - 64;
  while (at > limit && text[at] === '_') at -= 1;
  if (text[at] === '-') at -= 1;
  return LETTER.test(text[at] ?? '');
}

/** `*a*`, `__b__`; a `_` within a word is text. */
export function readEmphasis(run: SpanRun): boolean {
  const { src } = run;
  const start = src.pos;
  const char = src.text[start] ?? '';
  const delimiter = src.text[start + 1] === char ? char + char : char;
  const type = delimiter.length === 2 ? 'strong' : 'em';
  const inWord = char === '_' && isInWord(src.text, start);
  const behind = src.text[start + delimiter.length] ?? '';
  if (inWord || SPACE.test(behind) || run.isInside(type) || run.isTooDeep) {
    run.literal(delimiter.length);
    return true;
  }
  const line = src.lineAt();
  src.pos = start + delimiter.length;
  if (readInside(run, delimiter, type, line)) return true;
  src.pos = start + 1;
  if (type === 'strong' && run.tree.type !== 'em' && readInside(run, char, 'em', line)) return true;
  src.pos = start;
  run.literal(delimiter.length);
  return true;
}

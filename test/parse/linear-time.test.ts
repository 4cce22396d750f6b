import { describe, expect, it } from 'vitest';
import type { Dialect } from '../../src/markdown/dialect.js';
import { parseNote } from '../../src/note/parse-note.js';
import { ProblemError } from '../../src/problem.js';
import { HOSTILE } from '../bench/hostile-notes.js';

const CHARS = 1_200_000;

/**
 * Texts that are read (or refused) in a fifth of a second, and would take minutes if each sign made
 * the parser look at all the others once more. `npm run bench:parse` measures these and the rest.
 */
const QUICK =
  /without an end|alone|within each other|brackets|backticks|asterisks|underscores|openers|rising|closers|in a line|marks|pipes$|signs|backslashes|ampersands|braces|separators|parentheses|one long|lazy|spaces|tabs|blank lines|attribute definitions/;

/** These make much of each character, which takes its time in any case. */
const SLOWER =
  /words|code spans|Markdown without|lists without|references|extensions|definition marks|formulas|dollar|before|mixed/;

function outcome(text: string, dialect: Dialect): string {
  try {
    return `${parseNote(text, 'note.md', dialect).value.file} is read`;
  } catch (failure) {
    if (!(failure instanceof ProblemError)) throw failure;
    return failure.problem.message;
  }
}

describe('reading takes no more than so many times as long for so many times as much', () => {
  const names = Object.keys(HOSTILE).filter((name) => QUICK.test(name) && !SLOWER.test(name));
  it.each(names)('%s', { timeout: 60_000 }, (name) => {
    expect(outcome(HOSTILE[name]?.(CHARS) ?? '', 'kramdown')).toMatch(
      /^note\.md is read$|^the note has (?:more than )?\d+ (?:tokens|elements|sections)$/,
    );
  });
  it.each(names)('%s, in GFM', { timeout: 25_000 }, (name) => {
    expect(outcome(HOSTILE[name]?.(CHARS) ?? '', 'gfm')).toMatch(
      /^note\.md is read$|^the note has (?:more than )?\d+ (?:tokens|elements|sections)$/,
    );
  });
});

import { expect, it } from 'vitest';
import { LIMITS } from '../../src/bounds/limits.js';
import { wholeNote } from '../../src/note/excerpt.js';
import { parseNote } from '../../src/note/parse-note.js';
import { refuseTooLarge } from '../../src/outputs/refuse-too-large.js';

const check = (text: string) => () => refuseTooLarge(wholeNote(parseNote(text, 'a.md').value));

it.each([
  ['points', '- x\n'.repeat(LIMITS.points + 1), /points are too many/],
  ['characters', 'several words of it\n\n'.repeat(LIMITS.textChars / 18), /characters|points/],
  ['elements', '**x** '.repeat(LIMITS.shownElements + 1), /elements of HTML are too many/],
  ['columns', `|${' a |'.repeat(301)}\n|${'---|'.repeat(301)}\n`, /a table of 301 columns is too wide/],
])('what no sheet can hold is refused before the browser is asked: %s', (_what, text, message) => {
  expect(check(`# A\n\n${text}`)).toThrow(message);
});

it('a note of thousands of words with marks is not', () => {
  expect(check(`# A\n\n${'- **a** and *b* with `c` and [d](#a)\n'.repeat(3000)}`)).not.toThrow();
});

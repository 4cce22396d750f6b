import { expect, it } from 'vitest';
import { LIMITS } from '../../src/bounds/limits.js';
import { type Excerpt, wholeNote } from '../../src/note/excerpt.js';
import { parseNote } from '../../src/note/parse-note.js';
import { refuseTooLarge } from '../../src/outputs/refuse-too-large.js';

const excerptOf = (text: string): Excerpt => wholeNote(parseNote(text, 'a.md').value);
const SMALL = excerptOf('# A\n\n- **x** of y\n');
const [POINT] = SMALL.points;
const BOLD = { type: 'element', tagName: 'b', properties: {}, children: [] } as const;
const WIDE = `|${' a |'.repeat(301)}\n|${'---|'.repeat(301)}\n`;
if (!POINT) throw new Error('no point');

it.each<[string, Excerpt, RegExp]>([
  ['points', { ...SMALL, points: Array(LIMITS.points + 1).fill(POINT) }, /6001 points are too many/],
  ['characters', { ...SMALL, points: [{ ...POINT, text: 'x'.repeat(LIMITS.textChars + 1) }] }, /characters/],
  ['elements', { ...SMALL, intro: Array(60_001).fill(BOLD) }, /6000\d elements of HTML are too/],
  ['columns', excerptOf(`# A\n\n${WIDE}`), /a table of 301 columns is too wide/],
])('what no sheet can hold is refused before the browser is asked: %s', (_what, excerpt, message) => {
  expect(() => refuseTooLarge(SMALL)).not.toThrow();
  expect(() => refuseTooLarge(excerpt)).toThrow(message);
});

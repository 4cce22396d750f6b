import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BrowserSession } from '../../src/browser/browser-session.js';
import type { PaintedText } from '../pdf/read-pdf.js';
import { type MadeSheet, madeSheet } from './make-sheet.js';

const session = new BrowserSession({ browser: null });
afterAll(() => session.close());

const NOTE = `---
title: یادداشت
lang: fa
---

# بخش نخست

1. گام یکم HTTP
2. TCP/IP

| واژه A1 | معنا B2 |
|---|---|
| کتاب C3 | book |

متنی با فرمول $a+b$ در میان.

\`\`\`
left = 1
\`\`\`

# بخش دوم

متن بخش دوم اینجاست.

# English part

This section is in English and begins on the left.
`;

describe('a note that is read from right to left', () => {
  let made: MadeSheet;
  beforeAll(async () => {
    made = await madeSheet(session.withPage, NOTE, { columns: 2 });
  });

  /** The run of text that holds these letters; joined ones of Arabic are painted one by one. */
  function painted(words: string): PaintedText {
    const found = made.pdf.painted.find(({ str }) => str.includes(words));
    if (!found) throw new Error(`"${words}" is not in ${made.pdf.painted.map(({ str }) => str).join('|')}`);
    return found;
  }
  const right = ({ xPt, widthPt }: PaintedText): number => xPt + widthPt;
  const middlePt = 297.6;

  it('fills the page to both margins, a formula or not', () => {
    expect(made.problems).toEqual([]);
    const edges = made.pdf.painted.map(right);
    expect(Math.max(...edges)).toBeGreaterThan(570);
  });

  it('has its first column on the right, and so that of a table', () => {
    expect(painted('HTTP').xPt).toBeGreaterThan(middlePt);
    expect(right(painted('English and begins'))).toBeLessThan(middlePt);
    expect(painted('A1').xPt).toBeGreaterThan(right(painted('B2')));
    expect(painted('C3').xPt).toBeGreaterThan(right(painted('book')));
  });

  it('has numbers on the right of their items, whatever way those run', () => {
    const numbers = made.pdf.painted.filter(({ str }) => /^[12]$|^[12]\.$|^\.?[12]$/.test(str.trim()));
    expect(numbers.length).toBeGreaterThanOrEqual(2);
    for (const words of ['HTTP', 'TCP/IP']) {
      const item = painted(words);
      const number = numbers.find(({ yPt }) => Math.abs(yPt - item.yPt) < 3);
      expect(number?.xPt, words).toBeGreaterThanOrEqual(right(item) - 0.5);
    }
  });

  it('keeps English text and code at the left', () => {
    const text = painted('English and begins');
    const heading = painted('English part');
    expect(text.xPt).toBeLessThan(heading.xPt + 20);
    expect(painted('left').xPt).toBeLessThan(painted('HTTP').xPt);
  });

  it('says its language, and its bookmarks and structure in logical order', () => {
    expect(made.pdf.lang).toBe('fa');
    expect(made.pdf.outline.map(({ title }) => title)).toEqual(['بخش نخست', 'بخش دوم', 'English part']);
  });
});

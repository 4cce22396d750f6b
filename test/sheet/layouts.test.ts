import { afterAll, describe, expect, it } from 'vitest';
import { BrowserSession } from '../../src/browser/browser-session.js';
import { madeSheet } from './make-sheet.js';

const session = new BrowserSession({ browser: null, jobLimitMs: 120_000 });
afterAll(() => session.close());

const MOST = 30;

/** `count` of something, numbered. */
function each(count: number, of: (i: number) => string, between = '\n'): string {
  return Array.from({ length: count }, (_, i) => of(i)).join(between);
}

const sections = (count: number, body: (i: number) => string): string =>
  each(count, (i) => `# Section ${i}\n\n${body(i)}\n`);
const item = (i: number): string => `- **term ${i}**: some words about it, and then a few more of them`;
const formulas = (i: number): string =>
  `- where $x_{${i}} = \\frac{a_{${i}} + 1}{b}$ and $\\int_0^\\infty e^{-x}\\,dx$ hold`;
const display = (i: number): string =>
  `$$\nL_{${i}} = \\sum_{k=1}^{n} \\frac{(y_k - \\hat y_k)^2}{\\sigma_k^2} + \\lambda \\lVert w \\rVert^2\n$$`;
const listing = (i: number, lines: number): string =>
  `\`\`\`py\n${each(lines, (k) => `value_${i}_${k} = compute(index, limit, table, ${'next, '.repeat((7 * k) % 9)}last)`)}\n\`\`\``;
const table = (i: number): string =>
  `| a | b | c |\n|---|---|---|\n${each(6, (k) => `| row ${k} of ${i} | $x^{${k}}$ | $\\frac{${k}}{n}$ and some words |`)}`;

describe('the number of layouts', () => {
  it.each([
    ['formulas in each line', sections(12, (i) => `${each(14, formulas)}\n\n${display(i)}`)],
    ['tables of formulas', sections(14, (i) => `${table(i)}\n\n${display(i)}\n\n${each(5, item)}`)],
    ['code and formulas', sections(14, (i) => `${listing(i, 12)}\n\n${display(i)}\n\n${each(4, formulas)}`)],
    ['listings alone', sections(25, (i) => listing(i, 30))],
    ['a thousand points', sections(50, () => each(20, item))],
    ['points just too many', sections(20, () => each(15, item))],
  ])(
    `is at most ${MOST} for a note of %s`,
    async (_name, text) => {
      const { sheet } = await madeSheet(session.withPage, text);
      expect(sheet.fit.layouts).toBeLessThanOrEqual(MOST);
      expect(sheet.fit.fill).toBeGreaterThan(0.97);
    },
    120_000,
  );
});

import { PNG } from 'pngjs';
import type { Browser } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  DeckBench,
  everydayBrowser,
  expectSlide,
  noteOf,
  openDeck,
  watchedPage,
} from '../deck/deck-bench.js';
import { madeSheet } from '../sheet/make-sheet.js';

const bench = new DeckBench();
let browser: Browser;
beforeAll(async () => {
  browser = await everydayBrowser();
});
afterAll(async () => {
  await browser.close();
  await bench.close();
});

const red = (tex: string): string => String.raw`{\color{#ff0000}${tex}}`;
const WORDS = 'Some words of an ordinary point that fill the line up to its end and a little more.\n\n';
const noteWith = (formula: string): string =>
  `# Before\n\n${WORDS.repeat(3)}# Own\n\n${WORDS.repeat(2)}- a formula $$${formula}$$ in a line\n\n# After\n\n${WORDS.repeat(3)}`;

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** How many pixels are red, but for those in a box. */
function redPixels(png: Uint8Array, but: Box = { x: 0, y: 0, width: 0, height: 0 }): number {
  const { data, width } = PNG.sync.read(Buffer.from(png));
  const isIn = (x: number, y: number): boolean =>
    x >= but.x && x <= but.x + but.width && y >= but.y && y <= but.y + but.height;
  let count = 0;
  for (let i = 0; i < data.length; i += 4) {
    const [r = 0, g = 0, b = 0] = data.subarray(i, i + 3);
    if (r > 150 && g < 90 && b < 90 && !isIn((i / 4) % width, Math.floor(i / 4 / width))) count += 1;
  }
  return count;
}

async function slideOf(html: string): Promise<{ readonly png: Uint8Array; readonly box: Box }> {
  const { page } = await watchedPage(browser, 1280, 720);
  await openDeck(page, bench.save(html));
  const own = await page.$eval('.math', (math) => math.closest('section')?.id ?? '');
  await page.evaluate((id) => {
    location.hash = `#/${id}`;
  }, own);
  await expectSlide(page, own);
  const box = await page.$eval('.math .katex-html', (formula) => {
    const { x, y, width, height } = formula.getBoundingClientRect();
    const margin = 0.2 * Number.parseFloat(getComputedStyle(formula).fontSize);
    return { x: x - margin, y: y - margin, width: width + 2 * margin, height: height + 2 * margin };
  });
  const png = await page.screenshot();
  await page.close();
  return { png, box };
}

it.each([
  ['a negative space', String.raw`x\hspace{-5em}${red('MMMM')}`],
  ['an overlap to the left', String.raw`x\llap{${red('MMMM')}\hspace{1em}}`],
])('%s draws over nothing else, on sheet and slide, and is told', async (_what, formula) => {
  const text = noteWith(formula);
  const told = [
    expect.objectContaining({
      message: expect.stringMatching(/^a formula moves "x?MMMM" out of its own box, where it is cut off$/),
      line: text.split('\n').findIndex((line) => line.startsWith('- ')) + 1,
    }),
  ];
  const { sheet, problems } = await madeSheet(bench.session.withPage, text, { png: true });
  expect(redPixels(sheet.png ?? Buffer.of())).toBe(0);
  expect(problems.filter(({ message }) => message.includes('formula'))).toEqual(told);
  const deck = await bench.render(noteOf(text));
  expect(deck.problems.filter(({ message }) => message.includes('formula'))).toEqual(told);
  expect(redPixels((await slideOf(deck.value.html)).png)).toBe(0);
});

it.each([
  [
    'a rule above a line whose height is smashed',
    String.raw`x\smash{${red(String.raw`\rule[5em]{3em}{1em}`)}}`,
  ],
  ['overlaps of all kinds', String.raw`${red('M')}\rlap{${red('MMM')}}\mathclap{${red('MMM')}}x`],
  ['a display', String.raw`x\llap{${red('M')}\hspace{35em}}`],
])('%s stays in the box of its formula', async (what, formula) => {
  const text = noteWith(formula).replace(/- a formula (.*) in a line/, what === 'a display' ? '$1' : '$&');
  const { png, box } = await slideOf((await bench.render(noteOf(text))).value.html);
  expect(redPixels(png, box)).toBe(0);
});

it('shows all of formulas that move their parts within their box, and tells nothing', async () => {
  const text = noteWith(
    String.raw`a = \sum_{\mathclap{1\le i\le n}} ${red('M')}_i \smash{${red('M')}}\!\!\!\! b \rlap{${red('M')}}\phantom{M}`,
  );
  const { sheet, problems } = await madeSheet(bench.session.withPage, text, { png: true });
  expect(problems).toEqual([]);
  expect(redPixels(sheet.png ?? Buffer.of())).toBeGreaterThan(100);
});

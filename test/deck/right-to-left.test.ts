import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DeckBench, everydayBrowser, noteOf, openDeck, press, watchedPage } from './deck-bench.js';

const NOTE = `---
title: ملخص
lang: ar
---

# التخزين

- [x] حساب جديد
- [ ] MFA
- **الحاوية** وعاء

| الفئة | السعر |
|---|---|
| ذكي | كبير |

> اقتباس قصير هنا

<details><summary>ما هو؟</summary>

وعاء للكائنات.

</details>

# الحوسبة

نص عن الحوسبة السحابية.

# English part

- the first point of an English list
`;

const bench = new DeckBench();
let browser: Browser;
let html: string;
let page: Page;

beforeAll(async () => {
  const { value, problems } = await bench.render(noteOf(NOTE));
  expect([problems, value.overflowing]).toEqual([[], 0]);
  html = value.html;
  browser = await everydayBrowser();
  ({ page } = await watchedPage(browser, 1280, 720));
  await openDeck(page, bench.save(html));
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await bench.close();
});

/** Left and right edge of the first element of a slide, px of the screen; null where it has none. */
function edges(id: string, selector: string): Promise<readonly [number, number]> {
  return page.evaluate(
    (slide, inside) => {
      const element =
        document.querySelector(`section[id="${slide}"] ${inside}`) ?? document.querySelector(inside);
      const range = document.createRange();
      range.selectNodeContents(element ?? document.body);
      const { left, right } = (element?.children.length ? element : range).getBoundingClientRect();
      return [left, right] as const;
    },
    id,
    selector,
  );
}

describe('a deck that is read from right to left', () => {
  it('has the next slide on the left, in reveal.js and in the column', async () => {
    const before = await page.evaluate(() => location.hash);
    await press(page, 'ArrowRight');
    await expect.poll(() => page.evaluate(() => location.hash)).toBe(before);
    await press(page, 'ArrowLeft');
    await page.waitForFunction((hash) => location.hash !== hash, {}, before);
  });

  it('has its tools on the right and the count of slides on the left', async () => {
    const [left] = await edges('', '.tools');
    expect(left).toBeGreaterThan(640);
    const [, right] = await edges('', '.slide-number');
    expect(right).toBeLessThan(640);
  });

  it('sets titles, boxes to tick and tables from the right, English from the left', async () => {
    await page.evaluate(() => (location.hash = '#/التخزين'));
    await page.waitForSelector('section.present[data-section="التخزين"]');
    const id = await page.evaluate(
      () => [...document.querySelectorAll('section')].find((one) => one.querySelector('table'))?.id ?? '',
    );
    const rows = await page.evaluate((slide) => {
      const section = document.getElementById(slide);
      const box = (element: Element | null | undefined) => element?.getBoundingClientRect();
      const cells = [...(section?.querySelectorAll('th') ?? [])].map((cell) => box(cell)?.left ?? 0);
      const quote = section?.querySelector('blockquote');
      return { cells, bar: quote ? getComputedStyle(quote).borderRightWidth : '' };
    }, id);
    expect(rows.cells[0]).toBeGreaterThan(rows.cells[1] ?? Number.POSITIVE_INFINITY);
    expect(rows.bar).not.toBe('0px');
    const sides = await page.evaluate(() =>
      [...document.querySelectorAll('.slide-flow')].map((card) => [
        card.closest('section')?.id,
        getComputedStyle(card).direction,
        getComputedStyle(card.querySelector('.slide-title') ?? card).fontFamily.includes('Asap'),
      ]),
    );
    expect(sides).toContainEqual(['english-part', 'ltr', true]);
    expect(sides.filter(([, direction]) => direction === 'rtl').length).toBeGreaterThan(2);
    expect(sides.every(([, , face]) => face)).toBe(true);
  });

  it('says nothing in English', async () => {
    const words = await page.evaluate(() =>
      [...document.querySelectorAll('.tools, .finder, .quiz-panel, .verdict, .ask, .slide-front, .kicker')]
        .map((element) => element.textContent ?? '')
        .join(' '),
    );
    expect(words).toMatch(/\p{Script=Arabic}/u);
    expect(words.replace(/English part|<details>|X vs Y|\b[KX]\b/g, '')).not.toMatch(/[A-Za-z]{2,}/);
  });
});

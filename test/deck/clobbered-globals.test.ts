import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DeckBench, everydayBrowser, expectSlide, noteOf, openDeck, watchedPage } from './deck-bench.js';

const bench = new DeckBench();
let browser: Browser;
beforeAll(async () => {
  browser = await everydayBrowser();
});
afterAll(async () => {
  await browser?.close();
  await bench.close();
});

/** Names that loaders, libraries and other programs' scripts look for. */
const ASKED_FOR =
  'Module Exports Define Reveal Require Process Global Root Deck Amd Hljs MathJax Katex RevealNotes Plugins ' +
  'Highlight Markdown Jquery Buffer Chrome Opera Elements Item';

/** Headings of one word that are names of `window` in the browser at hand, and those asked for. */
async function headings(): Promise<readonly string[]> {
  const page = await browser.newPage();
  const names = await page.evaluate(() => Object.getOwnPropertyNames(window));
  await page.close();
  const words = names.filter((name) => /^[A-Za-z][a-z]+$/.test(name) && !/^on[a-z]/.test(name));
  const titles = [...ASKED_FOR.split(' '), ...words].map(
    (word) => `${word[0]?.toUpperCase()}${word.slice(1)}`,
  );
  return [...new Set(titles)];
}

async function opened(text: string): Promise<{ page: Page; errors: string[]; html: string }> {
  const { value } = await bench.render(noteOf(text));
  const { page, errors } = await watchedPage(browser, 1280, 720);
  await openDeck(page, bench.save(value.html, 'clobbered.html'));
  return { page, errors, html: value.html };
}

const sectionsOf = (page: Page): Promise<(string | null)[]> =>
  page.$$eval('.slides section[data-step]', (slides) => slides.map((slide) => slide.id));

describe('ids that are names of globals', () => {
  it('as headings: the deck is ready, each has its slide and its address', async () => {
    const titles = await headings();
    expect(titles.length).toBeGreaterThan(100);
    const { page, errors } = await opened(titles.map((title) => `## ${title}\n\n- about it\n`).join('\n'));
    const ids = titles.map((title) => title.toLowerCase());
    await expect.poll(() => sectionsOf(page)).toEqual(expect.arrayContaining(ids));
    for (const id of ['module', 'top', 'name', 'location', 'reveal', 'print', ids.at(-1) ?? '']) {
      await page.evaluate((to) => {
        location.hash = `#/${to}`;
      }, id);
      await expectSlide(page, id);
    }
    expect(errors).toEqual([]);
    await page.close();
  }, 180_000);

  it('as any id, for each word of the scripts: nothing in the deck takes an element for a global', async () => {
    const plain = await opened('## One\n\n- a\n\n## Two\n\n- b\n');
    const scripts = [...plain.html.matchAll(/<script>([\s\S]*?)<\/script>/g)]
      .map(([, text]) => text)
      .join('\n');
    await plain.page.close();
    const words = [...new Set(scripts.match(/[A-Za-z_$][\w$]*/g))].filter(
      (word) => !/^(one|two)$/.test(word),
    );
    expect(words).toEqual(
      expect.arrayContaining(['module', 'exports', 'define', 'Reveal', 'addEventListener']),
    );
    const marks = words.map((word) => `<i id="${word}" name="${word}">x</i>`);
    const pictures = words.map((word) => `<img name="${word}" alt="y" src="">`).slice(0, 50);
    const { page, errors } = await opened(
      `## One\n\n${marks.join(' ')}\n\n<form name="body"><input name="forms"></form>\n\n${pictures.join(' ')}\n\n## Two\n\n- b\n`,
    );
    const facts = await page.evaluate(() => ({
      marks: document.querySelectorAll('.slides i[id]').length,
      named: document.querySelectorAll('.slides [name]').length,
      own: Object.getOwnPropertyNames(document).filter((name) => name !== 'location'),
    }));
    expect(facts.marks).toBeGreaterThan(words.length * 0.9);
    expect([facts.named, facts.own]).toEqual([0, []]);
    await page.keyboard.press('m');
    await page.keyboard.press('Escape');
    await page.evaluate(() => {
      location.hash = '#/two';
    });
    await expectSlide(page, 'two');
    expect(errors).toEqual([]);
    await page.close();
  }, 180_000);
});

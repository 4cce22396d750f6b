import type { Browser } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { axeFindings } from '../axe.js';
import { DeckBench, everydayBrowser, noteOf, openDeck, pressSlowly, watchedPage } from './deck-bench.js';

const NOTE = `---
title: Services
---

## Glue

- **Glue vs EMR**: serverless or a *cluster*
- [x] read the **guide**
- [ ] take the exam

##### Deep inside

Words.

### Less deep

More words.

## EMR

| Node | Does |
|---|---|
| **core** | keeps data |

1. Which one searches?
    - A. Kendra
    - B. Lex

    <details><summary>Answer</summary>

    Kendra, the searcher.

    </details>

## Kendra

- **Kendra**: asks your documents

\`\`\`sh
ls -l
\`\`\`

## Lex

- **Lex**: ==talks== to you
`;

const bench = new DeckBench();
let browser: Browser;
let address: string;
beforeAll(async () => {
  const { value } = await bench.render(noteOf(NOTE));
  address = bench.save(value.html, 'access.html');
  browser = await everydayBrowser();
});
afterAll(async () => {
  await browser?.close();
  await bench.close();
});

it.each([
  ['a laptop', 1280, 720],
  ['a phone', 390, 844],
])(
  'axe finds nothing, in any mode, on %s',
  async (_name, width, height) => {
    const { page } = await watchedPage(browser, width, height);
    await openDeck(page, address);
    const ids = await page.$$eval('section[data-kind]', (slides) => slides.map(({ id }) => id));
    for (const id of width > 500 ? ids : ids.slice(0, 1)) {
      await page.evaluate((to) => {
        location.hash = `#/${to}`;
      }, id);
      await pressSlowly(page);
      expect([id, await axeFindings(page)]).toEqual([id, []]);
    }
    for (const key of ['m', 'q'] as const) {
      await pressSlowly(page, key);
      expect([key, await axeFindings(page)]).toEqual([key, []]);
      await pressSlowly(page, 'Escape');
    }
    await pressSlowly(page, 'r');
    expect(['recall', await axeFindings(page)]).toEqual(['recall', []]);
    await page.close();
  },
  120_000,
);

it('axe finds nothing where all slides stand one below the other', async () => {
  const { page } = await watchedPage(browser, 1400, 800);
  await page.goto(`${address}?print-pdf`);
  expect(await axeFindings(page)).toEqual([]);
  await page.close();
});

it('without scripts all slides are shown, answers and all, and no tool', async () => {
  const { page } = await watchedPage(browser, 1400, 800);
  await page.setJavaScriptEnabled(false);
  await page.goto(address);
  const shown = await page.evaluate(() =>
    document.body.checkVisibility() && getSelection()?.selectAllChildren(document.body) === undefined
      ? String(getSelection())
      : '',
  );
  for (const words of [
    'serverless or a cluster',
    'Which one searches?',
    'Kendra, the searcher.',
    'talks to you',
  ])
    expect(shown).toContain(words);
  expect(shown).not.toMatch(/Show the answer|Recall|Missed it/);
  for (const width of [732, 784, 889, 1019, 1149, 1299]) {
    await page.setViewport({ width, height: 700 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect([width, wide <= 0]).toEqual([width, true]);
  }
  await page.close();
});

it('says nothing that is hidden, and opening a term or an answer keeps the focus', async () => {
  const { page } = await watchedPage(browser, 1280, 720);
  await openDeck(page, `${address}#/kendra`);
  await pressSlowly(page, 'r');
  const said = (): Promise<string> =>
    page.$$eval('[aria-live], [role="status"], output', (live) =>
      live.map((one) => one.textContent).join(' '),
    );
  expect(await said()).not.toContain('asks your documents');
  expect(JSON.stringify(await page.accessibility.snapshot({ interestingOnly: false }))).not.toMatch(
    /StaticText","name":"Kendra"[^}]*}[^{]*{[^}]*asks/,
  );
  await page.focus('section.present .hidden-term');
  await pressSlowly(page, 'Enter');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Kendra');
  await page.evaluate(() => {
    location.hash = '#/emr--quiz-1';
  });
  await pressSlowly(page);
  expect(await said()).not.toContain('the searcher');
  await page.waitForFunction(() => document.querySelector('#emr--quiz-1.present .ask')?.checkVisibility());
  await page.focus('#emr--quiz-1 .ask');
  expect(await page.evaluate(() => document.activeElement?.className)).toBe('ask');
  await pressSlowly(page, 'Enter');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Missed it');
  await page.close();
});

const branch = (id: string, name: string, colour: string, opens: boolean): string =>
  `  <a href="#${id}" class="mindmap${opens ? ' mindmap-new-section' : ''}" style="--mindmap-color: ${colour}; --mindmap-color-lighter: #eeeeee;">\n    \`${name}\` \`a keyword\`\n  </a>`;
/** The same note with a map of two groups, and more to look at. */
const GROUPED = NOTE.replace('title: Services\n', 'title: Services\ntags: [cloud, exam]\n').replace(
  '## Glue',
  `<h1>Table of contents</h1>
<div markdown="1">
${[
  branch('glue', 'Glue', '#0f766e', true),
  branch('emr', 'EMR', '#0f766e', false),
  branch('kendra', 'Kendra', '#ffd600', true),
  branch('lex', 'Lex', '#ffd600', false),
].join('\n')}
</div>

## Glue

> A quote with a [link](https://example.com/).

![not there](none.png)
`,
);

it.each(['light', 'dark', 'paper', 'board', 'contrast', 'band'] as const)(
  'axe finds nothing on the slides of the theme %s',
  async (deckTheme) => {
    const { value } = await bench.render(noteOf(GROUPED), { deckTheme });
    expect(value.html).toContain('data-kind="divider"');
    const { page } = await watchedPage(browser, 1280, 720);
    await page.goto(`${bench.save(value.html, `${deckTheme}.html`)}?print-pdf`);
    await page.waitForSelector('html.pages');
    expect(await axeFindings(page)).toEqual([]);
    await page.close();
  },
  60_000,
);

it('marked words are in the colour of the text around them, not in a browser’s black on yellow', async () => {
  const page = await browser.newPage();
  await openDeck(page, address);
  const [marked, around] = await page.evaluate(() => {
    const mark = document.querySelector('.card mark');
    return [mark, mark?.parentElement].map((one) => (one ? getComputedStyle(one).color : null));
  });
  expect(marked).toBe(around);
  expect(marked).not.toBe('rgb(0, 0, 0)');
  await page.close();
});

import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DeckBench, noteOf } from './deck-bench.js';
import { INSTALLED, isInstalled, open, pause, slideBeforeReader } from './everyday-browsers.js';

const NAMES = ['Kinesis', 'Glue', 'Athena', 'Redshift', 'Kendra', 'Polly', 'Lex', 'Comprehend'];
const long = Array.from({ length: 14 }, (_, i) => `- point ${i + 1} with some words to fill its line`).join(
  '\n',
);
const NOTE = `---\ntitle: Eight services\n---\n\n${NAMES.map(
  (name) => `# ${name}\n\n- **${name}**: about it\n- also like Polly\n${name === 'Glue' ? long : ''}`,
).join('\n\n')}\n`;

const bench = new DeckBench();
let address: string;
beforeAll(async () => {
  const { value } = await bench.render(noteOf(NOTE));
  address = bench.save(value.html, 'arrive.html');
});
afterAll(() => bench.close());

const SCREENS = [
  { screen: 'a laptop', width: 1280, height: 720, wide: true },
  { screen: 'a phone', width: 390, height: 844, wide: false },
] as const;

describe.each(INSTALLED)('$name', (installed) => {
  let browser: Browser;
  beforeAll(async () => {
    if (isInstalled(installed)) browser = await open(installed);
  }, 120_000);
  afterAll(() => browser?.close());

  describe.each(SCREENS)('$screen', ({ width, height, wide }) => {
    const visit = async (hash = ''): Promise<Page> => {
      const page = await browser.newPage();
      await page.setViewport({ width, height });
      await page.goto(`${address}${hash}`);
      await page.waitForSelector('main.ready');
      await pause();
      return page;
    };
    const arrived = async (page: Page, id: string): Promise<void> => {
      const startMs = performance.now();
      while ((await slideBeforeReader(page)) !== id && performance.now() - startMs < 4000) await pause(100);
      // What is undone a moment later is no arrival.
      await pause(1300);
      await expect.poll(() => slideBeforeReader(page)).toBe(id);
      await expect.poll(() => page.evaluate(() => location.hash)).toBe(`#/${id}`);
    };
    const test = isInstalled(installed) ? it : it.skip;

    test('a deep link and a reload', async () => {
      const page = await visit('#/polly');
      await arrived(page, 'polly');
      await page.reload();
      await page.waitForSelector('main.ready');
      await arrived(page, 'polly');
      await page.close();
    }, 60_000);

    test('the map', async () => {
      const page = await visit('#/deck-map');
      const link = wide ? '.map a[href="#/kendra"] text' : '.map-list a[href="#/kendra"]';
      await page.click(link);
      await arrived(page, 'kendra');
      if (wide) {
        await page.keyboard.press('t');
        await arrived(page, 'deck-map');
      }
      await page.close();
    }, 60_000);

    test('the list of services', async () => {
      const page = await visit();
      await page.click('[data-tool="menu"]');
      await pause();
      await page.click('.finder a[href="#/lex"]');
      await arrived(page, 'lex');
      await page.close();
    }, 60_000);

    test("search, in which a section's own slide comes first", async () => {
      const page = await visit();
      await pause(1500);
      if (wide) await page.keyboard.press('/');
      else await page.click('[data-tool="search"]');
      await pause();
      await page.keyboard.type('polly', { delay: 60 });
      await pause();
      await page.keyboard.press('Enter');
      await arrived(page, 'polly');
      await page.close();
    }, 60_000);

    test('the address, Back and Forward', async () => {
      const page = await visit('#/kinesis');
      await page.evaluate(() => {
        location.hash = '#/athena';
      });
      await arrived(page, 'athena');
      await page.click('[data-tool="menu"]');
      await pause();
      await page.click('.finder a[href="#/comprehend"]');
      await arrived(page, 'comprehend');
      await page.evaluate(() => history.back());
      await arrived(page, 'athena');
      await page.evaluate(() => history.back());
      await arrived(page, 'kinesis');
      await page.evaluate(() => history.forward());
      await arrived(page, 'athena');
      await page.close();
    }, 60_000);

    it.skipIf(!(wide && isInstalled(installed)))(
      'the jump box, by name and by number, and the overview',
      async () => {
        const page = await visit();
        await page.keyboard.press('g');
        await page.keyboard.type('redshift', { delay: 60 });
        await page.keyboard.press('Enter');
        await arrived(page, 'redshift');
        await page.keyboard.press('o');
        await pause(900);
        await page.keyboard.press('ArrowRight');
        await pause();
        await page.keyboard.press('Enter');
        await arrived(page, 'kendra');
        await page.keyboard.press('g');
        await page.keyboard.type('2', { delay: 60 });
        await page.keyboard.press('Enter');
        await arrived(page, 'deck-map');
        await page.close();
      },
      60_000,
    );
  });
});

import { mkdtempSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { axeFindings } from '../axe.js';
import { everydayBrowser, watchedPage } from '../deck/deck-bench.js';
import { readPdf } from '../pdf/read-pdf.js';
import { temporaryFolder } from '../temporary-folder.js';
import { openStudio } from './studio-bench.js';

const NOTE = `---
title: Queues
cribsheet:
  paper: a6
  sectionPaper: a6
---

## Amazon SQS

${Array.from({ length: 60 }, (_, n) => `- point number ${n + 1} of a long list that no small card holds`).join('\n')}

## Amazon SNS

- publishes to **topics**

![gone](gone.png)
`;

let browser: Browser;
beforeAll(async () => {
  browser = await everydayBrowser();
}, 60_000);
afterAll(() => browser?.close());

/** Waits until what is asked for now is in view. */
async function settled(page: Page, act: () => Promise<unknown>): Promise<void> {
  const before = await page.evaluate(() => document.body.dataset.shown ?? '');
  await act();
  await page.waitForFunction(
    (old) => (document.body.dataset.shown ?? '') !== old,
    { timeout: 60_000 },
    before,
  );
}

const textAt = (page: Page, selector: string): Promise<string> =>
  page.$eval(selector, (element) => element.textContent ?? '');

/** Drops a file on the window, as a person does. */
async function drop(page: Page, name: string, text: string): Promise<void> {
  await page.evaluate(
    (file, content) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([content], file, { type: 'text/markdown' }));
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    },
    name,
    text,
  );
}

it('a note is dropped, its options are set, a point is kept, the files are saved', async () => {
  const cwd = await temporaryFolder({});
  const url = await openStudio(cwd);
  const { page, errors } = await watchedPage(browser, 1440, 900);
  await page.goto(url);
  await page.waitForSelector('#empty:not([hidden])');
  expect(await axeFindings(page)).toEqual([]);

  await settled(page, () => drop(page, 'queues.md', NOTE));
  await expect.poll(() => textAt(page, '#problems')).not.toContain('Error');
  await expect.poll(() => textAt(page, '#facts')).toContain('pages1');
  expect(await page.$$eval('.tree .entry', (all) => all.map(({ textContent }) => textContent))).toEqual([
    'Queuesnot on disk',
    'Amazon SQS',
    'Amazon SNS',
  ]);
  const small = await page.$eval('.pages img', (image) => (image as HTMLImageElement).src);
  const before = Number(await textAt(page, '#points-count'));
  expect(before).toBeGreaterThan(0);

  await page.click('#tab-problems');
  await expect.poll(() => textAt(page, '#problems')).toContain('the image "gone.png" is not shown');
  await expect.poll(() => textAt(page, '#problems')).toMatch(/queues\.md, line \d+/);
  expect(await axeFindings(page)).toEqual([]);

  await page.click('#tab-points');
  const point = await page.$eval('#points .point', (one) => (one as HTMLElement).dataset.point);
  await settled(page, () => page.click(`[data-point="${point}"] .mark`));
  expect(
    await page.$$eval('#points > ul .point', (all) => all.map((one) => (one as HTMLElement).dataset.point)),
  ).not.toContain(point);
  await expect.poll(() => textAt(page, '#changes')).toMatch(/- \{: \.keep\} point number/);
  expect(await axeFindings(page)).toEqual([]);

  await page.click('#tab-options');
  await settled(page, () => page.select('#option-paper', 'a4'));
  await expect
    .poll(() => page.$eval('.pages img', (image) => (image as HTMLImageElement).src))
    .not.toBe(small);
  await expect.poll(() => textAt(page, '#points-count')).toBe('');
  await expect
    .poll(() => textAt(page, '.same'))
    .toContain('cribsheet sheet queues.md --no-sections --paper a4');
  await settled(page, () => page.click('[data-option="paper"] .head button'));
  await expect
    .poll(() => page.$eval('#option-paper', (select) => (select as HTMLSelectElement).value))
    .toBe('a6');

  const saved = mkdtempSync(join(tmpdir(), 'cribsheet saved '));
  const session = await page.createCDPSession();
  await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: saved });
  for (const [name, label] of [
    ['queues.sheet.pdf', 'SheetPDF'],
    ['queues.cards.txt', 'CardsTXT'],
    ['queues.deck.handout.pdf', 'HandoutPDF'],
  ] as const) {
    await page.click('#downloads summary');
    await page.$$eval(
      '#files button',
      (all, wanted) => all.find((one) => one.textContent === wanted)?.click(),
      label,
    );
    await expect.poll(async () => await readdir(saved), { timeout: 60_000 }).toContain(name);
  }
  expect((await readPdf(await readFile(join(saved, 'queues.sheet.pdf')))).info.Title).toBe('Queues');
  await rm(saved, { recursive: true });
  expect(await readdir(cwd)).toEqual([]);
  expect(errors).toEqual([]);
  await page.close();
}, 180_000);

it('by keyboard alone: a section, the deck, an option; what is saved shows, what is marked is written', async () => {
  const cwd = await temporaryFolder({ 'notes/queues.md': NOTE });
  const file = join(cwd, 'notes/queues.md');
  const { page, errors } = await watchedPage(browser, 1024, 768);
  await page.goto(await openStudio(cwd));
  await page.waitForFunction(() => document.body.dataset.shown, { timeout: 60_000 });

  /** Presses Tab until the focus is there. */
  const tabTo = async (selector: string): Promise<void> => {
    for (let press = 0; press < 60; press += 1) {
      if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`no way to ${selector}`);
  };
  await tabTo('.sections .entry');
  await settled(page, () => page.keyboard.press('Enter'));
  await expect.poll(() => textAt(page, '[aria-current="true"]')).toBe('Amazon SQS');
  await tabTo('#kind-sheet');
  await settled(page, () => page.keyboard.press('ArrowRight'));
  const frame = await (await page.waitForSelector('iframe.deck'))?.contentFrame();
  await frame?.waitForSelector('main.ready');
  await expect
    .poll(() => page.$eval('iframe.deck', (one) => one.getAttribute('sandbox')))
    .toBe('allow-scripts');
  await settled(page, () => page.keyboard.press('ArrowLeft'));
  await tabTo('#tab-options');
  await page.keyboard.press('ArrowRight');
  await tabTo('#points .mark');
  await settled(page, () => page.keyboard.press('Enter'));
  // The focus stays where it was, or in its panel.
  await expect.poll(() => page.evaluate(() => document.activeElement?.closest('#points')?.id)).toBe('points');
  expect(await readFile(file, 'utf8')).toBe(NOTE);
  await tabTo('#changes .main');
  await settled(page, () => page.keyboard.press('Enter'));
  await expect.poll(() => readFile(file, 'utf8'), { timeout: 30_000 }).toContain('{: .keep} point number');

  await settled(page, () => writeFile(file, '# Saved anew\n\n- one\n'));
  await page.waitForFunction(() => document.querySelector('.tree .entry')?.textContent === 'Saved anew', {
    timeout: 30_000,
  });
  expect(errors).toEqual([]);
  await page.close();
}, 180_000);

it('on a phone each part has the window to itself, nothing is cut off, and axe finds nothing', async () => {
  const cwd = await temporaryFolder({ 'notes/queues.md': NOTE });
  const { page } = await watchedPage(browser, 390, 844);
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
  await page.goto(await openStudio(cwd));
  await page.waitForFunction(() => document.body.dataset.shown, { timeout: 60_000 });
  for (const pane of ['stage', 'library', 'options', 'points', 'problems']) {
    await page.click(`#dock [data-to="${pane}"]`);
    expect([pane, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([pane, 390]);
    expect([pane, await page.$eval(`#${pane}`, (one) => one.checkVisibility())]).toEqual([pane, true]);
    expect([pane, await axeFindings(page)]).toEqual([pane, []]);
  }
  await page.close();
}, 120_000);

import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Note } from '../../src/model.js';
import {
  DeckBench,
  everydayBrowser,
  expectSlide,
  noteOf,
  openDeck,
  press,
  readNote,
  SHIPPED,
  slideNow,
  watchedPage,
} from './deck-bench.js';

const bench = new DeckBench();
let browser: Browser;
let note: Note;
let file: string;

beforeAll(async () => {
  note = readNote(SHIPPED[0]);
  const { value } = await bench.render(note);
  file = bench.save(value.html);
  browser = await everydayBrowser();
});

afterAll(async () => {
  await browser?.close();
  await bench.close();
});

async function opened(address: string, widthPx = 1280, heightPx = 720): ReturnType<typeof watchedPage> {
  const watched = await watchedPage(browser, widthPx, heightPx);
  await openDeck(watched.page, address);
  return watched;
}

/** Title on the slide now shown. */
function titleNow(page: Page): Promise<string> {
  return page.evaluate(
    () => document.querySelector('section.present:not(.stack)')?.getAttribute('data-title') ?? '',
  );
}

describe('keys that a speaker presses', () => {
  it('arrows: right a service on, down its continuation, space through everything', async () => {
    const { page } = await opened(`${file}#/amazon-kinesis-streaming`);
    await press(page, 'ArrowDown');
    await expectSlide(page, 'amazon-kinesis-streaming--2');
    await press(page, 'ArrowRight');
    await expectSlide(page, 'kinesis-video-streams');
    await press(page, 'Home');
    await expect.poll(() => titleNow(page)).toBe(note.meta.title);
    const seen = new Set<string>();
    for (let i = 0; i < 80; i += 1) {
      await page.keyboard.press('Space');
      seen.add(await slideNow(page));
    }
    for (const { id } of note.sections) expect(seen).toContain(id);
    await page.close();
  });

  it('a deep link opens its service; the address follows the slide', async () => {
    const { page } = await opened(`${file}#/amazon-kendra-closed`);
    await expect.poll(() => titleNow(page)).toBe('Amazon Kendra');
    await press(page, 'ArrowRight');
    await expectSlide(page, 'amazon-fraud-detector-closed');
    await page.close();
  });

  it('R hides the terms, space reveals one by one, A all, and the counter counts', async () => {
    const { page } = await opened(`${file}#/amazon-polly`);
    const state = (): Promise<[string, number]> =>
      page.evaluate((): [string, number] => [
        document.querySelector('.recall-count')?.textContent ?? '',
        document.querySelectorAll('section.present:not(.stack) .hidden-term').length,
      ]);
    await press(page, 'r');
    const [first, hidden] = await state();
    expect(hidden).toBeGreaterThan(1);
    expect(first).toBe(`0/${hidden}`);
    const box = await page.evaluate(() => {
      const term = document.querySelector<HTMLElement>('section.present .hidden-term');
      const style = term ? getComputedStyle(term) : null;
      return { colour: style?.color, ground: style?.backgroundColor, name: term?.getAttribute('aria-label') };
    });
    expect(box).toMatchObject({ colour: 'rgba(0, 0, 0, 0)', name: 'Hidden term' });
    expect(box.ground).not.toBe('rgba(0, 0, 0, 0)');
    await press(page, 'Space');
    await expect.poll(() => state()).toEqual([`1/${hidden}`, hidden - 1]);
    await press(page, 'a');
    await expect.poll(() => state()).toEqual([`${hidden}/${hidden}`, 0]);
    await press(page, 'Space');
    await expect.poll(() => slideNow(page)).not.toBe('amazon-polly');
    await press(page, 'r');
    await expect.poll(() => page.evaluate(() => document.querySelectorAll('.hidden-term').length)).toBe(0);
    await page.close();
  });

  it('?recall starts in recall mode; a tap on a box reveals that term, a tap elsewhere the next', async () => {
    const { page } = await opened(`${file}?recall#/amazon-polly`);
    const hidden = (): Promise<number> =>
      page.evaluate(() => document.querySelectorAll('section.present:not(.stack) .hidden-term').length);
    const before = await hidden();
    expect(before).toBeGreaterThan(1);
    await page.click('section.present .hidden-term:last-of-type');
    await expect.poll(() => hidden()).toBe(before - 1);
    await page.mouse.click(640, 80);
    await expect.poll(() => hidden()).toBe(before - 2);
    await page.close();
  });

  it('a quiz asks first; space answers', async () => {
    const { page } = await opened(file);
    const id = await page.evaluate(() => document.querySelector('[data-kind="quiz"]')?.id ?? '');
    await page.evaluate((to) => {
      location.hash = `#/${to}`;
    }, id);
    const visible = (): Promise<string> =>
      page.evaluate(
        (to) => getComputedStyle(document.querySelector(`[id="${to}"] .answer`) ?? document.body).visibility,
        id,
      );
    await page.waitForFunction((to) => document.getElementById(to)?.classList.contains('present'), {}, id);
    await expect.poll(() => visible()).toBe('hidden');
    await press(page, 'Space');
    // The class comes at once; the browser shows the words with the next frame of their transition.
    await page.waitForFunction(
      (to) =>
        getComputedStyle(document.querySelector(`[id="${to}"] .answer`) ?? document.body).opacity === '1',
      {},
      id,
    );
    await expect.poll(() => visible()).toBe('visible');
    await press(page, 'Shift');
    await page.close();
  });

  it('S opens the speaker view with source text, clock and next slide, and its keys move the deck', async () => {
    const { page, errors } = await opened(`${file}#/amazon-kinesis-streaming`);
    const popup = new Promise<Page | null>((resolve) => page.once('popup', resolve));
    await page.keyboard.press('s');
    const speaker = await popup;
    if (!speaker) throw new Error('no speaker view');
    const text = (selector: string): Promise<string> =>
      speaker.evaluate((at) => document.querySelector(at)?.textContent ?? '', selector);
    const source = note.sections.find(({ id }) => id === 'amazon-kinesis-streaming')?.source ?? '';
    expect(await text('.speaker-notes-text')).toBe(source);
    expect(await text('.speaker-time')).toMatch(/\d/);
    expect(await text('.speaker-timer')).toMatch(/^\d\d:\d\d$/);
    expect(await text('.speaker-next')).toContain('2/2');
    await speaker.keyboard.press('ArrowDown');
    await page.waitForFunction(() => location.hash === '#/amazon-kinesis-streaming--2');
    expect(await text('.speaker-notes-text')).toBe(source);
    await expect.poll(() => speaker.evaluate(() => document.scripts.length)).toBe(0);
    expect(errors).toEqual([]);
    await speaker.close();
    await page.close();
  });

  it('M lists the services, / searches, G jumps, ? helps, B blacks out, O shows the overview', async () => {
    const { page } = await opened(file);
    await press(page, 'm');
    expect(await page.$$eval('.finder[open] .finder-list a', (links) => links.length)).toBeGreaterThanOrEqual(
      18,
    );
    await press(page, 'ArrowDown', 'ArrowDown', 'Enter');
    await expect.poll(() => slideNow(page)).not.toBe('deck-title');
    await press(page, '/');
    await page.keyboard.type('ask documents');
    expect(
      await page.$$eval('.finder-list a', (links) => links.map((link) => link.textContent ?? '')),
    ).not.toHaveLength(0);
    await page.evaluate(() => {
      const input = document.querySelector<HTMLInputElement>('.finder input');
      if (input) input.value = '';
    });
    await page.keyboard.type('SSML');
    await press(page, 'Enter');
    await expect
      .poll(() => page.evaluate(() => document.querySelector('.finder')?.hasAttribute('open')))
      .toBe(false);
    await press(page, 'g');
    await page.keyboard.type('amazon-lex');
    await press(page, 'Enter');
    await expectSlide(page, 'amazon-lex');
    await page.keyboard.down('Shift');
    await page.keyboard.press('Slash');
    await page.keyboard.up('Shift');
    await page.waitForSelector('.r-overlay-help');
    await expect
      .poll(() => page.$eval('.r-overlay-help', (help) => help.textContent))
      .toContain('Recall mode');
    await press(page, 'Escape', 'b');
    await expect.poll(() => page.$eval('.reveal', (deck) => deck.classList.contains('paused'))).toBe(true);
    await press(page, 'b', 'o');
    await expect.poll(() => page.$eval('.reveal', (deck) => deck.classList.contains('overview'))).toBe(true);
    await page.close();
  });

  it('/ finds a word that has soft hyphens in the note; titles have none', async () => {
    const text =
      '---\ntitle: Donau\u00ADdampf\n---\n\n## Fahr\u00ADplan\n\nEin Kapi\u00ADtän.\n\n## Hafen\n\nEin Kai.\n';
    const { html } = (await bench.render(noteOf(text))).value;
    expect(/<title>([^<]*)<\/title>/.exec(html)?.[1]).toBe('Donaudampf');
    const { page } = await opened(bench.save(html, 'hyphens.html'));
    await press(page, '/');
    await page.keyboard.type('kapitän');
    await expect
      .poll(() => page.$$eval('.finder-list a', (links) => links.map((link) => link.getAttribute('href'))))
      .toEqual(['#/fahrplan']);
    expect(await page.$eval('.finder-list a', (link) => link.textContent)).toContain('Fahrplan');
    await page.close();
  });
});

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, launch, type Page } from 'puppeteer-core';
import { BrowserSession } from '../../src/browser/browser-session.js';
import { candidates } from '../../src/browser/candidates.js';
import { makeDeck } from '../../src/deck/make-deck.js';
import type { Deck, Note } from '../../src/model.js';
import { sectionOf, wholeNote } from '../../src/note/excerpt.js';
import { parseNote } from '../../src/note/parse-note.js';
import type { DeckOptions } from '../../src/options/options.js';
import type { Warned } from '../../src/problem.js';

export const SHIPPED = [
  'notes/2026-10-05-aws-big-data-and-ml.md',
  'notes/git-on-the-command-line.md',
  'notes/probability-and-statistics.md',
] as const;

export const PLAIN: DeckOptions = {
  deckTheme: 'auto',
  incremental: false,
  menu: null,
  deckPdf: false,
  handout: null,
  templates: null,
  css: [],
  logo: null,
  weak: null,
  browser: null,
};

export function readNote(file: string): Note {
  return parseNote(readFileSync(file, 'utf8'), file).value;
}

/** A note as if it lay in the working folder. */
export function noteOf(text: string): Note {
  return parseNote(text, 'note.md').value;
}

/** Renders decks on one browser. */
export class DeckBench {
  readonly session = new BrowserSession({ browser: null, size: 1 });
  readonly #folder = mkdtempSync(join(tmpdir(), 'cribsheet deck '));

  render(
    note: Note,
    options: Partial<DeckOptions> = {},
    section: string | null = null,
  ): Promise<Warned<Deck>> {
    const excerpt = (section === null ? null : sectionOf(note, section)) ?? wholeNote(note);
    return makeDeck(excerpt, { ...PLAIN, ...options }, this.session.withPage);
  }

  /** Address of a deck saved as a file, in a folder with spaces in its name. */
  save(html: string, name = 'deck.html'): string {
    const file = join(this.#folder, name);
    writeFileSync(file, html);
    return pathToFileURL(file).href;
  }

  async close(): Promise<void> {
    await this.session.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** A browser as people have it: files and servers open, scripts run. */
export async function everydayBrowser(): Promise<Browser> {
  for (const candidate of candidates(null)) {
    if (!('path' in (await candidate.locate()))) continue;
    const program = await candidate.prepare();
    const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'];
    return launch({
      executablePath: program.path,
      env: { ...process.env, ...program.env },
      args,
      headless: 'shell',
    });
  }
  throw new Error('no browser');
}

/** A page that logs every request which is not inlined data, and every error. */
export async function watchedPage(
  browser: Browser,
  widthPx: number,
  heightPx: number,
): Promise<{ page: Page; requests: string[]; errors: string[] }> {
  const page = await browser.newPage();
  const phone = widthPx < 500;
  await page.setViewport({ width: widthPx, height: heightPx, isMobile: phone, hasTouch: phone });
  const requests: string[] = [];
  const errors: string[] = [];
  page.on('request', (request) => {
    if (!/^(data|about):/.test(request.url())) requests.push(request.url());
  });
  page.on('pageerror', (failure) => errors.push(String(failure)));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  return { page, requests, errors };
}

/** Opens a deck and waits until reveal.js and our scripts are up. */
export async function openDeck(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.waitForSelector('main.ready');
}

/** Id of the slide now shown. */
export const slideNow = (page: Page): Promise<string> =>
  page.evaluate(() => document.querySelector('section.present:not(.stack)')?.id ?? '');

/** Waits until a slide is shown: links and addresses take effect a moment later. */
export async function expectSlide(page: Page, id: string): Promise<void> {
  await page.waitForFunction(
    (wanted) => document.querySelector('section.present:not(.stack)')?.id === wanted,
    { timeout: 3000 },
    id,
  );
}

/** Presses a key as a speaker does and lets the slide settle. */
export async function press(
  page: Page,
  ...keys: readonly Parameters<Page['keyboard']['press']>[0][]
): Promise<void> {
  for (const key of keys) {
    await page.keyboard.press(key);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

/** Presses keys at the speed of a person, or waits that long. */
export async function pressSlowly(
  page: Page,
  ...keys: readonly Parameters<Page['keyboard']['press']>[0][]
): Promise<void> {
  for (const key of keys) {
    await page.keyboard.press(key);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  await new Promise((resolve) => setTimeout(resolve, 400));
}

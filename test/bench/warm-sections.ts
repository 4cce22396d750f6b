import type { Browser } from 'puppeteer-core';
import type { BrowserSession } from '../../src/browser/browser-session.js';
import type { Note, Section } from '../../src/model.js';
import { DEFAULTS } from '../../src/options.js';
import { renderSheet } from '../../src/sheet/render-sheet.js';
import { finishedHtml } from './bench-note.js';

/** What one more section sheet takes in a process that has made some, and the finished page alone, ms. */
export interface WarmTimes {
  readonly ours: readonly number[];
  readonly bare: readonly number[];
}

/** Section by section, ours and bare in turn; one figure a round: the mean over all sections. */
export async function warmSections(note: Note, session: BrowserSession, rounds: number): Promise<WarmTimes> {
  const pages = new Map<Section, string>();
  for (const section of note.sections) pages.set(section, await finishedHtml(note, section, session));
  const { browser } = await session.describe();
  const ours: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const sums = { ours: 0, bare: 0 };
    for (const [section, html] of pages) {
      sums.ours += await timeOf(() => renderSheet(note, section, DEFAULTS, session.withPage));
      sums.bare += await bareMs(html, browser);
    }
    ours.push(sums.ours / pages.size);
    bare.push(sums.bare / pages.size);
  }
  return { ours, bare };
}

/** A page that stays open, as ours do: opening it is not counted. */
async function bareMs(html: string, browser: Browser): Promise<number> {
  const page = await browser.newPage();
  const ms = await timeOf(async () => {
    await page.setContent(html);
    await page.pdf({ format: 'a6', printBackground: true });
  });
  await page.close();
  return ms;
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

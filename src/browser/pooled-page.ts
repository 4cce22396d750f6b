import { randomUUID } from 'node:crypto';
import type { Page } from 'puppeteer-core';
import { type Launched, VIEWPORT } from './launch-browser.js';
import { BrowserSilent, PageLost } from './page-lost.js';
import { PuppeteerPage } from './puppeteer-page.js';

const CLOSE_LIMIT_MS = 3_000;
const PROBE_LIMIT_MS = 1_000;
/** A new page takes 30 ms, on a busy machine a second. */
const OPEN_LIMIT_MS = 10_000;
/** A page is replaced after so many jobs, for what Puppeteer and the browser keep of each. */
const JOBS_PER_PAGE = 100;
/** Cleaning takes some 40 ms; a job leaves up to 25 MB. */
const JOBS_PER_CLEANING = 10;

/** A page, and how many jobs it has done. */
export interface PooledPage {
  readonly page: Page;
  /** The browser that it belongs to. */
  readonly launched: Launched;
  /** The same page for sheets and decks; its document stays open from job to job. */
  readonly view: PuppeteerPage;
  readonly jobs: number;
}

export async function newPage(launched: Launched): Promise<PooledPage> {
  const opened = launched.framesOnDemand ? pageWithoutFrames(launched) : launched.browser.newPage();
  const late = new BrowserSilent(OPEN_LIMIT_MS);
  return within(
    OPEN_LIMIT_MS,
    opened.then((page) => prepared(page, launched)),
    late,
  );
}

export async function prepared(page: Page, launched: Launched): Promise<PooledPage> {
  page.on('dialog', (dialog) => void dialog.dismiss().catch(() => undefined));
  await page.setJavaScriptEnabled(false);
  return { page, launched, view: new PuppeteerPage(page, launched.framesOnDemand), jobs: 0 };
}

/** Puppeteer has no call for such a page; it finds what was opened by its address. */
async function pageWithoutFrames({ browser, session }: Launched): Promise<Page> {
  const url = `about:blank#${randomUUID()}`;
  await session.send('Target.createTarget', { url, enableBeginFrameControl: true });
  const target = await browser.waitForTarget((one) => one.url() === url);
  const page = await target.page();
  if (page === null) throw new Error('the browser opened no page');
  return page;
}

/** Empties a page for the next job; false where it is worn out or does not let itself be emptied. */
export async function isReusable({ page, view, jobs }: PooledPage): Promise<boolean> {
  if (jobs >= JOBS_PER_PAGE) return false;
  try {
    await within(CLOSE_LIMIT_MS, emptied(page, view));
    if (jobs % JOBS_PER_CLEANING === 0) await within(CLOSE_LIMIT_MS, freeMemory(page));
    return true;
  } catch {
    return false;
  }
}

export async function answers(page: Page): Promise<boolean> {
  return within(PROBE_LIMIT_MS, page.evaluate('1')).then(
    () => true,
    () => false,
  );
}

/**
 * Frees what the jobs before left in a page: the heap of an emptied page is not cleaned by itself, and
 * twenty jobs make a renderer of 600 MB out of one of 100.
 */
async function freeMemory(page: Page): Promise<void> {
  const session = await page.createCDPSession();
  await session.send('HeapProfiler.collectGarbage');
  await session.detach();
}

/** Nothing of a job's document, viewport or media is there for the next one. */
async function emptied(page: Page, view: PuppeteerPage): Promise<void> {
  await view.clear();
  const { width, height, deviceScaleFactor } = page.viewport() ?? { width: 0, height: 0 };
  const moved = width !== VIEWPORT.width || height !== VIEWPORT.height || deviceScaleFactor !== 1;
  if (moved) await page.setViewport(VIEWPORT);
}

export async function discard(page: Page): Promise<void> {
  await within(CLOSE_LIMIT_MS, page.close()).catch(() => undefined);
}

async function within<T>(
  limitMs: number,
  work: Promise<T>,
  reason = new PageLost('took too long'),
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(reason), limitMs);
  });
  work.catch(() => undefined);
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

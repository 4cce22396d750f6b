import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import type { PicturedPart, PrintSize, RenderPage } from '../page/render-page.js';
import { KeptDocument } from './kept-document.js';

const BETWEEN_FRAMES_MS = 5;
const MM_PER_INCH = 25.4;

/** A page of Puppeteer behind the interface that sheets and decks know. */
export class PuppeteerPage implements RenderPage {
  readonly #page: Page;
  readonly #framesOnDemand: boolean;
  readonly #document: KeptDocument;

  /** @param framesOnDemand nothing is drawn in it unless asked for */
  constructor(page: Page, framesOnDemand = false) {
    this.#page = page;
    this.#framesOnDemand = framesOnDemand;
    this.#document = new KeptDocument(page);
  }

  async open(html: string, media?: 'screen' | 'print'): Promise<void> {
    if (media) await this.#page.emulateMediaType(media);
    await this.#document.show(html);
  }

  run<Args extends readonly unknown[], Result>(
    inPage: (...args: Args) => Result,
    ...args: Args
  ): Promise<Awaited<Result>> {
    return this.#page.evaluate(inPage as (...args: readonly unknown[]) => Result, ...args);
  }

  print(size: PrintSize, withBookmarks: boolean, scale = 1): Promise<Uint8Array> {
    return this.#page.pdf({
      ...(size === null ? { preferCSSPageSize: true } : inches(size)),
      printBackground: true,
      tagged: true,
      outline: withBookmarks,
      scale,
    });
  }

  async picture(
    { widthPx, heightPx, topPx }: PicturedPart,
    pixelRatio: number,
    isQuick = false,
  ): Promise<Uint8Array> {
    const window = { width: widthPx, height: heightPx, deviceScaleFactor: pixelRatio };
    const now = this.#page.viewport();
    const isOther = Object.entries(window).some(
      ([name, value]) => now?.[name as keyof typeof window] !== value,
    );
    if (isOther) await this.#page.setViewport(window);
    const png = { type: 'png', optimizeForSpeed: isQuick } as const;
    const clip = { x: 0, y: topPx, width: widthPx, height: heightPx };
    const picture = this.#page.screenshot(topPx === 0 ? png : { ...png, clip });
    if (this.#framesOnDemand) await drawUntil(this.#page, picture);
    return picture;
  }

  /** Takes the job's contents away; the faces stay for the next job. */
  clear(): Promise<void> {
    return this.#document.clear();
  }

  /** Somebody else opens documents in the page now: after the job nothing of it stays. */
  forget(): void {
    this.#document.forget();
  }

  close(): Promise<void> {
    return this.#page.close();
  }
}

/** Draws frames until what waits for one is done: the first after a change of size may be empty. */
async function drawUntil(page: Page, waiting: Promise<unknown>): Promise<void> {
  let isDone = false;
  const done = waiting.then(
    () => undefined,
    () => undefined,
  );
  void done.then(() => {
    isDone = true;
  });
  const session = await page.createCDPSession();
  while (!isDone) {
    await session.send('HeadlessExperimental.beginFrame');
    await Promise.race([done, pause(BETWEEN_FRAMES_MS)]);
  }
  await session.detach();
}

/** Puppeteer rounds a millimetre to 3.78 px, which makes a letter page a point too large. */
function inches({ widthMm, heightMm }: NonNullable<PrintSize>): { width: string; height: string } {
  return { width: `${widthMm / MM_PER_INCH}in`, height: `${heightMm / MM_PER_INCH}in` };
}

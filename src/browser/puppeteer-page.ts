import type { Page } from 'puppeteer-core';
import type { PicturedPart, PrintSize, RenderPage } from '../page/render-page.js';
import { scaleDocument } from '../page/scale-document.js';
import { KeptDocument } from './kept-document.js';

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

  /**
   * By a window of as many pixels as the picture has, and not by fewer pixels for each CSS px: Chrome draws all of a
   * large window first, 57 million pixels for a sheet on A4, and two on A3 are more than a renderer may hold.
   */
  async picture(
    { widthPx, heightPx, topPx }: PicturedPart,
    pixelRatio: number,
    isQuick = false,
  ): Promise<Uint8Array> {
    const width = Math.round(widthPx * pixelRatio);
    await this.#useWindow({ width, height: Math.round(heightPx * pixelRatio), deviceScaleFactor: 1 });
    await this.run(scaleDocument, width / widthPx, topPx);
    const picture = this.#framesOnDemand
      ? await drawnFrame(this.#page, isQuick)
      : await this.#page.screenshot({ type: 'png', optimizeForSpeed: isQuick });
    await this.run(scaleDocument, null, 0);
    return picture;
  }

  async #useWindow(window: Window): Promise<void> {
    const now = this.#page.viewport();
    const isOther = now?.width !== window.width || now.height !== window.height;
    if (isOther || now.deviceScaleFactor !== window.deviceScaleFactor) await this.#page.setViewport(window);
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

interface Window {
  readonly width: number;
  readonly height: number;
  readonly deviceScaleFactor: number;
}

/** The first frame after a change of size is empty. */
const MOST_FRAMES = 20;

/** One frame of all that the window shows, as a PNG. */
async function drawnFrame(page: Page, optimizeForSpeed: boolean): Promise<Uint8Array> {
  const session = await page.createCDPSession();
  try {
    await session.send('HeadlessExperimental.beginFrame');
    for (let frame = 1; frame < MOST_FRAMES; frame += 1) {
      const { screenshotData } = await session.send('HeadlessExperimental.beginFrame', {
        screenshot: { format: 'png', optimizeForSpeed },
      });
      if (screenshotData) return Buffer.from(screenshotData, 'base64');
    }
    throw new Error('the browser draws nothing');
  } finally {
    await session.detach();
  }
}

/** Puppeteer rounds a millimetre to 3.78 px, which makes a letter page a point too large. */
function inches({ widthMm, heightMm }: NonNullable<PrintSize>): { width: string; height: string } {
  return { width: `${widthMm / MM_PER_INCH}in`, height: `${heightMm / MM_PER_INCH}in` };
}

import type { CDPSession, Page } from 'puppeteer-core';
import { inPageCall } from '../page/in-page-call.js';
import type { InPageCalls, InPageResults, PicturedPart, PrintSize, RenderPage } from '../page/render-page.js';
import { scaleDocument } from '../page/scale-document.js';
import { KeptDocument } from './kept-document.js';
import { PageFunctions } from './page-functions.js';

const MM_PER_INCH = 25.4;
const NO_MARGINS = { marginTop: 0, marginBottom: 0, marginLeft: 0, marginRight: 0 };

/** A page of Puppeteer behind the interface that sheets and decks know. */
export class PuppeteerPage implements RenderPage {
  readonly #page: Page;
  readonly #framesOnDemand: boolean;
  readonly #document: KeptDocument;
  readonly #functions: PageFunctions;
  #session: CDPSession | null = null;
  /** What the browser was told; null where somebody else may have told it. */
  #media: Media | null = 'screen';
  /** What the job asked for; `screen` unless it did. */
  #asked: Media = 'screen';

  /** @param framesOnDemand nothing is drawn in it unless asked for */
  constructor(page: Page, framesOnDemand = false) {
    this.#page = page;
    this.#framesOnDemand = framesOnDemand;
    this.#document = new KeptDocument(page);
    this.#functions = new PageFunctions(page);
  }

  async open(html: string, media: Media = this.#asked): Promise<void> {
    this.#asked = media;
    await this.#useMedia(media);
    await this.#document.show(html);
  }

  async #useMedia(media: Media): Promise<void> {
    if (this.#media === media) return;
    await this.#page.emulateMediaType(media);
    this.#media = media;
  }

  async run<Args extends readonly unknown[], Result>(
    inPage: (...args: Args) => Result,
    ...args: Args
  ): Promise<Awaited<Result>> {
    const [result] = await this.runAll<[Result]>([inPageCall(inPage, ...args)]);
    return result;
  }

  async runAll<Results extends readonly unknown[]>(
    calls: InPageCalls<Results>,
  ): Promise<InPageResults<Results>> {
    return (await this.#functions.callInTurn(calls)) as InPageResults<Results>;
  }

  /** In one answer: Puppeteer asks for a stream, and then for each of its pieces. */
  async print(size: PrintSize, withBookmarks: boolean, scale = 1): Promise<Uint8Array> {
    this.#session ??= await this.#page.createCDPSession();
    const { data } = await this.#session.send('Page.printToPDF', {
      ...(size === null
        ? { preferCSSPageSize: true }
        : { paperWidth: size.widthMm / MM_PER_INCH, paperHeight: size.heightMm / MM_PER_INCH }),
      ...NO_MARGINS,
      printBackground: true,
      generateTaggedPDF: true,
      generateDocumentOutline: withBookmarks,
      scale,
    });
    return Buffer.from(data, 'base64');
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

  /** Takes the job's contents away; the faces stay for the next job, and the media until one asks for another. */
  async clear(): Promise<void> {
    this.#asked = 'screen';
    if (this.#media === null) await this.#useMedia('screen');
    await this.#document.clear();
  }

  /** Somebody else opens documents in the page now: after the job nothing of it stays. */
  async handOver(): Promise<void> {
    await this.#useMedia('screen');
    this.#media = null;
    this.#document.forget();
    await this.#page.goto('about:blank');
  }

  close(): Promise<void> {
    return this.#page.close();
  }
}

type Media = 'screen' | 'print';

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

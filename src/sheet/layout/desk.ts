import type { Page } from 'puppeteer-core';
import type { Point } from '../../model.js';
import { measureGalley } from '../../page/sheet-galley.js';
import type { GalleyMeasure, GalleySetting, Pour, PouredMeasure } from '../../page/sheet-measures.js';
import { omitPoints, removeHidden } from '../../page/sheet-omit.js';
import { pourColumns } from '../../page/sheet-pour.js';
import { markWraps } from '../../page/sheet-wraps.js';
import { paperStyle } from '../compose/render-html.js';
import { type Paper, PX_PER_MM } from '../fit/paper.js';

const MM_PER_INCH = 25.4;

/** A browser page with one sheet on it: everything the fit may ask of the browser. */
export class SheetDesk {
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  static async open(page: Page, html: string): Promise<SheetDesk> {
    await page.emulateMediaType('print');
    await page.setContent(html, { waitUntil: 'load' });
    await page.evaluate(async () => {
      // Faces load when something is laid out with them; ask for all, so that no later layout waits.
      await Promise.all([...document.fonts].map((face) => face.load()));
    });
    return new SheetDesk(page);
  }

  async usePaper(paper: Paper): Promise<void> {
    await this.#page.evaluate((style) => {
      const element = document.querySelector<HTMLElement>('.paper');
      for (const [name, value] of Object.entries(style)) element?.style.setProperty(name, value);
    }, paperStyle(paper));
  }

  measure(setting: GalleySetting): Promise<GalleyMeasure> {
    return this.#page.evaluate(measureGalley, setting);
  }

  /** Leaves points out of the layouts that follow; an empty list brings all back. */
  async omit(points: readonly Point[], notice: string | null): Promise<void> {
    await this.#page.evaluate(omitPoints, { points: points.map((point) => point.id), notice });
  }

  /** Makes the columns. Ends the measuring: the galley is gone. */
  async pour(pour: Pour): Promise<PouredMeasure> {
    await this.#page.evaluate(removeHidden);
    const poured = await this.#page.evaluate(pourColumns, pour);
    await this.#page.evaluate(markWraps);
    return poured;
  }

  print(paper: Paper): Promise<Uint8Array> {
    return this.#page.pdf({
      // Puppeteer rounds a millimetre to 3.78 px, which makes a letter page a point too large.
      width: `${paper.widthMm / MM_PER_INCH}in`,
      height: `${paper.heightMm / MM_PER_INCH}in`,
      printBackground: true,
      tagged: true,
      outline: false,
    });
  }

  /** A picture of the first page at twice the CSS resolution. */
  async picture(paper: Paper): Promise<Uint8Array> {
    await this.#page.setViewport({
      width: Math.round(paper.widthMm * PX_PER_MM),
      height: Math.round(paper.heightMm * PX_PER_MM),
      deviceScaleFactor: 2,
    });
    return this.#page.screenshot({ type: 'png' });
  }
}

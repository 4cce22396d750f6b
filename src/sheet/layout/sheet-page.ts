import { fontStack, INCONSOLATA } from '../../html/typefaces.js';
import { type CutFormula, findCutFormulas } from '../../page/cut-formulas.js';
import type { RenderPage } from '../../page/render-page.js';
import { cutColumns } from '../../page/sheet-columns.js';
import { type FaceMeasure, loadFaces, measureFaces } from '../../page/sheet-faces.js';
import { measureGalley } from '../../page/sheet-galley.js';
import type {
  ColumnBreaks,
  ColumnsMeasure,
  GalleyMeasure,
  GalleySetting,
} from '../../page/sheet-measures.js';
import { omitPoints, removeHidden } from '../../page/sheet-omit.js';
import { measureColumns, placeColumns } from '../../page/sheet-pages.js';
import { setPaper } from '../../page/sheet-paper.js';
import { settleSpans } from '../../page/sheet-spans.js';
import { markWraps } from '../../page/sheet-wraps.js';
import type { LeftOutPoints } from '../fit/left-out.js';
import { BOUNDS, marginOf } from './page-geometry.js';
import { ENLARGED, type HeldPaper, PX_PER_MM } from './paper.js';

/** A browser page with one sheet on it: everything the fit may ask of the browser. */
export class SheetPage {
  /** Layouts so far. */
  layouts = 0;
  readonly #page: RenderPage;

  private constructor(page: RenderPage) {
    this.#page = page;
  }

  static async open(page: RenderPage, html: string): Promise<SheetPage> {
    await page.open(html, 'print');
    await page.run(loadFaces);
    return new SheetPage(page);
  }

  async usePaper(paper: HeldPaper): Promise<void> {
    await this.#page.run(setPaper, paperStyle(paper));
  }

  /** What the page shows where it is told to use each of these faces. */
  measureFaces(stacks: readonly string[]): Promise<readonly FaceMeasure[]> {
    return this.#page.run(measureFaces, stacks);
  }

  measure(setting: GalleySetting): Promise<GalleyMeasure> {
    this.layouts += 1;
    return this.#page.run(measureGalley, setting);
  }

  /** Leaves points out of the layouts that follow; no points bring all back. */
  async omit({ points, notice, sections }: LeftOutPoints): Promise<void> {
    await this.#page.run(omitPoints, {
      points: points.flatMap(({ id, firstLines }) => (firstLines === undefined ? [id] : [])),
      shortened: points.flatMap(({ id, firstLines }) =>
        firstLines === undefined ? [] : [{ point: id, firstLines }],
      ),
      notice,
      sections,
    });
    await this.#page.run(settleSpans);
  }

  /** Breaks the galley into columns. Ends the measuring: the galley is gone. */
  async breakIntoColumns(breaks: ColumnBreaks): Promise<ColumnsMeasure> {
    await this.#page.run(removeHidden);
    await this.#page.run(cutColumns, breaks.starts);
    await this.#page.run(placeColumns, breaks);
    const measured = await this.#page.run(measureColumns, breaks);
    await this.#page.run(markWraps);
    return measured;
  }

  /** Formulas that lose something, in columns that stand. */
  cutFormulas(): Promise<readonly CutFormula[]> {
    return this.#page.run(findCutFormulas);
  }

  print(paper: HeldPaper): Promise<Uint8Array> {
    return this.#page.print(paper, false, 1 / ENLARGED);
  }

  /** A picture of each page at twice the CSS resolution. */
  async pictures(paper: HeldPaper): Promise<Uint8Array[]> {
    const widthPx = Math.round(paper.widthMm * PX_PER_MM);
    const heightPx = Math.round(paper.heightMm * PX_PER_MM);
    const topsPx = await this.#page.run(() =>
      Array.from(document.querySelectorAll('.paper'), (page) => Math.round(page.getBoundingClientRect().top)),
    );
    const pictures: Uint8Array[] = [];
    for (const topPx of topsPx) {
      pictures.push(await this.#page.picture({ widthPx, heightPx, topPx }, 2 / ENLARGED));
    }
    return pictures;
  }
}

/** CSS variables of the paper, set once the paper is known. */
function paperStyle(paper: HeldPaper): Readonly<Record<string, string>> {
  return {
    '--paper-width': `${paper.widthMm * PX_PER_MM}px`,
    '--paper-height': `${paper.heightMm * PX_PER_MM - 0.5 * ENLARGED}px`,
    '--margin': `${marginOf(paper) * PX_PER_MM}px`,
    '--gutter': `${BOUNDS.gutterMm * PX_PER_MM}px`,
    '--enlarged': `${ENLARGED}`,
    '--mm': `${PX_PER_MM}px`,
    '--code-face': fontStack(INCONSOLATA),
  };
}

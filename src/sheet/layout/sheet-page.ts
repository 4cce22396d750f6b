import { fontStack, INCONSOLATA } from '../../html/typefaces.js';
import { type CutFormula, findCutFormulas } from '../../page/cut-formulas.js';
import { type InPageCall, inPageCall } from '../../page/in-page-call.js';
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
  /** What the next layout begins with. */
  #before: InPageCall[] = [inPageCall(loadFaces)];

  private constructor(page: RenderPage) {
    this.#page = page;
  }

  static async open(page: RenderPage, html: string): Promise<SheetPage> {
    await page.open(html, 'print');
    return new SheetPage(page);
  }

  /** From the next layout on. */
  usePaper(paper: HeldPaper): void {
    this.#before.push(inPageCall(setPaper, paperStyle(paper)));
  }

  /** What the page shows where it is told to use each of these faces. */
  measureFaces(stacks: readonly string[]): Promise<readonly FaceMeasure[]> {
    return this.#ask(inPageCall(measureFaces, stacks));
  }

  measure(setting: GalleySetting): Promise<GalleyMeasure> {
    this.layouts += 1;
    return this.#ask(inPageCall(measureGalley, setting));
  }

  /** Leaves points out of the layouts that follow; no points bring all back. */
  omit({ points, notice, sections }: LeftOutPoints): void {
    const omission = {
      points: points.flatMap(({ id, firstLines }) => (firstLines === undefined ? [id] : [])),
      shortened: points.flatMap(({ id, firstLines }) =>
        firstLines === undefined ? [] : [{ point: id, firstLines }],
      ),
      notice,
      sections,
    };
    this.#before.push(inPageCall(omitPoints, omission), inPageCall(settleSpans));
  }

  /** Breaks the galley into columns. Ends the measuring: the galley is gone. */
  async breakIntoColumns(breaks: ColumnBreaks): Promise<BrokenPage> {
    const [, , , measured, , cutFormulas] = await this.#page.runAll<
      [unknown, unknown, unknown, ColumnsMeasure, unknown, CutFormula[]]
    >([
      inPageCall(removeHidden),
      inPageCall(cutColumns, breaks.starts),
      inPageCall(placeColumns, breaks),
      inPageCall(measureColumns, breaks),
      inPageCall(markWraps),
      inPageCall(findCutFormulas),
    ]);
    return { ...measured, cutFormulas };
  }

  print(paper: HeldPaper): Promise<Uint8Array> {
    return this.#page.print(paper, false, 1 / ENLARGED);
  }

  async #ask<Result>(question: InPageCall<Result>): Promise<Awaited<Result>> {
    const before = this.#before;
    this.#before = [];
    const answers = await this.#page.runAll<readonly unknown[]>([...before, question]);
    return answers.at(-1) as Awaited<Result>;
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

/** Columns that stand. */
export interface BrokenPage extends ColumnsMeasure {
  /** Formulas that lose something. */
  readonly cutFormulas: readonly CutFormula[];
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

import type { GalleyMeasure, GalleySetting } from '../../page/sheet-measures.js';
import { columnsNeeded } from '../layout/distribute.js';
import { BOUNDS, columnHeights, columnWidthPx, pageHeightPx } from '../layout/page-geometry.js';
import { ENLARGED, type HeldPaper } from '../layout/paper.js';
import { utilityOf } from './objective.js';
import { type Face, type Style, settingOf, sizeFor } from './style.js';

/** Everything is laid out at this size; widths vary instead. */
const SEARCH_PX = 12 * ENLARGED;

export interface FitRequest {
  readonly paper: HeldPaper;
  readonly columns: number | 'auto';
  /** Pages to fill: 1, unless the user lets the note flow on. */
  readonly pages: number;
  readonly ceilingMm: number;
  /** Nothing is set smaller: columns that only suit smaller type are not tried. */
  readonly floorMm: number;
  /** The preferred face first; a later one is taken only where it allows larger type. */
  readonly faces: readonly Face[];
  /** Characters of the text. */
  readonly chars: number;
  /** Gives up early where not even the estimate comes near this; 0 looks for the best in any case. */
  readonly atLeastMm: number;
  readonly measure: (setting: GalleySetting) => Promise<GalleyMeasure>;
}

/** Layouts of one sheet in the browser, and what they say of a style's size. */
export class Trials {
  layouts = 0;
  readonly request: FitRequest;

  constructor(request: FitRequest) {
    this.request = request;
  }

  layOut(style: Style, sizePx: number): Promise<GalleyMeasure> {
    this.layouts += 1;
    return this.request.measure({ ...settingOf(style, this.request.paper, sizePx), atPx: SEARCH_PX });
  }

  /** Share of the pages that letters alone would cover. */
  shareOfLetters({ face }: Style, xHeightMm: number): number {
    const { paper, pages, chars } = this.request;
    const sizePx = sizeFor(xHeightMm, face);
    const letterPx2 = face.charEm * sizePx * BOUNDS.leadPerXHeight.min * face.xHeightEm * sizePx;
    return (chars * letterPx2) / (pages * pageHeightPx(paper) * columnWidthPx(paper, 1));
  }

  /** By how much the size may grow, judged from the area that the content takes now. */
  growth(measure: GalleyMeasure, style: Style): number {
    const { paper, pages } = this.request;
    const galleyPx =
      (measure.sections.at(-1)?.bottomPx ?? 0) +
      (style.columns * pages - 1) * (measure.continuedPx + 0.8 * measure.linePx);
    const headsPx = measure.mastheadPx + (pages - 1) * measure.runningHeadPx;
    const neededPx = headsPx * style.columns + galleyPx;
    return Math.sqrt((pageHeightPx(paper) * style.columns * pages) / neededPx);
  }

  fits(measure: GalleyMeasure, style: Style): boolean {
    const { paper, pages } = this.request;
    const page = { columns: style.columns, pageHeightPx: pageHeightPx(paper) };
    const needed = columnsNeeded(measure, columnHeights(page, measure));
    return needed !== null && needed <= style.columns * pages;
  }

  /**
   * What a page would be worth. Lines hold fewer characters in larger type than was measured. Nothing is set below
   * the floor: there a page is worth the share of the text that it would hold.
   *
   * @param xHeightMm of the page
   * @param measuredPx size of the type in the layout
   */
  utility(measure: GalleyMeasure, style: Style, xHeightMm: number, measuredPx: number): number {
    const setMm = Math.max(xHeightMm, this.request.floorMm);
    const share = measuredPx / sizeFor(setMm, style.face);
    const lines = measure.traits.lines.map(({ chars, count }) => ({ chars: chars * share, count }));
    const { isCondensed } = style.face;
    const leadPerXHeight = BOUNDS.leadPerXHeight.min;
    const { total } = utilityOf({ ...measure.traits, lines, xHeightMm: setMm, leadPerXHeight, isCondensed });
    return total * (xHeightMm / setMm) ** 2;
  }
}

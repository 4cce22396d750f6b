import type { GalleyMeasure, GalleySetting } from '../../page/sheet-measures.js';
import { columnsNeeded } from '../layout/distribute.js';
import { columnHeights, pageHeightPx } from '../layout/page-geometry.js';
import { ENLARGED, type HeldPaper } from '../layout/paper.js';
import { type Face, type Style, settingOf } from './style.js';

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

  /** By how much the size may grow, judged from the area that the content takes now. */
  growth(measure: GalleyMeasure, style: Style): number {
    const { paper, pages } = this.request;
    const galleyPx =
      (measure.sections.at(-1)?.bottomPx ?? 0) +
      (style.columns * pages - 1) * (measure.continuedPx + 0.8 * measure.linePx);
    const neededPx = measure.mastheadPx * style.columns + galleyPx;
    return Math.sqrt((pageHeightPx(paper) * style.columns * pages) / neededPx);
  }

  fits(measure: GalleyMeasure, style: Style): boolean {
    const { paper, pages } = this.request;
    if (measure.tooWide > 0 && style.columns > 1) return false;
    const page = { columns: style.columns, pageHeightPx: pageHeightPx(paper) };
    const needed = columnsNeeded(measure, columnHeights(page, measure.mastheadPx));
    return needed !== null && needed <= style.columns * pages;
  }
}

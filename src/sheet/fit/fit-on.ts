import type { Excerpt } from '../../note/excerpt.js';
import type { SheetOptions } from '../../options/options.js';
import { blocksOf } from '../layout/distribute.js';
import { BOUNDS } from '../layout/page-geometry.js';
import type { HeldPaper } from '../layout/paper.js';
import type { SheetPage } from '../layout/sheet-page.js';
import type { Unit } from './drop-order.js';
import { charsOf } from './far-too-long.js';
import { type Fit, fitSheet, leastColumns } from './fit.js';
import type { Face } from './style.js';
import type { FitRequest } from './trials.js';
import type { Units } from './units.js';

export interface PlanRequest {
  readonly page: SheetPage;
  readonly options: SheetOptions;
  /** A section's sheet is a card, on the smallest paper that holds it unless the options name one. */
  readonly isCard: boolean;
  readonly faces: readonly Face[];
  readonly excerpt: Excerpt;
  readonly units: Units;
  /** Units of a far too long note, whose elements are empty. */
  readonly gone: readonly Unit[];
}

/** What is asked for on some pages of a paper. */
export interface Pages {
  readonly pages: number;
  readonly columns?: number | 'auto';
  /** Gives up early where not even the estimate comes near this x-height. */
  readonly enoughMm?: number;
  readonly ceilingMm?: number;
}

export function fitRequest(
  paper: HeldPaper,
  { page, options, faces, isCard, excerpt }: PlanRequest,
  asked: Pages,
): FitRequest {
  const { pages, columns = options.columns, enoughMm = 0 } = asked;
  const { ceilingMm = ceilingOf(options, isCard) } = asked;
  return {
    paper,
    columns,
    ceilingMm: Math.max(options.floor, ceilingMm),
    floorMm: options.floor,
    chars: charsOf(excerpt.points),
    atLeastMm: enoughMm,
    pages,
    faces,
    measure: (setting) => page.measure(setting),
  };
}

/** The largest x-height that a page is set in, mm. */
export function ceilingOf({ theme }: SheetOptions, isCard: boolean): number {
  const usual = isCard ? BOUNDS.ceilingMm.card : BOUNDS.ceilingMm.page;
  return theme === 'wall' || theme === 'large' ? Math.max(usual, BOUNDS.themeCeilingMm[theme]) : usual;
}

/**
 * The best fit on some pages of a paper. A text of few blocks gets fewer columns, and at last fewer pages, so
 * that something stands on each.
 */
export async function fitOn(paper: HeldPaper, request: PlanRequest, asked: Pages): Promise<Fit> {
  request.page.usePaper(paper);
  const fit = await fitSheet(fitRequest(paper, request, asked));
  if (asked.pages === 1) return fit;
  const blocks = blocksOf(await request.page.measure(fit.setting));
  if (blocks >= leastColumns(fit)) return fit;
  if (blocks < 2) return fitSheet(fitRequest(paper, request, { ...asked, pages: 1 }));
  const pages = Math.min(asked.pages, blocks);
  const columns = Math.min(Math.floor((blocks - 1) / (pages - 1)), fit.columns);
  return fitSheet(fitRequest(paper, request, { ...asked, pages, columns }));
}

import type { GalleyMeasure } from '../../page/sheet-measures.js';
import { columnsNeeded } from '../layout/distribute.js';
import { BOUNDS, columnHeights, marginOf } from '../layout/page-geometry.js';
import type { HeldPaper } from '../layout/paper.js';
import type { Fit } from './fit.js';
import { ceilingOf, fitOn, type PlanRequest } from './fit-on.js';

/** A page of the largest type that is less full than this looks forgotten. */
const SPARSE_SHARE = 0.5;
/** What is set in one column has lines of about so many characters. */
const LINE_CHARS = 62;
/** Margins of a page in two columns, as a share of its width. */
const MARGIN_SHARE = 0.09;

export interface Composed {
  readonly paper: HeldPaper;
  readonly fit: Fit;
}

/**
 * A whole note that leaves most of its page empty in the largest type: composed to be looked at, in larger type
 * within wide margins; one column of a good measure where it holds all, else two.
 *
 * @returns null where the note is none of these, or the user decides the columns
 */
export async function composedShort(
  { paper, fit }: Composed,
  request: PlanRequest,
): Promise<Composed | null> {
  const { page, options, isCard, faces } = request;
  const [face] = faces;
  if (isCard || !face || options.columns !== 'auto') return null;
  if (fit.xHeightMm < ceilingOf(options, isCard) - 1e-6) return null;
  if (shareOf(await page.measure(fit.setting), fit) > SPARSE_SHARE) return null;
  const ceilingMm = Math.max(BOUNDS.ceilingMm.short, ceilingOf(options, isCard));
  const lineMm = ((LINE_CHARS * face.charEm) / face.xHeightEm) * ceilingMm;
  const ways = [
    { columns: 1, marginMm: (paper.widthMm - lineMm) / 2 },
    { columns: 2, marginMm: MARGIN_SHARE * Math.min(paper.widthMm, paper.heightMm) },
  ];
  for (const { columns, marginMm } of ways) {
    const held = { ...paper, marginMm: Math.min(Math.max(marginMm, marginOf(paper)), 0.3 * paper.heightMm) };
    const composed = await fitOn(held, request, { pages: fit.pages, columns, ceilingMm });
    if (composed.xHeightMm >= fit.xHeightMm && composed.pages === fit.pages)
      return { paper: held, fit: { ...composed, isShort: true } };
  }
  page.usePaper(paper);
  return null;
}

/** Share of the columns' height that the text takes. */
function shareOf(galley: GalleyMeasure, fit: Fit): number {
  const heightOf = columnHeights(fit, galley);
  const columns = fit.columns * fit.pages;
  let [low, high] = [0, 1];
  while (high - low > 0.02) {
    const middle = (low + high) / 2;
    const needed = columnsNeeded(galley, (column) => middle * heightOf(column));
    if (needed !== null && needed <= columns) high = middle;
    else low = middle;
  }
  return high;
}

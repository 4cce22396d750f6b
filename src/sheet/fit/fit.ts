import type { GalleyMeasure, GalleySetting } from '../../page/sheet-measures.js';
import { pageHeightPx } from '../layout/page-geometry.js';
import { ENLARGED } from '../layout/paper.js';
import { type Estimate, Estimates } from './estimates.js';
import { type Style, settingOf, sizeFor, xHeightOf } from './style.js';
import { type FitRequest, Trials } from './trials.js';

/** Sizes differ by at least this much; below it nobody sees a difference. */
const STEP_PX = 0.04 * ENLARGED;
/** A layout that has not settled after this many refinements is close enough. */
const MAX_REFINEMENTS = 6;
/** Tries at a size that fits at all, from the estimate down to the floor. */
const MAX_TRIES = 4;

/** The largest type that fits, and what it takes. */
export interface Fit {
  readonly xHeightMm: number;
  /** What the page is worth to a reader, 0 to 1. */
  readonly utility: number;
  readonly setting: GalleySetting;
  /** Columns on a page. */
  readonly columns: number;
  readonly pages: number;
  /** Usable height of a page between its margins, px. */
  readonly pageHeightPx: number;
  readonly layouts: number;
  /** As the search laid it out, in lengths of the setting; null where it has not. */
  readonly galley: GalleyMeasure | null;
  /** Leaves most of its page empty, and stands within wide margins. */
  readonly isShort?: boolean;
}

/** Columns that may not stay empty, so that each page has something on it. */
export function leastColumns({ columns, pages }: Pick<Fit, 'columns' | 'pages'>): number {
  return columns * (pages - 1) + 1;
}

/** The same style at another size; whether that fits is the caller's business. */
export function fitAt(fit: Fit, xHeightMm: number): Fit {
  return {
    ...fit,
    xHeightMm,
    galley: null,
    setting: { ...fit.setting, sizePx: (fit.setting.sizePx * xHeightMm) / fit.xHeightMm },
  };
}

/**
 * Finds the largest x-height at which everything fits: area predicts, layouts verify. Text of a given
 * measure in em always takes the same number of lines, so the area it needs grows with the square of
 * its size, and one layout per style predicts that style's size to a few per cent; only the best
 * styles are refined.
 */
export async function fitSheet(request: FitRequest): Promise<Fit> {
  const trials = new Trials(request);
  const estimates = new Estimates(trials);
  const short = await atCeiling(trials, estimates.onlyAtCeiling());
  if (short) return short;
  const [first, ...others] = await estimates.ranked();
  if (!first) throw new Error('there is no style to set the sheet in');
  if (first.xHeightMm < 0.93 * Math.max(request.atLeastMm, request.floorMm))
    return asFit(trials, first, first.sizePx);
  let best = await refine(trials, first);
  for (const other of others.slice(0, 1)) {
    if (other.utility < CLOSE_SHARE * first.utility && !mayHold(other, best, request.floorMm)) break;
    const fit = await refine(trials, other, holdsAll(best, request.floorMm) ? best.utility : 0);
    if (isBetter(fit, best, request.floorMm)) best = fit;
  }
  return { ...best, layouts: trials.layouts };
}

/** A text that takes no more of the largest type's page is very likely to fit. */
const SHORT_SHARE = 0.6;

/**
 * A short text in the largest type, without a search; lists and headings may take more room than its letters tell.
 *
 * @param style the only one that a search would choose from there
 */
async function atCeiling(trials: Trials, style: Style | null): Promise<Fit | null> {
  const { ceilingMm } = trials.request;
  if (!style || trials.shareOfLetters(style, ceilingMm) > SHORT_SHARE) return null;
  const sizePx = sizeFor(ceilingMm, style.face);
  const galley = await trials.layOut(style, sizePx);
  if (!trials.fits(galley, style)) return null;
  return asFit(trials, { style, utility: trials.utility(galley, style, ceilingMm, sizePx), galley }, sizePx);
}

/** An estimate is true to about one per cent, so that a runner-up may turn out the better one. */
const CLOSE_SHARE = 0.992;

const holdsAll = ({ xHeightMm }: Pick<Fit, 'xHeightMm'>, floorMm: number): boolean =>
  xHeightMm >= floorMm - 1e-6;

/** Lines that break anew make a smaller size of one style worth up to so much more than a larger one. */
const UNEVEN = 0.002;

/** A page below the floor is none. */
function isBetter(fit: Fit, best: Fit, floorMm: number): boolean {
  const holds = holdsAll(fit, floorMm);
  return holds === holdsAll(best, floorMm) ? fit.utility > best.utility : holds;
}

/** Where the best style holds not all at the floor, one that may is worth a layout. */
function mayHold(other: Estimate, best: Fit, floorMm: number): boolean {
  return !holdsAll(best, floorMm) && other.xHeightMm > CLOSE_SHARE * floorMm;
}

/**
 * Closes in on the largest size of one style. Fit is not quite monotone in the size (lines
 * re-break), so the bracket is narrowed from predictions and ends with a look just above the winner. Where the
 * floor is too large, how much smaller it would have to be is left to the estimate.
 *
 * @param toBeat what another style is worth: where a size that is too large is worth less, the search ends
 */
async function refine(trials: Trials, estimate: Estimate, toBeat = 0): Promise<Fit> {
  const { style } = estimate;
  const { ceilingMm, floorMm } = trials.request;
  const ceilingPx = sizeFor(ceilingMm, style.face);
  const floorPx = sizeFor(floorMm, style.face);
  let low: number | null = null;
  let utility = 0;
  let galley: GalleyMeasure | null = null;
  let high = Number.POSITIVE_INFINITY;
  let size = Math.min(Math.max(estimate.sizePx, floorPx), ceilingPx);
  for (let i = 0; i < MAX_REFINEMENTS; i += 1) {
    const measure = await trials.layOut(style, size);
    const worth = trials.utility(measure, style, xHeightOf(size, style.face), size);
    if (!trials.fits(measure, style)) {
      high = Math.min(high, size);
      if (worth + UNEVEN < toBeat) return asFit(trials, { style, utility: worth }, size);
    } else if (size > (low ?? 0)) {
      low = size;
      utility = worth;
      galley = measure;
    }
    if (high <= floorPx) return asFit(trials, estimate, Math.min(estimate.sizePx, BELOW_FLOOR * floorPx));
    if (low !== null && low >= ceilingPx - 1e-6) break;
    if (high < Number.POSITIVE_INFINITY && low !== null && high - low <= STEP_PX * 1.5) break;
    size = nextSize(low, high, size * trials.growth(measure, style), ceilingPx);
    if (low === null && (size < floorPx || i + 2 >= MAX_TRIES)) size = floorPx;
  }
  const above = high + STEP_PX;
  if (low !== null && low < ceilingPx - 1e-6 && above < ceilingPx) {
    const luckier = await trials.layOut(style, above);
    if (trials.fits(luckier, style)) return asFit(trials, { style, utility, galley: luckier }, above);
  }
  return asFit(trials, { style, utility, galley }, low ?? size);
}

/** Of a page that does not hold everything at the floor, whatever was estimated. */
const BELOW_FLOOR = 0.999;

function nextSize(low: number | null, high: number, predicted: number, ceilingPx: number): number {
  if (low === null) return Math.min(predicted, high - 1.5 * STEP_PX) - (predicted >= high ? high * 0.01 : 0);
  if (high === Number.POSITIVE_INFINITY) return Math.min(ceilingPx, Math.max(predicted, low + 3 * STEP_PX));
  const isFar = predicted > low + FAR_PX && predicted < high - FAR_PX;
  return isFar ? predicted : (low + high) / 2;
}

/** A bracket that is wider than this to both sides of what is predicted is cut there, else in its middle. */
const FAR_PX = 4 * STEP_PX;

function asFit(
  { request, layouts }: Trials,
  { style, utility, galley = null }: Pick<Estimate, 'style' | 'utility'> & Partial<Pick<Fit, 'galley'>>,
  sizePx: number,
): Fit {
  return {
    pages: request.pages,
    galley,
    setting: settingOf(style, request.paper, sizePx),
    columns: style.columns,
    xHeightMm: xHeightOf(sizePx, style.face),
    utility,
    pageHeightPx: pageHeightPx(request.paper),
    layouts,
  };
}

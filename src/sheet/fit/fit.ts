import type { GalleySetting } from '../../page/sheet-measures.js';
import { BOUNDS, pageHeightPx } from '../layout/page-geometry.js';
import { ENLARGED } from '../layout/paper.js';
import { type Estimate, Estimates } from './estimates.js';
import { byQuality, type Quality } from './quality.js';
import { type Style, settingOf, sizeFor, xHeightOf } from './style.js';
import { type FitRequest, Trials } from './trials.js';

/** Sizes differ by at least this much; below it nobody sees a difference. */
const STEP_PX = 0.04 * ENLARGED;
/** A layout that has not settled after this many refinements is close enough. */
const MAX_REFINEMENTS = 6;

/** The largest type that fits, and what it takes. */
export interface Fit extends Quality {
  readonly setting: GalleySetting;
  /** Columns on a page. */
  readonly columns: number;
  readonly pages: number;
  /** Usable height of a page between its margins, px. */
  readonly pageHeightPx: number;
  readonly layouts: number;
}

/** However small the type, something sticks out of so narrow a column. */
export class TooWide extends Error {}

/** The same style at another size; whether that fits is the caller's business. */
export function fitAt(fit: Fit, xHeightMm: number): Fit {
  return {
    ...fit,
    xHeightMm,
    setting: { ...fit.setting, sizePx: (fit.setting.sizePx * xHeightMm) / fit.xHeightMm },
  };
}

/**
 * Finds the largest x-height at which everything fits: area predicts, layouts verify. Text of a given
 * measure in em always takes the same number of lines, so the area it needs grows with the square of
 * its size, and one layout per style predicts that style's size to a few per cent; only the best
 * styles are refined.
 *
 * @throws TooWide where nothing fits the number of columns that the user asked for
 */
export async function fitSheet(request: FitRequest): Promise<Fit> {
  const trials = new Trials(request);
  const estimates = new Estimates(trials);
  const style = await estimates.bestStyle();
  if (style.xHeightMm < 0.93 * request.atLeastMm)
    return asFit(trials, style.style, style.sizePx, style.strain);
  const candidates = await estimates.bestColumns(style);
  let best: Fit | null = null;
  for (const candidate of candidates) {
    const fit = await refine(trials, candidate, Math.min(best?.xHeightMm ?? 0, BOUNDS.comfortMm));
    if (fit && (!best || byQuality(fit, best) < 0)) best = fit;
  }
  best ??= await inFewerColumns(trials, estimates, candidates);
  if (!best) throw new TooWide('something is too wide for its column');
  return { ...best, layouts: trials.layouts };
}

/** A formula or a word that is too wide for every sensible column may fit one that is wider. */
async function inFewerColumns(
  trials: Trials,
  estimates: Estimates,
  tried: readonly Estimate[],
): Promise<Fit | null> {
  const [first] = tried;
  if (!first || trials.request.columns !== 'auto') return null;
  const narrowest = Math.min(...tried.map(({ style }) => style.columns));
  for (let columns = narrowest - 1; columns >= 1; columns -= 1) {
    const estimate = await estimates.estimate({ ...first.style, columns }, first.xHeightMm);
    const fit = await refine(trials, estimate, 0);
    if (fit) return fit;
  }
  return null;
}

/**
 * Closes in on the largest size of one style. Fit is not quite monotone in the size (lines
 * re-break), so the bracket is narrowed from predictions and ends with a look just above the winner.
 *
 * @param atLeastMm gives up early on a style that cannot beat this x-height
 */
async function refine(trials: Trials, estimate: Estimate, atLeastMm: number): Promise<Fit | null> {
  const { style } = estimate;
  const ceilingPx = sizeFor(trials.request.ceilingMm, style.face);
  let low: number | null = null;
  let strain = 0;
  let high = Number.POSITIVE_INFINITY;
  let size = Math.min(estimate.sizePx, ceilingPx);
  for (let i = 0; i < MAX_REFINEMENTS || low === null; i += 1) {
    if (i > 24) return null;
    const measure = await trials.layOut(style, size);
    if (!trials.fits(measure, style)) high = Math.min(high, size);
    else if (size > (low ?? 0)) [low, strain] = [size, measure.strain];
    if (low !== null && low >= ceilingPx - 1e-6) break;
    if (high < Number.POSITIVE_INFINITY && low !== null && high - low <= STEP_PX * 1.5) break;
    if (xHeightOf(high, style.face) < atLeastMm) return null;
    size = nextSize(low, high, size * trials.growth(measure, style), ceilingPx);
  }
  if (low === null) return null;
  const above = high + STEP_PX;
  const isLuckier =
    low < ceilingPx - 1e-6 && above < ceilingPx && trials.fits(await trials.layOut(style, above), style);
  return asFit(trials, style, isLuckier ? above : low, strain);
}

function nextSize(low: number | null, high: number, predicted: number, ceilingPx: number): number {
  if (low === null) return Math.min(predicted, high - 1.5 * STEP_PX) - (predicted >= high ? high * 0.01 : 0);
  if (high === Number.POSITIVE_INFINITY) return Math.min(ceilingPx, Math.max(predicted, low + 3 * STEP_PX));
  return (low + high) / 2;
}

function asFit({ request, layouts }: Trials, style: Style, sizePx: number, strain: number): Fit {
  return {
    pages: request.pages,
    setting: settingOf(style, request.paper, sizePx),
    columns: style.columns,
    xHeightMm: xHeightOf(sizePx, style.face),
    strain,
    pageHeightPx: pageHeightPx(request.paper),
    layouts,
  };
}

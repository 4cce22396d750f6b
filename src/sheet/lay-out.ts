import type { GalleyMeasure, GalleySetting, Pour, PouredMeasure } from '../page/sheet-measures.js';
import type { SheetDesk } from './desk.js';
import { columnsNeeded, type Distribution, distribute } from './distribute.js';
import { BOUNDS, type Fit } from './fit.js';
import { justify } from './justify.js';

/** A finished page, still in the browser. */
export interface LaidOut {
  readonly setting: GalleySetting;
  readonly xHeightPx: number;
  readonly poured: PouredMeasure;
  /** Mean over the columns of the share of the usable height that ink reaches, 0 to 1. */
  readonly fill: number;
  readonly pages: number;
  readonly layouts: number;
}

/** Tries at loosening the leading before the tightest is taken. */
const LOOSENINGS = 3;

/**
 * Distributes the content at the size that the search found: whatever height is to spare goes into the
 * leading first, then the columns are balanced, poured and justified.
 */
export async function layOut(desk: SheetDesk, fit: Fit, mayFlow: boolean): Promise<LaidOut> {
  const tight = await desk.measure(fit.setting);
  const columns = mayFlow
    ? Math.max(fit.columns, columnsNeeded(tight, heights(tight, fit)) ?? fit.columns)
    : fit.columns;
  const firm = distribute(tight, columns, heights(tight, fit));
  if (!firm) throw new Error('what fitted a moment ago does not fit now');
  const loose = await loosen(desk, fit, tight, firm, columns);
  const { galley, setting, distribution, layouts } = loose;
  const heightOf = heights(galley, fit);
  const pour: Pour = {
    starts: distribution.starts,
    columnsPerPage: fit.columns,
    heightsPx: [heightOf(0), fit.pageHeightPx],
    ...justify(galley, distribution, heightOf, setting.leadEm),
  };
  const poured = await desk.pour(pour);
  return {
    setting,
    xHeightPx: galley.xHeightPx,
    poured,
    fill: fillOf(poured, heightOf, columns),
    pages: Math.ceil(columns / fit.columns),
    layouts: layouts + 1,
  };
}

function heights(galley: GalleyMeasure, fit: Fit): (column: number) => number {
  return (column) => fit.pageHeightPx - (column < fit.columns ? galley.mastheadPx : 0);
}

interface Loosened {
  readonly galley: GalleyMeasure;
  readonly setting: GalleySetting;
  readonly distribution: Distribution;
  readonly layouts: number;
}

/** More leading while there is height for it: it changes no line break, only the distance of lines. */
async function loosen(
  desk: SheetDesk,
  fit: Fit,
  tight: GalleyMeasure,
  firm: Distribution,
  columns: number,
): Promise<Loosened> {
  const sparePx =
    firm.usedPx.reduce((sum, usedPx, i) => sum + heights(tight, fit)(i) - usedPx, 0) +
    (columns - firm.usedPx.length) * fit.pageHeightPx;
  const lines = tight.pieces.reduce((sum, piece) => sum + (piece.kind === 'text' ? piece.lines : 1.2), 0);
  const leadEm = fit.setting.leadEm;
  const maxLeadEm = (leadEm / BOUNDS.leadPerXHeight.min) * BOUNDS.leadPerXHeight.max;
  let extraEm = Math.min(maxLeadEm - leadEm, (0.9 * sparePx) / lines / fit.setting.sizePx);
  let layouts = 0;
  for (let i = 0; i < LOOSENINGS && extraEm > 0.004; i += 1) {
    const setting = { ...fit.setting, leadEm: leadEm + extraEm };
    const galley = await desk.measure(setting);
    layouts += 1;
    const distribution = distribute(galley, columns, heights(galley, fit));
    if (distribution) return { galley, setting, distribution, layouts };
    extraEm /= 2;
  }
  // The page must stand at the setting that is poured.
  const galley = layouts > 0 ? await desk.measure(fit.setting) : tight;
  return { galley, setting: fit.setting, distribution: firm, layouts };
}

function fillOf(poured: PouredMeasure, heightOf: (column: number) => number, columns: number): number {
  const shares = Array.from({ length: columns }, (_, i) => Math.min(1, (poured.inkPx[i] ?? 0) / heightOf(i)));
  return shares.reduce((sum, share) => sum + share, 0) / columns;
}

import type {
  ColumnBreaks,
  ColumnsMeasure,
  GalleyMeasure,
  GalleySetting,
} from '../../page/sheet-measures.js';
import { columnsNeeded, type Distribution, distribute } from '../layout/distribute.js';
import { distributeEvenly } from '../layout/distribute-evenly.js';
import { justify } from '../layout/justify.js';
import { withLine } from '../layout/lead.js';
import { BOUNDS, columnHeights } from '../layout/page-geometry.js';
import { ENLARGED } from '../layout/paper.js';
import type { BrokenPage, SheetPage } from '../layout/sheet-page.js';
import { type Fit, fitAt, leastColumns } from './fit.js';

/** A finished page, still in the browser. */
export interface LaidOut {
  readonly setting: GalleySetting;
  readonly xHeightPx: number;
  readonly measured: BrokenPage;
  /** Mean over the columns of the share of the usable height that ink reaches, 0 to 1. */
  readonly fill: number;
  readonly pages: number;
}

/** Share of what is empty that stands above a short note: the middle looks too low. */
const OPTICAL_CENTRE = 0.3;

/** Tries at loosening the leading before the tightest is taken. */
const LOOSENINGS = 3;
/** Less is not to be seen. */
const LEAST_EXTRA_EM = 0.004;

/**
 * Distributes the content at the size that the search found: whatever height is to spare goes into the
 * leading first, then the columns are balanced, broken and justified.
 */
export async function layOut(page: SheetPage, found: Fit): Promise<LaidOut> {
  const columns = found.columns * found.pages;
  const { fit, galley, setting, distribution } =
    (await loosest(page, found, columns)) ?? (await loosen(page, await settle(page, found), columns));
  const heightOf = heights(galley, fit);
  const even = distributeEvenly(galley, columns, heightOf, leastColumns(fit));
  const used = even?.distribution ?? distribution;
  const topPx = even && fit.isShort ? OPTICAL_CENTRE * Math.max(0, heightOf(0) - even.heightPx) : 0;
  const breaks: ColumnBreaks = {
    topPx,
    starts: used.starts,
    columnsPerPage: fit.columns,
    heightsPx: [heightOf(0) - topPx, heightOf(fit.columns) - topPx],
    ...justify(
      galley,
      used,
      even ? (column) => Math.min(even.heightPx, heightOf(column)) : heightOf,
      setting.leadEm,
    ),
  };
  const measured = await page.breakIntoColumns(breaks);
  return {
    setting,
    xHeightPx: galley.xHeightPx,
    measured,
    fill: fillOf(measured, heightOf, columns),
    pages: fit.pages,
  };
}

/** Steps down from the size found, for the few cases in which the real layout breaks a line differently. */
const SETTLING_STEPS = 12;
const SETTLING_SHARE = 0.997;

interface Settled {
  readonly tight: GalleyMeasure;
  readonly fit: Fit;
}

async function settle(page: SheetPage, found: Fit): Promise<Settled> {
  let fit = found;
  let tight = await page.measure(fit.setting);
  const fits = (): boolean => distribute(tight, fit.columns * fit.pages, heights(tight, fit)) !== null;
  for (let i = 0; i < SETTLING_STEPS && !fits(); i += 1) {
    fit = fitAt(fit, fit.xHeightMm * SETTLING_SHARE);
    tight = await page.measure(fit.setting);
  }
  return { tight, fit };
}

const heights = (galley: GalleyMeasure, fit: Fit): ((column: number) => number) => columnHeights(fit, galley);

interface Loosened {
  readonly fit: Fit;
  readonly galley: GalleyMeasure;
  readonly setting: GalleySetting;
  readonly distribution: Distribution;
}

/**
 * The most leading that looks well, where the search's own layout tells that there is height for it: what holds with it
 * holds without, which need not be laid out.
 */
async function loosest(page: SheetPage, fit: Fit, columns: number): Promise<Loosened | null> {
  const extraEm = mostLeadEm(fit);
  if (!fit.galley || extraEm <= LEAST_EXTRA_EM || spareLeadEm(fit, fit.galley, columns) < extraEm)
    return null;
  return loosened(page, fit, extraEm, columns);
}

/** More leading while there is height for it: it changes no line break, only the distance of lines. */
async function loosen(page: SheetPage, { tight, fit }: Settled, columns: number): Promise<Loosened> {
  const firm = distribute(tight, columns, heights(tight, fit));
  if (!firm) throw new Error('what fitted a moment ago does not fit now');
  let extraEm = spareLeadEm(fit, tight, columns);
  let tries = 0;
  for (; tries < LOOSENINGS && extraEm > LEAST_EXTRA_EM; tries += 1) {
    const loose = await loosened(page, fit, extraEm, columns);
    if (loose) return loose;
    extraEm -= 0.01 + (0.1 * ENLARGED) / fit.setting.sizePx;
  }
  // The page must stand at the setting that is broken into columns.
  const galley = tries > 0 ? await page.measure(fit.setting) : tight;
  return { fit, galley, setting: fit.setting, distribution: firm };
}

async function loosened(
  page: SheetPage,
  fit: Fit,
  extraEm: number,
  columns: number,
): Promise<Loosened | null> {
  const setting = { ...fit.setting, leadEm: fit.setting.leadEm + extraEm };
  const galley = await page.measure(setting);
  const distribution = distribute(galley, columns, heights(galley, fit));
  return distribution && { fit, galley, setting, distribution };
}

/** What may be added to the leading at all. */
function mostLeadEm({ xHeightMm, setting: { leadEm } }: Fit): number {
  const { openLead, leadPerXHeight } = BOUNDS;
  const most = xHeightMm >= openLead.fromMm ? leadPerXHeight.max : openLead.perXHeight;
  return leadEm * (most / leadPerXHeight.min - 1);
}

/** The most leading that still fits, predicted without a layout. */
function spareLeadEm(fit: Fit, tight: GalleyMeasure, columns: number): number {
  const { leadEm, sizePx } = fit.setting;
  const mostEm = mostLeadEm(fit);
  const fits = (extraEm: number): boolean => {
    const galley = withLine(tight, (leadEm + extraEm) * sizePx);
    return (columnsNeeded(galley, heights(galley, fit)) ?? Number.POSITIVE_INFINITY) <= columns;
  };
  if (fits(mostEm)) return mostEm;
  let [low, high] = [0, mostEm];
  while (high - low > 0.002) {
    const middle = (low + high) / 2;
    if (fits(middle)) low = middle;
    else high = middle;
  }
  return low;
}

function fillOf({ inkPx }: ColumnsMeasure, heightOf: (column: number) => number, columns: number): number {
  const shares = Array.from({ length: columns }, (_, i) => Math.min(1, (inkPx[i] ?? 0) / heightOf(i)));
  return shares.reduce((sum, share) => sum + share, 0) / columns;
}

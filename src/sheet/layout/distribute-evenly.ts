import type { GalleyMeasure } from '../../page/sheet-measures.js';
import { columnsNeeded, type Distribution, distribute } from './distribute.js';

/** A page that would be fuller than this is filled to its foot. */
const FULL_SHARE = 0.9;
/** Lines of height that it is worth to keep a section whole. */
const SPLIT_LINES = 6;
/** With room to spare, whole sections matter more than level feet. */
const WHOLE_WEIGHT = 400;
/** Heights that are looked at, as multiples of the least. */
const GROWTHS = [1, 1.1, 1.2, 1.35, 1.5, 1.75, 2, 2.5, 3];

/** Columns that end on one level, higher than the page's foot. */
export interface EvenDistribution {
  readonly distribution: Distribution;
  readonly heightPx: number;
}

/**
 * Spreads content that does not fill its page over all columns from the top, rather than filling one and
 * leaving the others empty; a section is cut only where that saves much height.
 *
 * @param heightOf usable height of the i-th column, px
 * @param least columns that may not stay empty, so that each page has something
 * @returns null where the content fills the page
 */
export function distributeEvenly(
  measure: GalleyMeasure,
  columns: number,
  heightOf: (column: number) => number,
  least: number,
): EvenDistribution | null {
  const heightPx = Math.max(heightOf(0), heightOf(columns - 1));
  const leastPx = leastHeight(measure, columns, heightPx, heightOf);
  if (leastPx > FULL_SHARE * heightPx) return null;
  let best: (EvenDistribution & { readonly cost: number }) | null = null;
  for (const growth of GROWTHS) {
    const levelPx = Math.min(leastPx * growth, heightPx);
    const distribution = distribute(
      measure,
      columns,
      (column) => Math.min(levelPx, heightOf(column)),
      WHOLE_WEIGHT,
      least,
    );
    if (!distribution) continue;
    const usedPx = Math.max(...distribution.usedPx);
    const cost = usedPx / measure.linePx + SPLIT_LINES * splitsOf(measure, distribution);
    if (!best || cost < best.cost) best = { distribution, heightPx: usedPx + 1, cost };
  }
  return best;
}

function leastHeight(
  measure: GalleyMeasure,
  columns: number,
  heightPx: number,
  heightOf: (column: number) => number,
): number {
  const holds = (height: number): boolean =>
    (columnsNeeded(measure, (column) => Math.min(height, heightOf(column))) ?? Number.POSITIVE_INFINITY) <=
    columns;
  let [low, high] = [0, heightPx];
  while (high - low > 1) {
    const middle = (low + high) / 2;
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** Columns that begin inside a section. */
function splitsOf({ pieces }: GalleyMeasure, { starts }: Distribution): number {
  return starts.filter(({ piece, line }) => line > 0 || pieces[piece - 1]?.section === pieces[piece]?.section)
    .length;
}

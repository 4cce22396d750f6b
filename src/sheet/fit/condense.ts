import type { Point } from '../../model.js';
import type { Unit } from './drop-order.js';

/** What must be left out so that the rest fits. */
export interface Condensed {
  readonly dropped: readonly Point[];
  readonly fits: boolean;
}

/**
 * The shortest head of the drop order without which the rest fits: a bracketed search, since each
 * unit left out makes the sheet shorter.
 *
 * @param order units of points in the order in which they go
 * @param fitsWithout lays the sheet out without these points
 */
export async function condense(
  order: readonly Unit[],
  fitsWithout: (dropped: readonly Point[]) => Promise<boolean>,
): Promise<Condensed> {
  let low = 0;
  let high = order.length;
  if (!(await fitsWithout(order.flat()))) return { dropped: order.flat(), fits: false };
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (await fitsWithout(order.slice(0, middle).flat())) high = middle;
    else low = middle;
  }
  return { dropped: await restored(order.slice(0, high), fitsWithout), fits: true };
}

/** At most this many layouts are spent on bringing units back. */
const MAX_RESTORED = 4;

/**
 * The last unit to go was often a long one; some shorter ones that went before it may fit again. A
 * unit comes back only with its parents.
 */
async function restored(
  dropped: readonly Unit[],
  fitsWithout: (dropped: readonly Point[]) => Promise<boolean>,
): Promise<readonly Point[]> {
  let current = dropped;
  const candidates = dropped.slice(0, -1).reverse().slice(0, MAX_RESTORED);
  for (const unit of candidates) {
    const without = current.filter((other) => other !== unit);
    const gone = new Set(without.flat().map(({ id }) => id));
    if (unit.some(({ parent }) => parent !== null && gone.has(parent))) continue;
    if (await fitsWithout(without.flat())) current = without;
  }
  return current.flat();
}

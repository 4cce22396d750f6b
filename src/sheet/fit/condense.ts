import { cutAfter, type Omitted, type Unit } from './drop-order.js';

/** What must be left out so that the rest fits. */
export interface Condensed {
  readonly dropped: readonly Omitted[];
  readonly fits: boolean;
}

/**
 * The shortest head of the drop order without which the rest fits: a bracketed search, since each
 * unit left out makes the sheet shorter.
 *
 * @param order units of points in the order in which they go
 * @param fitsWithout lays the sheet out without these points
 * @param expected units that must go by what is predicted; the search begins there
 */
export async function condense(
  order: readonly Unit[],
  fitsWithout: (dropped: readonly Omitted[]) => Promise<boolean>,
  expected = Math.ceil(order.length / 2),
): Promise<Condensed> {
  const high = await leastThatFits(order, fitsWithout, expected);
  if (high === null) return { dropped: order.flat(), fits: false };
  return { dropped: await restored(order.slice(0, high), fitsWithout), fits: true };
}

/** Steps of growing length away from what was expected, then halves; null where not even all of them are enough. */
async function leastThatFits(
  order: readonly Unit[],
  fitsWithout: (dropped: readonly Omitted[]) => Promise<boolean>,
  expected: number,
): Promise<number | null> {
  let low = 0;
  let high: number | null = null;
  let at = Math.min(order.length, Math.max(1, expected));
  for (let step = 1; high === null || high - low > 1; step *= 3) {
    if (await fitsWithout(order.slice(0, at).flat())) high = at;
    else if (at === order.length) return null;
    else low = at;
    if (high === null) at = Math.min(order.length, low + step);
    else at = low === 0 ? Math.max(1, high - step) : Math.floor((low + high) / 2);
    if (high === 1) break;
  }
  return high;
}

/**
 * The least head of the order without which a prediction says that the rest fits.
 *
 * @returns how many units; all of them where not even that is enough
 */
export function expectedToGo(
  order: readonly Unit[],
  wouldFitWithout: (dropped: readonly Omitted[]) => boolean,
): number {
  if (wouldFitWithout([])) return 0;
  let [low, high] = [0, order.length];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (wouldFitWithout(order.slice(0, middle).flat())) high = middle;
    else low = middle;
  }
  return high;
}

/** At most this many layouts are spent on bringing units back. */
const MAX_RESTORED = 4;

/**
 * The last unit to go was often a long one; some shorter ones that went before it may fit again. A
 * unit comes back only with its parents.
 */
async function restored(
  dropped: readonly Unit[],
  fitsWithout: (dropped: readonly Omitted[]) => Promise<boolean>,
): Promise<readonly Omitted[]> {
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

/** Tries at giving a listing back some of its lines; what is predicted may be a row too many. */
const MAX_LENGTHENED = 3;

/** Listings that were cut short get back as many lines as fit. */
export async function lengthened(
  dropped: readonly Omitted[],
  wouldFitWithout: (dropped: readonly Omitted[]) => boolean,
  fitsWithout: (dropped: readonly Omitted[]) => Promise<boolean>,
): Promise<readonly Omitted[]> {
  let current = dropped;
  for (const tail of dropped) {
    const { listing, firstLines } = tail;
    if (!listing || firstLines === undefined) continue;
    const keeping = (lines: number): Omitted[] =>
      current.map((each) => (each.id === tail.id ? cutAfter(each, listing, lines) : each));
    let [low, high] = [firstLines, listing.length];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (wouldFitWithout(keeping(middle))) low = middle;
      else high = middle;
    }
    for (let i = 0; i < MAX_LENGTHENED && low > firstLines; i += 1, low -= 1 + Math.floor(low / 40))
      if (await fitsWithout(keeping(low))) {
        current = keeping(low);
        break;
      }
  }
  return current;
}

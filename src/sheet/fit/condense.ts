import type { Point } from '../../model.js';

/** What must be left out so that the rest fits. */
export interface Condensed {
  readonly dropped: readonly Point[];
  readonly fits: boolean;
}

/**
 * The shortest head of the drop order without which the rest fits: a bracketed search, since each
 * point left out makes the sheet shorter.
 *
 * @param order points in the order in which they go
 * @param fitsWithout lays the sheet out without these points
 */
export async function condense(
  order: readonly Point[],
  fitsWithout: (dropped: readonly Point[]) => Promise<boolean>,
): Promise<Condensed> {
  let low = 0;
  let high = order.length;
  if (!(await fitsWithout(order))) return { dropped: order, fits: false };
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (await fitsWithout(order.slice(0, middle))) high = middle;
    else low = middle;
  }
  return { dropped: await restored(order.slice(0, high), fitsWithout), fits: true };
}

/** At most this many layouts are spent on bringing points back. */
const MAX_RESTORED = 6;

/**
 * The last point to go was often a long one; some shorter ones that went before it may fit again. A
 * point comes back only with its parents.
 */
async function restored(
  dropped: readonly Point[],
  fitsWithout: (dropped: readonly Point[]) => Promise<boolean>,
): Promise<readonly Point[]> {
  let current = dropped;
  const candidates = dropped.slice(0, -1).reverse().slice(0, MAX_RESTORED);
  for (const point of candidates) {
    const gone = new Set(current.map(({ id }) => id));
    if (point.parent !== null && gone.has(point.parent)) continue;
    const without = current.filter((other) => other !== point);
    if (await fitsWithout(without)) current = without;
  }
  return current;
}

/** `61, 63–65, 80`: the lines of points, runs joined. */
export function lineRanges(points: readonly Point[]): string {
  const lines = [...new Set(points.map((point) => point.line))].sort((a, b) => a - b);
  const runs: [number, number][] = [];
  for (const line of lines) {
    const last = runs.at(-1);
    if (last && line === last[1] + 1) last[1] = line;
    else runs.push([line, line]);
  }
  return runs.map(([from, to]) => (from === to ? String(from) : `${from}–${to}`)).join(', ');
}

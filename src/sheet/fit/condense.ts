import { cutAfter, type Omitted, type Unit } from './drop-order.js';

/** What must be left out so that the rest fits. */
export interface Condensed {
  readonly dropped: readonly Omitted[];
  readonly fits: boolean;
}

/** What is asked of the page without some points. */
export interface Looks {
  /** By a layout. */
  readonly fitsWithout: (dropped: readonly Omitted[]) => Promise<boolean>;
  /** By what the layouts so far let expect. */
  readonly wouldFitWithout: (dropped: readonly Omitted[]) => boolean;
}

/**
 * The shortest head of the drop order without which the rest fits: a bracketed search that begins where the rest
 * should fit, since each unit left out makes the sheet shorter.
 *
 * @param order units of points in the order in which they go
 */
export async function condense(order: readonly Unit[], looks: Looks): Promise<Condensed> {
  const high = await leastThatFits(order, looks);
  if (high === null) return { dropped: order.flat(), fits: false };
  return { dropped: await restored(order.slice(0, high), looks), fits: true };
}

/** Layouts that the search spends before it takes what fits. */
const MAX_LOOKS = 8;

/** Where one was not enough, as many as are now expected; then back in growing steps, and halves. */
async function leastThatFits(
  order: readonly Unit[],
  { fitsWithout, wouldFitWithout }: Looks,
): Promise<number | null> {
  const expected = (): number => expectedToGo(order, wouldFitWithout);
  let [low, high, step] = [0, order.length + 1, 1];
  let at = Math.min(order.length, Math.max(1, expected()));
  for (let looks = 1; high - low > 1 && (looks <= MAX_LOOKS || high > order.length); looks += 1) {
    if (await fitsWithout(order.slice(0, at).flat())) {
      high = at;
      at = Math.max(low + 1, high - step);
    } else {
      low = at;
      at = high > order.length ? Math.max(low + step, expected()) : Math.floor((low + high) / 2);
      at = Math.min(order.length, at);
    }
    step *= 3;
  }
  return high > order.length ? null : high;
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
/** Units that are thought of for it. */
const MAX_CANDIDATES = 12;

/**
 * The last unit to go was often a long one; some shorter ones that went before it may fit again. A
 * unit comes back only with its parents.
 */
async function restored(
  dropped: readonly Unit[],
  { fitsWithout, wouldFitWithout }: Looks,
): Promise<readonly Omitted[]> {
  let current = dropped;
  let layouts = 0;
  for (const unit of dropped.slice(0, -1).reverse().slice(0, MAX_CANDIDATES)) {
    const without = current.filter((other) => other !== unit);
    const gone = new Set(without.flat().map(({ id }) => id));
    if (unit.some(({ parent }) => parent !== null && gone.has(parent))) continue;
    if (!wouldFitWithout(without.flat())) continue;
    if (layouts === MAX_RESTORED) break;
    layouts += 1;
    if (await fitsWithout(without.flat())) current = without;
  }
  return current.flat();
}

/** Layouts for giving listings back some of their lines; what is predicted may be a row too many. */
const MAX_LENGTHENED = 3;

/** Listings that were cut short get back as many lines as fit. */
export async function lengthened(
  dropped: readonly Omitted[],
  { fitsWithout, wouldFitWithout }: Looks,
): Promise<readonly Omitted[]> {
  let current = dropped;
  let layouts = 0;
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
    for (; layouts < MAX_LENGTHENED && low > firstLines; low -= 1 + Math.floor(low / 40)) {
      layouts += 1;
      if (!(await fitsWithout(keeping(low)))) continue;
      current = keeping(low);
      break;
    }
    if (layouts === MAX_LENGTHENED) break;
  }
  return current;
}

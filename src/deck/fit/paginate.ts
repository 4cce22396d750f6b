/** The smallest unit that stays whole on a slide, measured at one type size. */
export interface Atom {
  readonly key: string;
  /** Index of the atom that this one explains, null at the top. */
  readonly parent: number | null;
  /** Nesting, 0 at the top. */
  readonly depth: number;
  /** Height that it adds to a slide, the gap above it included. */
  readonly heightPx: number;
  /** Height of its dimmed repetition at the head of a continuation. */
  readonly contextPx: number;
  /** It goes on with the sentence run of the atom before it (a split paragraph). */
  readonly joins: boolean;
  /** Height of a line, which it shares with the atom before it where it joins in a text; else 0. */
  readonly linePx: number;
  /** It only says that something follows, which belongs on the same slide. */
  readonly leadsIn: boolean;
}

/** Height that atoms may take: on the first slide, and on each continuation. */
export interface SlideRoom {
  readonly firstPx: number;
  readonly nextPx: number;
}

/** One slide's share: atoms `from` to `to` (exclusive), and the ancestors repeated above them. */
export interface SlideShare {
  readonly from: number;
  readonly to: number;
  readonly context: readonly number[];
  readonly usedPx: number;
}

export interface Pagination {
  readonly parts: readonly SlideShare[];
  /** Lower is better; comparable between type sizes of the same content. */
  readonly cost: number;
  /** Some atom alone is higher than the room. */
  readonly forced: boolean;
}

/** Ancestors repeated at most: the nearest say the most. */
const MAX_CONTEXT = 3;
/** Penalties, in slides: how many slides more a speaker would rather click through. */
const COST = {
  slide: 1,
  slack: 0.9,
  depth: 0.18,
  joined: 0.5,
  afterParent: 1.4,
  afterLeadIn: 2.5,
  orphan: 1.3,
  forced: 50,
};

/**
 * Distributes atoms over slides by dynamic programming: as few slides as reasonable, breaks at
 * shallow boundaries, parts of like height, no parent parted from its first child, no lead-in from what it
 * leads to, no lonely point.
 * Pure; linear in the atoms for a bounded number of atoms a slide.
 */
export function paginate(atoms: readonly Atom[], room: SlideRoom): Pagination {
  const best: { cost: number; part: SlideShare | null; before: number }[] = [
    { cost: 0, part: null, before: 0 },
  ];
  for (let to = 1; to <= atoms.length; to += 1) {
    best[to] = { cost: Number.POSITIVE_INFINITY, part: null, before: 0 };
  }
  for (let from = 0; from < atoms.length; from += 1) extend(atoms, room, from, best);
  return trace(best, atoms.length);
}

type Best = { cost: number; part: SlideShare | null; before: number };

function extend(atoms: readonly Atom[], room: SlideRoom, from: number, best: Best[]): void {
  const start = best[from];
  if (!start || !Number.isFinite(start.cost)) return;
  const context = contextOf(atoms, from);
  const available = from === 0 ? room.firstPx : room.nextPx;
  // A line that two slides share stands on both.
  let used = sum(context.map((index) => atoms[index]?.contextPx ?? 0)) + (atoms[from]?.linePx ?? 0);
  for (let to = from + 1; to <= atoms.length; to += 1) {
    used += atoms[to - 1]?.heightPx ?? 0;
    const forced = used > available;
    if (forced && to > from + 1) return;
    const usedPx = forced ? used : used + (atoms[to]?.linePx ?? 0);
    if (usedPx > available && to > from + 1) continue;
    const part = { from, to, context, usedPx: forced ? used : Math.min(usedPx, available) };
    const cost = start.cost + partCost(atoms, part, available);
    const known = best[to];
    if (!known || cost < known.cost) best[to] = { cost, part, before: from };
    if (forced) return;
  }
}

function partCost(atoms: readonly Atom[], part: SlideShare, available: number): number {
  const slack = Math.max(0, 1 - part.usedPx / available);
  const forced = part.usedPx > available ? COST.forced : 0;
  return (
    COST.slide +
    COST.slack * slack ** 2 +
    forced +
    breakCost(atoms, part.from) +
    orphanCost(atoms, part, slack)
  );
}

/** What it costs to begin a slide with this atom. */
function breakCost(atoms: readonly Atom[], at: number): number {
  const atom = atoms[at];
  if (at === 0 || !atom) return 0;
  if (atom.joins) return COST.joined + COST.depth * atom.depth;
  const parted = atom.parent === at - 1 ? COST.afterParent : 0;
  const led = atoms[at - 1]?.leadsIn ? COST.afterLeadIn : 0;
  const opens = atoms[at + 1]?.parent === at ? 0.05 : 0;
  return COST.depth * atom.depth + parted + led - opens;
}

/** A slide with a single small point while its siblings are elsewhere. */
function orphanCost(atoms: readonly Atom[], part: SlideShare, slack: number): number {
  return atoms.length > 1 && part.to - part.from === 1 && slack > 0.5 ? COST.orphan : 0;
}

/** Ancestors of an atom from the outside in, the nearest few. */
function contextOf(atoms: readonly Atom[], index: number): number[] {
  const chain: number[] = [];
  let at = atoms[index]?.parent ?? null;
  while (at !== null && chain.length < MAX_CONTEXT) {
    chain.unshift(at);
    at = atoms[at]?.parent ?? null;
  }
  return chain;
}

function trace(best: readonly Best[], end: number): Pagination {
  const parts: SlideShare[] = [];
  for (let at = end; at > 0; ) {
    const step = best[at];
    if (!step?.part) break;
    parts.unshift(step.part);
    at = step.before;
  }
  const cost = best[end]?.cost ?? 0;
  return { parts, cost, forced: cost >= COST.forced };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

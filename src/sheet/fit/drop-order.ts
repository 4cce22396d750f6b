import type { Element, ElementContent } from 'hast';
import { isElement, rawText } from '../../markdown/tree.js';
import type { Point, Section } from '../../model.js';
import { ADDRESS, boundPoints } from './bound-points.js';
import { importanceOf } from './importance.js';

/** A section, or what stands before the first. */
export type Weighed = Pick<Section, 'chips' | 'points'> & { readonly body?: readonly Element[] };

/** A point to leave out, or all of a listing but its first lines: then `text` is what goes. */
export interface Omitted extends Point {
  readonly firstLines?: number;
  /** All lines of that listing. */
  readonly listing?: readonly string[];
}

/** Points that go in one step. */
export type Unit = readonly Omitted[];

/** What a unit's text adds to its importance. */
const WORTH = {
  base: 4,
  /** Traps and limits, what an examiner asks for. */
  trap: 2,
  answer: 5,
  /** An address is of no use on paper. */
  address: -6,
  /** Long points have to earn their place, though not quite in proportion. */
  heightPower: 0.8,
} as const;

const TRAP = /\b(exam|never|always|only|default|limit(s|ed)?|max(imum)?|min(imum)?|cannot|can't|must|not)\b/i;
const ANSWER = /^\W*(?:correct |right )?(?:answers?|solutions?)\b/i;

/** Characters in a line of a column, roughly. */
const LINE_CHARS = 45;
const CODE_LINE_CHARS = 28;

/**
 * All units in the order in which they are left out: `{: .skip}` first, then what has the least worth for its
 * height. What hangs on a point goes before it; a heading, a table's head or a line that ends in a colon goes
 * with the last of what it introduces. The weightiest unit of each section stays, and `{: .keep}` with what leads to it.
 */
export function dropOrder(sections: readonly Weighed[]): Unit[] {
  const candidates = sections.flatMap(candidatesOf);
  candidates.sort((a, b) => Number(b.skip) - Number(a.skip) || a.rank - b.rank || b.id - a.id);
  return candidates.map(({ points }) => points);
}

/** Whole sections, the one of the least worth first: what goes when not even one point of each fits. */
export function sectionOrder(sections: readonly Weighed[]): Unit[] {
  return sections
    .filter(({ points }) => points.length > 0 && points.every(({ override }) => override !== 'keep'))
    .map((section) => ({
      points: section.points,
      worth: Math.max(...section.points.map((point) => worthOf(point, section, 0))),
    }))
    .sort((a, b) => a.worth - b.worth || (b.points[0]?.id ?? 0) - (a.points[0]?.id ?? 0))
    .map(({ points }) => points);
}

interface Candidate {
  readonly id: number;
  readonly points: readonly Omitted[];
  readonly rank: number;
  readonly skip: boolean;
}

function worthOf(point: Point, section: Weighed, children: number): number {
  const { text } = point;
  let worth = WORTH.base + importanceOf(point, section, children);
  if (TRAP.test(text)) worth += WORTH.trap;
  if (ANSWER.test(text)) worth += WORTH.answer;
  if (ADDRESS.test(text)) worth += WORTH.address;
  return worth;
}

function linesOf({ kind, text }: Point): number {
  return Math.max(1, Math.ceil(text.length / (kind === 'code' ? CODE_LINE_CHARS : LINE_CHARS)));
}

/** The units of one section with ranks by which sorting alone puts what hangs on a unit before it. */
function candidatesOf(section: Weighed): Candidate[] {
  const { points } = section;
  const byId = new Map(points.map((point) => [point.id, point]));
  const below = dependents(points);
  const unitOf = new Map<number, Point[]>(points.map((point) => [point.id, [point]]));
  for (const group of boundPoints(section)) {
    const unit = group.flatMap((id) => byId.get(id) ?? []).sort((a, b) => a.id - b.id);
    for (const { id } of unit) unitOf.set(id, unit);
  }
  const ranks = new Map<Point[], number>();
  for (const unit of new Set(unitOf.values())) {
    const worth = unit.reduce(
      (sum, point) => sum + worthOf(point, section, below.get(point.id)?.length ?? 0),
      0,
    );
    const lines = unit.reduce((sum, point) => sum + linesOf(point), 0);
    const isLeadIn = unit.every((point) => leadsIn(point, below.get(point.id)?.length ?? 0));
    ranks.set(unit, isLeadIn ? Number.NEGATIVE_INFINITY : worth / lines ** WORTH.heightPower);
  }
  // A unit ranks no lower than what hangs on it; dependents follow in source order, so one way back is enough.
  for (const point of [...points].reverse()) {
    const unit = unitOf.get(point.id) ?? [];
    for (const id of below.get(point.id) ?? []) {
      const rank = ranks.get(unitOf.get(id) ?? []) ?? Number.NEGATIVE_INFINITY;
      if (unitOf.get(id) !== unit) ranks.set(unit, Math.max(ranks.get(unit) ?? rank, rank));
    }
  }
  const skipped = new Set<number>();
  for (const { id, parent, override } of points)
    if (override === 'skip' || (parent !== null && skipped.has(parent))) skipped.add(id);
  const held = heldBack(section, unitOf, ranks, skipped);
  const shrinking = points.filter(({ id }) => held.has(id)).flatMap((point) => tailOf(point, section));
  const whole = [...ranks]
    .filter(([unit]) => unit.every(({ id }) => !held.has(id)))
    .map(([unit, rank]) => ({
      id: unit[0]?.id ?? 0,
      points: [...unit].reverse(),
      rank,
      skip: unit.every(({ id }) => skipped.has(id)),
    }));
  return [...whole, ...shrinking];
}

/** Lines that a listing keeps which its section cannot do without. */
const FIRST_LINES = 6;

/** The rest of a long listing, which may go where the listing itself must stay. */
function tailOf(point: Point, section: Weighed): Candidate[] {
  if (point.kind !== 'code' || point.override === 'keep') return [];
  const listing = elementOf(point.id, section.body ?? []);
  const lines = listing === null ? [] : rawText(listing).trimEnd().split('\n');
  if (lines.length <= 2 * FIRST_LINES) return [];
  const tail = cutAfter(point, lines, FIRST_LINES);
  const rank = worthOf(tail, section, 0) / (lines.length - FIRST_LINES) ** WORTH.heightPower;
  return [{ id: point.id, points: [tail], rank, skip: false }];
}

/** What goes of a listing that keeps its first lines. */
export function cutAfter(point: Point, listing: readonly string[], firstLines: number): Omitted {
  const text = listing.slice(firstLines).join(' ').replace(/\s+/g, ' ').trim();
  return { ...point, text, firstLines, listing };
}

function elementOf(id: number, nodes: readonly ElementContent[]): Element | null {
  for (const node of nodes) {
    if (!isElement(node)) continue;
    const found = node.properties.dataPoint === String(id) ? node : elementOf(id, node.children);
    if (found !== null) return found;
  }
  return null;
}

/** What cannot stand without each point: its children, and what a paragraph that ends in a colon introduces. */
function dependents(points: readonly Point[]): Map<number, number[]> {
  const below = new Map<number, number[]>();
  const add = (to: number, id: number): void => {
    below.set(to, [...(below.get(to) ?? []), id]);
  };
  for (const { id, parent } of points) if (parent !== null) add(parent, id);
  const open = new Map<number | null, number>();
  for (const { id, parent, kind, text } of points) {
    if (kind === 'paragraph' || kind === 'heading') {
      open.delete(parent);
      if (kind === 'paragraph' && /:$/.test(text)) open.set(parent, id);
    } else {
      const lead = open.get(parent);
      if (lead !== undefined) add(lead, id);
    }
  }
  return below;
}

/** A sub-heading, a table's head or "types:" says nothing once all that it introduces is gone. */
function leadsIn({ kind, text }: Point, dependentsCount: number): boolean {
  if (kind === 'heading') return true;
  return dependentsCount > 0 && (kind === 'row' || kind === 'term' || /:$/.test(text));
}

/** What the author keeps, with its ancestors; else the weightiest top unit, so that no section goes empty. */
function heldBack(
  { points }: Weighed,
  unitOf: ReadonlyMap<number, Point[]>,
  ranks: ReadonlyMap<Point[], number>,
  skipped: ReadonlySet<number>,
): Set<number> {
  const byId = new Map(points.map((point) => [point.id, point]));
  const held = new Set<number>();
  const hold = (point: Point | undefined): void => {
    for (let at = point; at && !held.has(at.id); at = at.parent === null ? undefined : byId.get(at.parent))
      for (const { id } of unitOf.get(at.id) ?? [at]) held.add(id);
  };
  for (const point of points) if (point.override === 'keep') hold(point);
  if (held.size > 0) return held;
  const rankOf = ({ id }: Point): number => ranks.get(unitOf.get(id) ?? []) ?? 0;
  const weightiest = points
    .filter((point) => point.kind !== 'heading' && !skipped.has(point.id))
    .reduce<Point | undefined>((a, b) => (a && rankOf(a) >= rankOf(b) ? a : b), undefined);
  hold(weightiest ?? points[0]);
  return held;
}

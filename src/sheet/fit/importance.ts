import type { Point, Section } from '../../model.js';

/** What a point's features add to its importance; the greater the sum, the later it is left out. */
export const WEIGHTS = {
  /** Each emphasised phrase, the author's own stress; more than three are a habit, not a stress. */
  term: 2,
  maxTerms: 3,
  /** The text names a keyword that the map gives the section. */
  chip: 3,
  /** "Streams vs Firehose": the stuff of exam questions. */
  comparison: 4,
  /** Opens with a term and a dash, a colon or "is": a definition. */
  definition: 2,
  /** A figure or a limit: `10 MB`, `99.9 %`, `1 year`. */
  figure: 1.5,
  /** The first point of a section mostly says what the service is. */
  opening: 3,
  /** Each level of nesting is one step further into detail. */
  depth: -1.5,
  /** Explains points below it, which hang in the air without it. */
  perChild: 0.25,
} as const;

const COMPARISON = /\b(vs\.?|versus|compared (to|with)|rather than|unlike|instead of)\b/i;
const DEFINITION = /^[^.]{1,60}?(\s[-–—]\s|:\s|\sis\s|\sare\s|\smeans\s)/;
const FIGURE = /\d/;

type Weighed = Pick<Section, 'chips' | 'points'>;

/** How much the author would miss a point; comparable within one note. */
export function importanceOf(point: Point, section: Weighed, children: number): number {
  const text = point.text.toLowerCase();
  let score = WEIGHTS.depth * point.depth + WEIGHTS.perChild * children;
  score += WEIGHTS.term * Math.min(point.terms.length, WEIGHTS.maxTerms);
  if (section.chips.some((chip) => text.includes(chip.toLowerCase()))) score += WEIGHTS.chip;
  if (COMPARISON.test(point.text)) score += WEIGHTS.comparison;
  if (DEFINITION.test(point.text)) score += WEIGHTS.definition;
  if (FIGURE.test(point.text)) score += WEIGHTS.figure;
  if (section.points[0] === point) score += WEIGHTS.opening;
  return score;
}

interface Candidate {
  readonly point: Point;
  readonly score: number;
  readonly skip: boolean;
}

/**
 * All points that may be left out, in the order in which they go: `{: .skip}` first, then the least
 * important; children before their parents; never `{: .keep}`, what leads to it, or a section's
 * weightiest point.
 */
export function dropOrder(sections: readonly Weighed[]): Point[] {
  const candidates = sections.flatMap(candidatesOf);
  candidates.sort(
    (a, b) =>
      Number(b.skip) - Number(a.skip) ||
      a.score - b.score ||
      b.point.depth - a.point.depth ||
      b.point.text.length - a.point.text.length ||
      b.point.id - a.point.id,
  );
  return candidates.map(({ point }) => point);
}

/** A parent weighs no less than what explains it, so that sorting alone puts children first. */
function candidatesOf(section: Weighed): Candidate[] {
  const { points } = section;
  const children = new Map<number, number>();
  for (const { parent } of points) if (parent !== null) children.set(parent, (children.get(parent) ?? 0) + 1);
  const scores = new Map(
    points.map((point) => [
      point.id,
      leadsIn(point, children.get(point.id) ?? 0)
        ? Number.NEGATIVE_INFINITY
        : importanceOf(point, section, children.get(point.id) ?? 0),
    ]),
  );
  // Parents precede their children in source order: scores flow up on the way back, skips down on the way forth.
  for (const { id, parent } of [...points].reverse()) {
    if (parent !== null) scores.set(parent, Math.max(scores.get(parent) ?? 0, scores.get(id) ?? 0));
  }
  const skipped = new Set<number>();
  for (const { id, parent, override } of points)
    if (override === 'skip' || (parent !== null && skipped.has(parent))) skipped.add(id);
  const held = heldBack(points, scores, skipped);
  return points
    .filter(({ id }) => !held.has(id))
    .map((point) => ({ point, score: scores.get(point.id) ?? 0, skip: skipped.has(point.id) }));
}

/** A sub-heading, a table's head or "types:" says nothing once all that it introduces is gone. */
function leadsIn(point: Point, children: number): boolean {
  if (point.kind === 'heading') return true;
  return children > 0 && (point.kind === 'row' || point.kind === 'term' || /:$/.test(point.text));
}

/** What the author keeps, with its ancestors; else the weightiest top point, so that no section goes empty. */
function heldBack(
  points: readonly Point[],
  scores: ReadonlyMap<number, number>,
  skipped: ReadonlySet<number>,
): Set<number> {
  const byId = new Map(points.map((point) => [point.id, point]));
  const held = new Set<number>();
  const hold = (point: Point | undefined): void => {
    for (let at = point; at && !held.has(at.id); at = at.parent === null ? undefined : byId.get(at.parent))
      held.add(at.id);
  };
  for (const point of points) if (point.override === 'keep') hold(point);
  if (held.size > 0) return held;
  const weightiest = points
    .filter((point) => point.kind !== 'heading' && !skipped.has(point.id))
    .reduce<Point | undefined>(
      (a, b) => (a && (scores.get(a.id) ?? 0) >= (scores.get(b.id) ?? 0) ? a : b),
      undefined,
    );
  hold(weightiest ?? points[0]);
  return held;
}

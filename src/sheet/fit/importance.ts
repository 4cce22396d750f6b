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

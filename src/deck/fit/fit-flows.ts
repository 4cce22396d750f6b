import type { Element } from 'hast';
import { isTag } from '../../markdown/tree.js';
import type { FlowMeasure } from '../../page/deck-measure.js';
import { atomsOf, markOf } from '../compose/atom-tree.js';
import type { Flow, FlowKind } from '../compose/flow.js';
import { leadsIn } from '../compose/leads-in.js';
import { slideBody } from '../document/slide-body.js';
import type { Cut } from '../document/slide-view.js';
import { type Atom, type Pagination, paginate } from './paginate.js';

/** Sizes for content of more than one slide, and the floor for what will not fit at them. */
const BODY_SIZES: Readonly<Record<FlowKind, readonly number[]>> = {
  intro: [28, 29, 30, 31, 32, 34, 36],
  section: [28, 29, 30, 31, 32, 34, 36],
  quiz: [28, 29, 30, 31, 32, 34, 36],
  recap: [28, 30, 32],
};
const FLOOR_PX = 28;
/** A short service is set large; an answer not larger than its question. */
const LARGEST_PX: Readonly<Record<FlowKind, number>> = { intro: 40, section: 54, quiz: 40, recap: 36 };
/** Height and width shares that must stay free for a short slide to be set larger. */
const LARGE_FILL = 0.86;

/** A flow's type size and its slides' bodies. */
export interface FittedFlow {
  readonly flow: Flow;
  readonly cuts: readonly Cut[];
}

/**
 * Chooses one type size for the whole flow and cuts it into slides. One slide where it fits on one,
 * then set as large as it may be; else the fewest slides, at the largest size that needs no more.
 *
 * @param reservePx height kept free on each slide: what an earlier check found too much
 */
export function fitFlow(flow: Flow, measures: readonly FlowMeasure[], reservePx: number): FittedFlow {
  const single = largestSingle(flow, measures, reservePx);
  if (single !== null) return { flow, cuts: [{ body: whole(flow), index: 0, of: 1, typePx: single }] };
  const sizes = BODY_SIZES[flow.kind];
  const options = measures
    .filter(({ sizePx }) => sizes.includes(sizePx))
    .filter((measure) => measure.sizePx === sizes[0] || !isTooWide(measure))
    .map((measure) => ({ measure, pages: paginated(flow, measure, reservePx) }));
  const chosen = bestOption(options) ?? floorOption(flow, measures, reservePx);
  return {
    flow,
    cuts: chosen ? cutsOf(flow, chosen) : [{ body: whole(flow), index: 0, of: 1, typePx: FLOOR_PX }],
  };
}

interface Option {
  readonly measure: FlowMeasure;
  readonly pages: Pagination;
}

function largestSingle(flow: Flow, measures: readonly FlowMeasure[], reservePx: number): number | null {
  const limit = Math.min(...BODY_SIZES[flow.kind]);
  const fits = measures.filter((measure) => {
    if (measure.sizePx < limit || measure.sizePx > LARGEST_PX[flow.kind]) return false;
    if (isTooWide(measure)) return false;
    const used = measure.atoms.reduce((sum, atom) => sum + atom.heightPx, 0);
    const share = measure.sizePx > 36 ? LARGE_FILL : 1;
    return used <= (measure.firstPx - reservePx) * share;
  });
  return fits.at(-1)?.sizePx ?? null;
}

function isTooWide({ atoms }: FlowMeasure): boolean {
  return atoms.some((atom) => atom.widthShare < 0.999);
}

function paginated(flow: Flow, measure: FlowMeasure, reservePx: number): Pagination {
  const room = { firstPx: measure.firstPx - reservePx, nextPx: measure.nextPx - reservePx };
  return paginate(atomsFor(flow, measure), room);
}

/** Fewest slides win; among as few, the largest type. A fifth slide may buy two steps of size. */
function bestOption(options: readonly Option[]): Option | null {
  const usable = options.filter(({ pages }) => !pages.forced);
  if (usable.length === 0) return null;
  const fewest = Math.min(...usable.map(({ pages }) => pages.parts.length));
  const allowed = fewest >= 4 ? fewest + 1 : fewest;
  const even = usable.filter(({ pages }) => pages.parts.length <= allowed);
  const best = Math.min(...even.map(({ pages }) => pages.cost - pages.parts.length));
  return (
    even.filter(({ pages }) => pages.cost - pages.parts.length <= best + 0.8).at(-1) ?? even.at(-1) ?? null
  );
}

/** What is too high even at the smallest default size gets the floor, and the check has the last word. */
function floorOption(flow: Flow, measures: readonly FlowMeasure[], reservePx: number): Option | null {
  const [smallest] = measures;
  return smallest ? { measure: smallest, pages: paginated(flow, smallest, reservePx) } : null;
}

function cutsOf(flow: Flow, { measure, pages }: Option): Cut[] {
  const keys = atomsOf(flow.body).map((atom) => markOf(atom)?.key ?? '');
  return pages.parts.map((part, index) => {
    const keep = new Set(keys.slice(part.from, part.to));
    const context = new Set(part.context.map((at) => keys[at] ?? ''));
    return {
      body: slideBody(flow.body, keep, context),
      index,
      of: pages.parts.length,
      typePx: measure.sizePx,
    };
  });
}

function whole(flow: Flow): Element[] {
  const keys = new Set(atomsOf(flow.body).map((atom) => markOf(atom)?.key ?? ''));
  return slideBody(flow.body, keys, new Set());
}

/** Line height of a slide's text, of its size. */
const LEADING = 1.3;

/** Measures joined with what the tree knows: parents, depth, pieces of a split atom. */
function atomsFor(flow: Flow, { atoms: measures, sizePx }: FlowMeasure): Atom[] {
  const elements = atomsOf(flow.body);
  const indices = new Map(elements.map((element, index) => [markOf(element)?.key ?? '', index]));
  const depths: number[] = [];
  return elements.map((element, index) => {
    const mark = markOf(element);
    const parent = mark?.parent === null || mark === null ? null : (indices.get(mark.parent) ?? null);
    const depth = parent === null || parent >= index ? 0 : (depths[parent] ?? 0) + 1;
    depths.push(depth);
    const measure = measures[index];
    return {
      key: mark?.key ?? '',
      parent: parent !== null && parent < index ? parent : null,
      depth,
      heightPx: measure?.heightPx ?? 0,
      contextPx: measure?.contextPx ?? 0,
      joins: element.properties.dataJoin !== undefined,
      linePx: isTag(element, 'p') && element.properties.dataJoin !== undefined ? sizePx * LEADING : 0,
      leadsIn: leadsIn(element),
    };
  });
}

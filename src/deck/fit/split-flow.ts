import type { Element, ElementContent } from 'hast';
import { classesOf, isElement, isTag } from '../../markdown/tree.js';
import type { FlowMeasure } from '../../page/deck-measure.js';
import { atomsOf, markOf, replaceAtoms } from '../compose/atom-tree.js';
import type { Flow } from '../compose/flow.js';
import { leadsIn } from '../compose/leads-in.js';
import { canBeColumns, SMALLEST_CODE, withClass } from '../compose/size-code.js';
import { type SplitStep, splitAtom } from '../compose/split-atom.js';
import { halveColumns } from '../compose/table-halves.js';
import { replaceTables, tableRecords } from '../compose/table-records.js';

/** Gentlest first; each pass is measured before the next. */
export const SPLIT_STEPS: readonly SplitStep[] = ['sentences', 'words', 'characters'];

/**
 * Makes a flow whose atoms are too high or too wide for any slide splittable: tables as tight tables,
 * then as two of half the columns, then as lists; formulas smaller; paragraphs and code in pieces. The same
 * flow when nothing is.
 *
 * @param measure the flow at the smallest type size
 */
export function splitFlow(flow: Flow, measure: FlowMeasure, step: SplitStep): Flow {
  const heightPx = Math.min(measure.firstPx, measure.nextPx) - contextAllowance(measure);
  const leadIns = new Set(
    atomsOf(flow.body)
      .filter(leadsIn)
      .map((atom) => markOf(atom)?.key ?? ''),
  );
  const high = new Set(
    measure.atoms
      .filter((atom, index) => atom.heightPx > heightPx - leadInAbove(measure, leadIns, index, heightPx))
      .map((atom) => atom.key),
  );
  const wide = new Map(
    measure.atoms.filter((atom) => atom.widthShare < 0.999).map((atom) => [atom.key, atom.widthShare]),
  );
  if (high.size === 0 && wide.size === 0) return flow;
  const narrowed = tablesFirst(flow.body, high, new Set(wide.keys()), step);
  const body = replaceAtoms(narrowed, (atom) => splitOrShrink(atom, high, wide, step));
  return { ...flow, body: body.filter((node) => isElement(node)) };
}

/** A repeated parent or two must find room above a piece. */
function contextAllowance(measure: FlowMeasure): number {
  return Math.min(130, Math.max(0, ...measure.atoms.map((atom) => atom.contextPx)) * 2);
}

/** Height of the lead-in that stands above an atom and stays with it; a very long one does not. */
function leadInAbove(
  { atoms }: FlowMeasure,
  leadIns: ReadonlySet<string>,
  index: number,
  roomPx: number,
): number {
  const before = atoms[index - 1];
  return before && leadIns.has(before.key) && before.heightPx < roomPx / 3 ? before.heightPx : 0;
}

function tablesFirst(
  body: readonly Element[],
  high: ReadonlySet<string>,
  wide: ReadonlySet<string>,
  step: SplitStep,
): ElementContent[] {
  const low = replaceTables(body, high, (table) => [tableRecords(table)]);
  if (step === 'sentences') return tightened(low, wide);
  return replaceTables(low, wide, (table) => halveColumns(table) ?? [tableRecords(table)]);
}

function tightened(nodes: readonly ElementContent[], keys: ReadonlySet<string>): ElementContent[] {
  return nodes.map((node) => {
    if (!isElement(node) || markOf(node) !== null) return node;
    const hit = isTag(node, 'table') && atomsOf([node]).some((row) => keys.has(markOf(row)?.key ?? ''));
    return hit ? withClass(node, 'tight') : { ...node, children: tightened(node.children, keys) };
  });
}

function splitOrShrink(
  atom: Element,
  high: ReadonlySet<string>,
  wide: ReadonlyMap<string, number>,
  step: SplitStep,
): Element[] {
  const key = markOf(atom)?.key ?? '';
  const share = wide.get(key);
  if (share !== undefined && !isTag(atom, 'tr')) return [withClass(atom, shrinkClass(share))];
  if (!high.has(key)) return [atom];
  // The words around a picture may be what is too high.
  if (holdsImage(atom)) return splitAtom(withClass(atom, step === 'sentences' ? 'fig-300' : 'fig-200'), step);
  return isTag(atom, 'pre') && step === 'sentences' ? lowerCode(atom) : splitAtom(atom, step);
}

/** Code too high for a slide: in two columns, else parted at its blank lines, else smaller. */
function lowerCode(pre: Element): Element[] {
  if (classesOf(pre).includes('code-columns')) return [pre];
  if (canBeColumns(pre)) return [withClass(withClass(pre, SMALLEST_CODE), 'code-columns')];
  const pieces = splitAtom(pre, 'sentences');
  return pieces.length > 1 ? pieces : [withClass(pre, SMALLEST_CODE)];
}

function shrinkClass(share: number): string {
  if (share > 0.8) return 'shrink-80';
  return share > 0.65 ? 'shrink-65' : 'shrink-50';
}

function holdsImage(element: Element): boolean {
  return isTag(element, 'img') || element.children.some((child) => isElement(child) && holdsImage(child));
}

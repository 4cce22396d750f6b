import type { Element, ElementContent } from 'hast';
import { classesOf, isElement, isTag } from '../../markdown/tree.js';
import type { FlowMeasure } from '../../page/deck-measure.js';
import { atomsOf, markOf, replaceAtoms } from '../compose/atom-tree.js';
import type { Flow } from '../compose/flow.js';
import { withClass } from '../compose/size-code.js';
import { type SplitStep, splitAtom } from '../compose/split-atom.js';
import { replaceTables } from '../compose/table-records.js';

/** Gentlest first; each pass is measured before the next. */
export const SPLIT_STEPS: readonly SplitStep[] = ['sentences', 'words', 'characters'];

/**
 * Makes a flow whose atoms are too high or too wide for any slide splittable: tables as tight tables,
 * then as lists; formulas smaller; paragraphs and code in pieces. The same flow when nothing is.
 *
 * @param measure the flow at the smallest type size
 */
export function splitFlow(flow: Flow, measure: FlowMeasure, step: SplitStep): Flow {
  const heightPx = Math.min(measure.firstPx, measure.nextPx) - contextAllowance(measure);
  const high = new Set(measure.atoms.filter((atom) => atom.heightPx > heightPx).map((atom) => atom.key));
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

function tablesFirst(
  body: readonly Element[],
  high: ReadonlySet<string>,
  wide: ReadonlySet<string>,
  step: SplitStep,
): ElementContent[] {
  if (step === 'sentences') return tightened(replaceTables(body, high), wide);
  return replaceTables(body, new Set([...high, ...wide]));
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
  if (holdsImage(atom)) return [withClass(atom, step === 'sentences' ? 'fig-300' : 'fig-200')];
  if (isTag(atom, 'pre') && step === 'sentences' && !classesOf(atom).includes('code-18'))
    return splitAtom(atom, step).length > 1 ? splitAtom(atom, step) : [withClass(atom, 'code-18')];
  return splitAtom(atom, step);
}

function shrinkClass(share: number): string {
  if (share > 0.8) return 'shrink-80';
  return share > 0.65 ? 'shrink-65' : 'shrink-50';
}

function holdsImage(element: Element): boolean {
  return isTag(element, 'img') || element.children.some((child) => isElement(child) && holdsImage(child));
}

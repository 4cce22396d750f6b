import type { Element, ElementContent } from 'hast';
import { headingLevel, isElement, isTag } from '../../markdown/tree.js';
import type { Point } from '../../model.js';
import { withAsked } from './recall-terms.js';

/** Tags whose text the author stressed: what recall mode hides. */
const STRESS = new Set(['strong', 'b', 'em', 'i', 'code', 'mark', 'dfn']);

/** What an element says as an atom; both null where it is none. */
export interface AtomMark {
  readonly key: string;
  readonly parent: string | null;
}

export function markOf(element: Element): AtomMark | null {
  const { dataPoint, dataParent } = element.properties;
  if (dataPoint === undefined || dataPoint === null) return null;
  return { key: String(dataPoint), parent: typeof dataParent === 'string' ? dataParent : null };
}

/**
 * A section's body → a tree whose atoms are elements of their own. A list item's mark moves to the
 * paragraph of its own words, so that the item can be shown without them, or they without what
 * follows; each mark also names its parent; terms get their class, and those worth recalling one more; sub-headings take the level below
 * the slide's own.
 *
 * `<li data-point="3"><p>Own</p><ul>…` → `<li><p data-point="3" data-parent="1">Own</p><ul>…`
 */
export function atomTree(
  body: readonly Element[],
  points: readonly Point[],
  functional: ReadonlySet<string>,
): Element[] {
  const termed = (atom: Element): Element => withAsked(withTerms(atom), functional);
  const parents = new Map(points.map((point) => [String(point.id), point.parent]));
  const visit = (node: ElementContent): ElementContent => {
    if (!isElement(node)) return node;
    const marked = node.properties.dataPoint === undefined ? node : withParent(node, parents);
    if (isTag(marked, 'li', 'dd'))
      return handDown({ ...marked, children: marked.children.map(visit) }, termed);
    if (marked.properties.dataPoint !== undefined) return termed(relevelled(marked));
    return { ...marked, children: marked.children.map(visit) };
  };
  return body.map((element) => visit(element) as Element);
}

function withParent(element: Element, parents: ReadonlyMap<string, number | null>): Element {
  const parent = parents.get(String(element.properties.dataPoint)) ?? null;
  return parent === null
    ? element
    : { ...element, properties: { ...element.properties, dataParent: String(parent) } };
}

function handDown(item: Element, termed: (atom: Element) => Element): Element {
  const { dataPoint, dataParent, ...properties } = item.properties;
  const [own, ...rest] = item.children;
  if (!isElement(own) || dataPoint === undefined) return item;
  const marks = dataParent === undefined ? { dataPoint } : { dataPoint, dataParent };
  const marked = termed({ ...own, properties: { ...own.properties, ...marks } });
  return { ...item, properties, children: [marked, ...rest] };
}

/** The slide's title is an h3 at the deepest, so what the note calls h2 to h6 starts at h4. */
function relevelled(element: Element): Element {
  const level = headingLevel(element);
  return level === null ? element : { ...element, tagName: `h${Math.min(6, Math.max(4, level + 1))}` };
}

/** Outermost stressed phrases get the class `term`; code blocks and formulas have none. */
function withTerms(element: Element): Element {
  if (isTag(element, 'pre')) return element;
  return { ...element, children: element.children.map(markTerm) };
}

function markTerm(node: ElementContent): ElementContent {
  if (!isElement(node) || isTag(node, 'pre')) return node;
  if (isTag(node, 'input')) return labelledBox(node);
  if (STRESS.has(node.tagName)) return { ...node, properties: { ...node.properties, className: ['term'] } };
  const classes = node.properties.className;
  if (Array.isArray(classes) && classes.includes('math')) return node;
  return { ...node, children: node.children.map(markTerm) };
}

/** A screen reader says what a task's box is. */
function labelledBox(box: Element): Element {
  const { checked } = box.properties;
  return { ...box, properties: { ...box.properties, ariaLabel: checked ? 'done' : 'to do' } };
}

/** The atoms of a tree in the order of the text. */
export function atomsOf(body: readonly ElementContent[]): Element[] {
  return body.flatMap((node): Element[] => {
    if (!isElement(node)) return [];
    return markOf(node) === null ? atomsOf(node.children) : [node];
  });
}

/** Replaces atoms one by one; containers stay, one left without any goes. */
export function replaceAtoms(
  body: readonly ElementContent[],
  replace: (atom: Element) => readonly ElementContent[],
): ElementContent[] {
  return replaced(body, replace).nodes;
}

interface Replaced {
  readonly nodes: ElementContent[];
  /** Atoms met, and atoms left: a container that never had any is not an emptied one. */
  readonly met: number;
  readonly left: number;
}

function replaced(
  body: readonly ElementContent[],
  replace: (atom: Element) => readonly ElementContent[],
): Replaced {
  const nodes: ElementContent[] = [];
  let met = 0;
  let left = 0;
  for (const node of body) {
    if (!isElement(node)) nodes.push(node);
    else if (markOf(node) !== null) {
      const kept = replace(node);
      met += 1;
      left += kept.length;
      for (const one of kept) nodes.push(one);
    } else {
      const inner = replaced(node.children, replace);
      met += inner.met;
      left += inner.left;
      if (inner.met === 0) nodes.push(node);
      else if (inner.left > 0) nodes.push({ ...node, children: inner.nodes });
    }
  }
  return { nodes, met, left };
}

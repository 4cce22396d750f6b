import type { Element, Nodes, Parents } from 'hast';
import { headingId } from '../markdown/heading-id.js';
import { headingLevel, idOf, isElement, isTag, plainText } from '../markdown/tree.js';
import { isAnchorOnly } from './outline.js';

/** `<a name="emr">` is how pages marked a place before ids; the sanitiser knows ids only. */
export function idsFromNames(node: Nodes): void {
  if (!('children' in node)) return;
  for (const child of node.children) {
    if (isTag(child, 'a') && idOf(child) === null && typeof child.properties.name === 'string')
      child.properties.id = child.properties.name;
    idsFromNames(child);
  }
}

/**
 * Every heading gets an id, and every id is there once: the first keeps it, a later heading gets
 * `-1`, `-2`, anything else goes without. A mark that stands alone gives its id to what follows it.
 * Changes the tree in place.
 *
 * @returns all ids of the tree
 */
export function settleIds(root: Parents): ReadonlySet<string> {
  const ids = new Ids();
  const unnamed: Element[] = [];
  const walk = (parent: Parents): void => {
    moveMarks(parent);
    for (const node of parent.children) {
      if (!isElement(node)) continue;
      const isHeading = headingLevel(node) !== null;
      const id = idOf(node);
      if (id !== null && ids.take(id)) node.properties.id = id;
      else if (id !== null && isHeading) node.properties.id = ids.free(id);
      else if (id !== null) delete node.properties.id;
      else if (isHeading) unnamed.push(node);
      walk(node);
    }
  };
  walk(root);
  for (const heading of unnamed) heading.properties.id = ids.free(headingId(plainText(heading)) || 'section');
  return ids.all;
}

/** `<a id="x"></a>` before a paragraph: the paragraph is the place that is meant. */
function moveMarks(parent: Parents): void {
  let marked = false;
  parent.children.forEach((node, i) => {
    if (!isTag(node, 'p') || !isAnchorOnly(node)) return;
    const next = parent.children.slice(i + 1, i + 3).find((sibling) => isElement(sibling));
    if (!isElement(next)) return;
    const [id] = node.children.flatMap((child) => (isElement(child) ? (idOf(child) ?? []) : []));
    if (id === undefined || idOf(next) !== null || headingLevel(next) !== null) return;
    next.properties.id = id;
    node.children = [];
    marked = true;
  });
  if (!marked) return;
  parent.children = parent.children.filter((node) => !isTag(node, 'p') || node.children.length > 0);
}

class Ids {
  readonly all = new Set<string>();
  readonly #counts = new Map<string, number>();

  take(id: string): boolean {
    if (this.all.has(id)) return false;
    this.all.add(id);
    return true;
  }

  free(id: string): string {
    let count = this.#counts.get(id) ?? 0;
    let made = count === 0 ? id : `${id}-${count}`;
    while (!this.take(made)) {
      count += 1;
      made = `${id}-${count}`;
    }
    this.#counts.set(id, count);
    return made;
  }
}

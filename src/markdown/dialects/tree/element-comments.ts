import type { Element, ElementContent, Root } from 'hast';
import { classesOf, isElement, isPhrasing, isTag } from '../../tree.js';

const ELEMENT_CLASS = /^\s*\.element:\s*class=(?:"([^"]*)"|'([^']*)')[\s\S]{0,80}$/;

/**
 * `text <!-- .element: class="fragment" -->`, as in reveal.js' own Markdown: the class goes to the item or
 * paragraph that holds the comment, or to the block before it. Changes the tree.
 */
export function settleElementComments(root: Root): void {
  // Few notes have comments, and all are waited for.
  if (holdsComment(root)) settle(root, []);
}

function holdsComment(parent: Root | Element): boolean {
  return parent.children.some(
    (child) => child.type === 'comment' || (isElement(child) && holdsComment(child)),
  );
}

function settle(parent: Root | Element, above: readonly Element[]): void {
  const inside = isElement(parent) ? [...above, parent] : above;
  parent.children = (parent.children as ElementContent[]).filter((child, index) => {
    if (isElement(child)) settle(child, inside);
    const names = child.type === 'comment' ? namesIn(child.value) : null;
    if (names === null) return true;
    const before = (parent.children as ElementContent[]).slice(0, index);
    const target = targetOf(before, inside);
    if (target === null) return true;
    target.properties.className = [...new Set([...classesOf(target), ...names])];
    trimEnd(before);
    return false;
  });
}

function namesIn(comment: string): string[] | null {
  const found = ELEMENT_CLASS.exec(comment);
  return found === null ? null : (found[1] ?? found[2] ?? '').split(/\s+/).filter((name) => name !== '');
}

/** A first paragraph stands for its item: the marker comes and goes with the words. */
function targetOf(before: readonly ElementContent[], inside: readonly Element[]): Element | null {
  const last = before.findLast((child) => child.type !== 'text' || child.value.trim() !== '');
  if (last !== undefined && isElement(last) && !isPhrasing(last)) return last;
  const holder = inside.findLast((element) => !isPhrasing(element)) ?? null;
  const item = inside[inside.indexOf(holder as Element) - 1];
  const first = item?.children.find((child) => isElement(child));
  return isTag(holder ?? undefined, 'p') && isTag(item, 'li') && first === holder ? item : holder;
}

function trimEnd(before: readonly ElementContent[]): void {
  const last = before.at(-1);
  if (last?.type === 'text') last.value = last.value.replace(/[ \t]+$/, '');
}

import type { Element, ElementContent } from 'hast';
import { classesOf, isElement, isTag } from '../../markdown/tree.js';

/**
 * Items that are to appear one after another become fragments of reveal.js: all of them, or those of the lists
 * that say so (`{: .incremental}`). What is a fragment already stays one.
 */
export function withFragments(body: readonly Element[], all: boolean): Element[] {
  return body.map((element) => fragmented(element, all));
}

function fragmented(element: Element, inside: boolean): Element {
  const steps = inside || (isTag(element, 'ul', 'ol') && classesOf(element).includes('incremental'));
  const children = element.children.map(
    (child): ElementContent => (isElement(child) ? fragmented(child, steps) : child),
  );
  if (!steps || !isTag(element, 'li')) return { ...element, children };
  const className = [...new Set([...classesOf(element), 'fragment'])];
  return { ...element, properties: { ...element.properties, className }, children };
}

import type { Element } from 'hast';
import { isElement } from '../../markdown/tree.js';

/** An element that is shown again: an id must not occur twice in the deck. */
export function withoutIds(element: Element): Element {
  const { id: _id, ...properties } = element.properties;
  const children = element.children.map((child) => (isElement(child) ? withoutIds(child) : child));
  return { ...element, properties, children };
}

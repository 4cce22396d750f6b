import type { Element, ElementContent } from 'hast';
import { isElement, rawText } from '../../markdown/tree.js';
import { isDiagram } from './diagrams.js';

/** Spaces that line a comment up with those of other lines: `git diff      # against the index`. */
const LINED_UP = /(?<=\S) {2,}(?=(?:#|\/\/|--) )/g;

/**
 * Comments behind code, moved up to it: in a narrow column the gap would take the comment's room, and the
 * comment would stand in rows of its own.
 */
export function closeComments(node: Element, inListing = false): Element {
  if (node.tagName === 'pre' && isDiagram(rawText(node))) return node;
  const inside = inListing || node.tagName === 'pre';
  const children = node.children.map((child): ElementContent => {
    if (isElement(child)) return closeComments(child, inside);
    return inside && child.type === 'text' ? { ...child, value: child.value.replace(LINED_UP, ' ') } : child;
  });
  return { ...node, children };
}

import type { Element, ElementContent } from 'hast';
import { isElement } from '../../markdown/tree.js';
import type { Excerpt } from '../../note/excerpt.js';

/** The excerpt with nothing in the elements of these points: what will be left out need not be set. */
export function emptied(excerpt: Excerpt, points: ReadonlySet<number>): Excerpt {
  if (points.size === 0) return excerpt;
  const without = (nodes: readonly Element[]): Element[] => nodes.map((node) => emptiedElement(node, points));
  return {
    ...excerpt,
    intro: without(excerpt.intro),
    sections: excerpt.sections.map((section) => ({ ...section, body: without(section.body) })),
  };
}

function emptiedElement(node: Element, points: ReadonlySet<number>): Element {
  const id = node.properties.dataPoint;
  if (id !== undefined && points.has(Number(id))) return { ...node, children: [] };
  const children = node.children.map(
    (child): ElementContent => (isElement(child) ? emptiedElement(child, points) : child),
  );
  return { ...node, children };
}

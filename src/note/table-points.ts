import type { Element, ElementContent } from 'hast';
import { hasMedia, hasText, isElement, isTag } from '../markdown/tree.js';
import { addPoint, type Level, type Walk, within } from './point-walk.js';
import { withGrid, withHead } from './table-grid.js';

/** Rows are points. The head row is the parent of the others, so that it goes last. */
export function walkTable(table: Element, level: Level, walk: Walk): Element {
  const inside = within(table, level);
  let at = inside;
  let isHeadSoFar = true;
  const walkRows = (node: Element): Element => ({
    ...node,
    children: node.children.flatMap((child): ElementContent[] => {
      if (!isElement(child)) return [];
      if (child.tagName === 'caption') return walkCaption(child, inside, walk);
      if (child.tagName !== 'tr') return [walkRows(child)];
      if (!hasText(child) && !hasMedia(child)) return [];
      const marked = addPoint(child, 'row', at, walk);
      if (isHeadRow(node, child) && isHeadSoFar) at = marked.below;
      else isHeadSoFar = false;
      return [marked.element];
    }),
  });
  const first = walk.firstId + walk.points.length;
  return withGrid(walkRows(withHead(table)), String(first));
}

function walkCaption(caption: Element, level: Level, walk: Walk): Element[] {
  return hasText(caption) ? [addPoint(caption, 'paragraph', level, walk).element] : [];
}

function isHeadRow(parent: Element, row: Element): boolean {
  const cells = row.children.filter((cell) => isElement(cell));
  return parent.tagName === 'thead' || cells.every((cell) => isTag(cell, 'th'));
}

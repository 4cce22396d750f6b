import type { Element, ElementContent } from 'hast';
import { isElement, isTag } from '../../markdown/tree.js';
import { markOf } from './atom-tree.js';
import { withoutIds } from './without-ids.js';

/** With fewer columns than this a row says more as a list. */
const FEWEST_COLUMNS = 4;

/**
 * A table too wide for a slide → two, one below the other, each with the first column and half of the others.
 * The second's rows are atoms of their own (`12` → `12.h8`, after the
 * number of columns: a half may be halved again).
 *
 * @returns null for a table of few columns, and for one whose cells span columns
 */
export function halveColumns(table: Element): [Element, Element] | null {
  const columns = columnCount(table);
  if (columns === null || columns < FEWEST_COLUMNS) return null;
  const middle = Math.ceil((columns + 1) / 2);
  const keys = new Set(rowsOf(table).map((row) => markOf(row)?.key ?? ''));
  const again = (row: Element): Element['properties'] => marksOfHalf(row, keys, `.h${columns}`);
  return [
    pick(table, (row) => row.slice(0, middle), null),
    pick(table, ([first, ...row]) => (first ? [withoutIds(first), ...row.slice(middle - 1)] : []), again),
  ];
}

/** Columns of a table whose rows all have as many. */
function columnCount(table: Element): number | null {
  const counts = new Set(rowsOf(table).map((row) => cellsOf(row).length));
  const spans = rowsOf(table).some((row) =>
    cellsOf(row).some(
      ({ properties }) => properties.colSpan !== undefined || properties.dataSpan !== undefined,
    ),
  );
  return counts.size === 1 && !spans ? ([...counts][0] ?? null) : null;
}

function rowsOf(node: Element): Element[] {
  return node.children.flatMap((child) => {
    if (!isElement(child)) return [];
    return isTag(child, 'tr') ? [child] : rowsOf(child);
  });
}

function cellsOf(row: Element): Element[] {
  return row.children.filter((child) => isTag(child, 'td', 'th'));
}

/** @param marks properties of a row of the second half, null for the first */
function pick(
  node: Element,
  columns: (cells: Element[]) => Element[],
  marks: ((row: Element) => Element['properties']) | null,
): Element {
  if (isTag(node, 'tr')) {
    return { ...node, properties: marks?.(node) ?? node.properties, children: columns(cellsOf(node)) };
  }
  const children = node.children
    // The caption is said once.
    .filter((child) => !(isTag(child, 'colgroup') || (marks !== null && isTag(child, 'caption'))))
    .map((child): ElementContent => (isElement(child) ? pick(child, columns, marks) : child));
  return { ...node, children };
}

function marksOfHalf(row: Element, rows: ReadonlySet<string>, suffix: string): Element['properties'] {
  const { id: _id, ...properties } = row.properties;
  const mark = markOf(row);
  if (mark === null) return properties;
  const head = mark.parent !== null && rows.has(mark.parent) ? { dataParent: mark.parent + suffix } : {};
  return { ...properties, dataPoint: mark.key + suffix, ...head };
}

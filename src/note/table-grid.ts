import type { Element, ElementContent } from 'hast';
import { isElement, isTag, plainText } from '../markdown/tree.js';

/** A longer cell is shortened where it is repeated: a reminder, not the text again. */
const REPEATED_CHARS = 200;
/** HTML, attributes common to td and th elements: the most that a `colspan` can be. */
const MAX_COLUMNS = 1000;

/**
 * A table with `rowspan` and `colspan` → the same table with every row whole, so that rows can be cut apart,
 * left out and shown as lists. A cell that spans rows is repeated in each; all of these have one `dataSpan`, and
 * those below the first `dataCovered`: whoever shows the rows together hides them. In a table with spans each
 * cell below the head has its column's heads as `dataLabel`.
 *
 * @param key names this table's spans apart from those of others
 */
export function withGrid(table: Element, key: string): Element {
  if (!hasSpans(table)) return table;
  const grid: Grid = { key, spans: 0, heads: [] };
  const resolved = resolve(table, grid);
  return grid.heads.length === 0 ? resolved : labelled(resolved, grid.heads);
}

interface Grid {
  readonly key: string;
  spans: number;
  /** Text of each head row by column. */
  readonly heads: string[][];
}

/** `<tr><th>…` at the top of a table in HTML is its head, as it is in Markdown. */
export function withHead(table: Element): Element {
  const groups = table.children.filter(isElement);
  const [first] = groups.filter((group) => !isTag(group, 'caption', 'colgroup'));
  if (!isTag(first, 'tbody')) return table;
  const rows = first.children.filter(isElement);
  const body = rows.findIndex((row) => row.children.some((cell) => isTag(cell, 'td')));
  if (body < 1) return table;
  const head: Element = { type: 'element', tagName: 'thead', properties: {}, children: rows.slice(0, body) };
  const rest: Element = { ...first, children: rows.slice(body) };
  return { ...table, children: groups.flatMap((group) => (group === first ? [head, rest] : [group])) };
}

function hasSpans(node: Element): boolean {
  return node.children.some(
    (child) =>
      isElement(child) &&
      (isTag(child, 'td', 'th') ? spanOf(child, 'rowSpan') !== 1 || columnsOf(child) > 1 : hasSpans(child)),
  );
}

/** 0 stands for "to the end of the row group". */
function spanOf(cell: Element, name: 'rowSpan' | 'colSpan'): number {
  const value = Number(cell.properties[name] ?? 1);
  return Number.isInteger(value) && value >= 0 ? value : 1;
}

function columnsOf(cell: Element): number {
  return Math.min(MAX_COLUMNS, Math.max(1, spanOf(cell, 'colSpan')));
}

/** Row groups and the rows that stand without one; no cell reaches out of its group. */
function resolve(node: Element, grid: Grid): Element {
  const rows = node.children.filter((child) => isTag(child, 'tr'));
  const resolved = new Map(resolveRows(rows, isTag(node, 'thead'), grid).map((row, i) => [rows[i], row]));
  return {
    ...node,
    children: node.children.map((child) => {
      if (!isElement(child)) return child;
      if (isTag(child, 'tr')) return resolved.get(child) ?? child;
      return isTag(child, 'thead', 'tbody', 'tfoot') ? resolve(child, grid) : child;
    }),
  };
}

/** A cell that reaches down into rows below. */
interface Reaching {
  readonly cell: Element;
  left: number;
}

function resolveRows(rows: readonly Element[], isHead: boolean, grid: Grid): Element[] {
  const reaching = new Map<number, Reaching>();
  return rows.map((row, index) => {
    const cells = row.children.filter((cell) => isTag(cell, 'td', 'th'));
    const out: Element[] = [];
    let column = 0;
    const takeRepeated = (): boolean => {
      const above = reaching.get(column);
      if (!above) return false;
      out.push(repeated(above.cell));
      above.left -= 1;
      if (above.left === 0) reaching.delete(column);
      column += columnsOf(above.cell);
      return true;
    };
    for (const cell of cells) {
      while (takeRepeated());
      const asked = spanOf(cell, 'rowSpan');
      const left = rows.length - index;
      const down = asked === 0 ? left : Math.min(asked, left);
      const own = down > 1 ? spanning(cell, down, grid) : withoutRowSpan(cell);
      if (down > 1) reaching.set(column, { cell: own, left: down - 1 });
      out.push(own);
      column += columnsOf(cell);
    }
    while (takeRepeated());
    if (isHead) grid.heads.push(out.flatMap((cell) => Array(columnsOf(cell)).fill(plainText(cell))));
    return { ...row, children: out };
  });
}

function spanning(cell: Element, rowSpan: number, grid: Grid): Element {
  grid.spans += 1;
  return { ...cell, properties: { ...cell.properties, rowSpan, dataSpan: `${grid.key}-${grid.spans}` } };
}

function withoutRowSpan(cell: Element): Element {
  const { rowSpan: _rowSpan, ...properties } = cell.properties;
  return { ...cell, properties };
}

function repeated(cell: Element): Element {
  const { id: _id, rowSpan: _rowSpan, ...properties } = cell.properties;
  const text = plainText(cell);
  const children: ElementContent[] =
    text.length > REPEATED_CHARS
      ? [{ type: 'text', value: `${text.slice(0, REPEATED_CHARS)} …` }]
      : cell.children.map(withoutIds);
  return { ...cell, properties: { ...properties, dataCovered: '' }, children };
}

function withoutIds(node: ElementContent): ElementContent {
  if (!isElement(node)) return node;
  const { id: _id, ...properties } = node.properties;
  return { ...node, properties, children: node.children.map(withoutIds) };
}

/** `Risk level low`: the heads over a cell, from the top down, each once. */
function labelled(node: Element, heads: readonly (readonly string[])[]): Element {
  if (isTag(node, 'thead')) return node;
  if (!isTag(node, 'tr'))
    return {
      ...node,
      children: node.children.map((child) => (isElement(child) ? labelled(child, heads) : child)),
    };
  let column = 0;
  const children = node.children.map((cell): ElementContent => {
    if (!isElement(cell)) return cell;
    const [from, to] = [column, column + columnsOf(cell)];
    column = to;
    const over = heads.map((head) => [...new Set(head.slice(from, to))].filter(Boolean).join(', '));
    const label = [...new Set(over)].filter(Boolean).join(' ');
    return label === '' ? cell : { ...cell, properties: { ...cell.properties, dataLabel: label } };
  });
  return { ...node, children };
}

/**
 * Rows that are shown together, of which some may be gone: of the cells with one `dataSpan` the first spans as
 * many rows as are left, the others go.
 */
export function joinSpans(table: Element): Element {
  if (isTag(table, 'thead', 'tbody', 'tfoot')) return joinRows(table);
  const children = joinRows(table).children;
  return { ...table, children: children.map((child) => (isElement(child) ? joinSpansIn(child) : child)) };
}

function joinSpansIn(node: Element): Element {
  return isTag(node, 'thead', 'tbody', 'tfoot') ? joinRows(node) : node;
}

function joinRows(group: Element): Element {
  const counts = new Map<unknown, number>();
  const cellsOf = (row: ElementContent): Element[] =>
    isTag(row, 'tr')
      ? row.children.filter(isElement).filter((cell) => cell.properties.dataSpan !== undefined)
      : [];
  for (const cell of group.children.flatMap(cellsOf))
    counts.set(cell.properties.dataSpan, (counts.get(cell.properties.dataSpan) ?? 0) + 1);
  if (counts.size === 0) return group;
  const met = new Set<unknown>();
  const join = (cell: ElementContent): ElementContent[] => {
    const span = isElement(cell) ? cell.properties.dataSpan : undefined;
    if (!isElement(cell) || span === undefined) return [cell];
    if (met.has(span)) return [];
    met.add(span);
    const { dataCovered: _covered, ...properties } = cell.properties;
    return [{ ...cell, properties: { ...properties, rowSpan: counts.get(span) ?? 1 } }];
  };
  return {
    ...group,
    children: group.children.map((row) =>
      isTag(row, 'tr') ? { ...row, children: row.children.flatMap(join) } : row,
    ),
  };
}

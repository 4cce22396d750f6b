import type { Element, ElementContent } from 'hast';
import { hasMedia, hasText, isElement, isTag, plainText } from '../../markdown/tree.js';
import { atomsOf, markOf } from './atom-tree.js';

/**
 * A table too wide for a slide, or with a row too high for one, as a list: each row an item, each cell
 * below it "Head: value". Nothing is lost, and a list can be split anywhere.
 */
export function tableRecords(table: Element): Element {
  const rows = atomsOf([table]);
  const heads = rows.filter((row) => isTag(row, 'tr') && cells(row).every((cell) => isTag(cell, 'th')));
  const [head] = heads;
  const titles = head ? cells(head) : [];
  const items = rows.filter((row) => !heads.includes(row)).map((row) => record(row, titles));
  const only = items.length === 0 ? heads.map((row) => record(row, [])) : items;
  return {
    type: 'element',
    tagName: 'ul',
    properties: { ...ownWay(table), className: ['records'] },
    children: only,
  };
}

/** `dir` where the element has its own. */
function ownWay({ properties: { dir } }: Element): Element['properties'] {
  return dir === undefined ? {} : { dir };
}

function cells(row: Element): Element[] {
  return row.children.filter((cell) => isTag(cell, 'td', 'th'));
}

/** The first cell that says something is the item's name; the others stand below it with their heads. */
function record(row: Element, titles: readonly Element[]): Element {
  const key = markOf(row)?.key ?? '';
  const named = Math.max(
    0,
    cells(row).findIndex((cell) => hasText(cell) || hasMedia(cell)),
  );
  const all = cells(row).map((cell, index) => labelled(cell, titles[index]));
  const rest = all.filter((content, index) => index !== named && content.length > 0);
  const children: Element[] = [paragraph(all[named] ?? [], { dataPoint: key })];
  const inner = rest.map((content, index) =>
    element('li', {}, [paragraph(content, { dataPoint: `${key}.${index + 1}`, dataParent: key })]),
  );
  if (inner.length > 0) children.push(element('ul', {}, inner));
  return element('li', {}, children);
}

/** An empty cell below a head is a dash, one below none is nothing. */
function labelled(cell: Element, title: Element | undefined): ElementContent[] {
  const { dataLabel } = cell.properties;
  const label = dataLabel === undefined ? (title?.children ?? []) : [text(String(dataLabel))];
  const isEmpty = !hasText(cell) && !hasMedia(cell);
  const way = ownWay(cell);
  const value = way.dir === undefined ? cell.children : [element('span', way, cell.children)];
  if (plainText(label).trim() === '') return isEmpty ? [] : value;
  const content = isEmpty ? [text('–')] : value;
  return [element('span', { className: ['record-label'] }, label), text(': '), ...content];
}

function paragraph(children: readonly ElementContent[], properties: Element['properties']): Element {
  return element('p', properties, children);
}

function element(
  tagName: string,
  properties: Element['properties'],
  children: readonly ElementContent[],
): Element {
  return { type: 'element', tagName, properties, children: [...children] };
}

function text(value: string): ElementContent {
  return { type: 'text', value };
}

/** Applies `change` to every table that holds one of the atoms named. */
export function replaceTables(
  body: readonly ElementContent[],
  keys: ReadonlySet<string>,
  change: (table: Element) => readonly Element[],
): ElementContent[] {
  return body.flatMap((node): readonly ElementContent[] => {
    if (!isElement(node) || markOf(node) !== null) return [node];
    if (!isTag(node, 'table')) return [{ ...node, children: replaceTables(node.children, keys, change) }];
    return atomsOf([node]).some((row) => keys.has(markOf(row)?.key ?? '')) ? change(node) : [node];
  });
}

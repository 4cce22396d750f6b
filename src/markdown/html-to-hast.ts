import type { Element, Properties, Root, RootContent } from 'hast';
import { fromParse5 } from 'hast-util-from-parse5';
import { parseFragment } from 'parse5';
import type { ProblemList } from './problem-list.js';
import type { WrittenTags } from './written-tags.js';

/**
 * Carries `line:column` of an element through the HTML reader; taken off here. Short, since the reader goes
 * through it letter by letter on each element, and no `data-` name, which would be spelled anew.
 */
export const PLACE_ATTRIBUTE = 'kd';

/** Carries the number of a tag that HTML does not know. */
export const TAG_ATTRIBUTE = 'data-kd-tag';

/** The same as hast spells it. */
const TAG_PROPERTY = 'dataKdTag';

interface Point {
  readonly line: number;
  readonly column: number;
}

interface Reading {
  readonly problems: ProblemList;
  readonly written: WrittenTags | null;
  /** Ids and the lines of their first use. */
  readonly ids: Map<string, number>;
}

/** HTML whose elements say where they come from → a tree with their places in the note's file. */
export function htmlToHast(html: string, problems: ProblemList, written: WrittenTags | null = null): Root {
  // Without parse5's own places, which are those of the HTML: a third of the time.
  const tree = fromParse5(parseFragment(html));
  const root: Root = tree.type === 'root' ? tree : { type: 'root', children: [] };
  const { firstLine } = problems;
  placeAll(root.children, { line: firstLine, column: 1 }, { problems, written, ids: new Map() });
  return root;
}

function placeAll(nodes: readonly RootContent[], parent: Point, reading: Reading): void {
  for (const node of nodes) {
    if (node.type !== 'element') continue;
    // Made anew: an object that something was deleted from is slow for all who read it later.
    const { [PLACE_ATTRIBUTE]: place, [TAG_PROPERTY]: tag, ...properties } = node.properties;
    const point = pointOf(place, reading.problems) ?? parent;
    node.properties = properties;
    node.position = { start: point, end: point };
    if (tag !== undefined) reading.written?.belongsTo(node, Number(tag));
    checkId(node, point.line, reading);
    placeAll(node.children, point, reading);
    if (node.content !== undefined) placeAll(node.content.children, point, reading);
  }
}

function pointOf(place: Properties[string], problems: ProblemList): Point | null {
  if (typeof place !== 'string') return null;
  const colon = place.indexOf(':');
  const line = Number(colon < 0 ? place : place.slice(0, colon));
  const column = colon < 0 ? Number.NaN : Number(place.slice(colon + 1));
  if (!Number.isInteger(line) || line < problems.firstLine) return null;
  return { line, column: Number.isInteger(column) && column > 0 ? column : problems.columnOf(line) };
}

function checkId(node: Element, line: number, { problems, ids }: Reading): void {
  const { id } = node.properties;
  if (typeof id !== 'string') return;
  const first = ids.get(id);
  if (first === undefined) ids.set(id, line);
  else
    problems.warn(
      `Id "${id}" is used twice, first on line ${first}`,
      line,
      id,
      'Give one of them another id.',
    );
}

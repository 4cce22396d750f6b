import type { Element, Nodes, Parents, Root } from 'hast';
import { classesOf, hasMedia, idOf, isElement, isTag, plainText } from '../markdown/tree.js';
import { parseColour } from './colour.js';
import { fragmentOf } from './nearest-id.js';

/** One entry of the note's mind-map table of contents. */
export interface MapEntry {
  /** The heading's id, as the link names it. */
  readonly target: string;
  /** The link's own words, else the first chip. */
  readonly name: string;
  readonly chips: readonly string[];
  readonly colour: string | null;
  /** `mindmap-new-section`: the entry opens a group. */
  readonly opensGroup: boolean;
  readonly line: number | null;
  readonly column: number | null;
}

/** The mind map as data; `entries` in the map's own order. */
export interface NoteMap {
  readonly entries: readonly MapEntry[];
}

const ENTRY_CLASS = 'mindmap';
const GROUP_CLASS = 'mindmap-new-section';

/**
 * Finds `<a href="#id" class="mindmap">` entries and takes them out of the tree, with whatever held
 * nothing else: the map is data, not text. Must see the tree before it is sanitised, since the
 * colours are in `style`. Changes the tree in place.
 */
export function takeMap(tree: Root): NoteMap {
  const entries: MapEntry[] = [];
  takeFrom(tree, entries);
  return { entries };
}

/** True where an entry was taken, so that what is left may be nothing. */
function takeFrom(parent: Parents, entries: MapEntry[]): boolean {
  const count = entries.length;
  const gone = new Set<Nodes>();
  for (const node of parent.children) {
    if (!isElement(node)) continue;
    const entry = readEntry(node);
    if (entry) entries.push(entry);
    if (entry || (takeFrom(node, entries) && isEmptied(node))) gone.add(node);
  }
  if (gone.size > 0) parent.children = parent.children.filter((child) => !gone.has(child));
  return entries.length > count;
}

function readEntry(node: Element): MapEntry | null {
  if (!isTag(node, 'a') || !classesOf(node).includes(ENTRY_CLASS)) return null;
  const href = String(node.properties.href ?? '');
  if (!href.startsWith('#')) return null;
  const chips: string[] = [];
  const words = ownWords(node, chips);
  const [first = '', ...others] = chips;
  return {
    target: fragmentOf(href),
    name: words === '' ? first : words,
    chips: words === '' ? others : chips,
    colour: parseColour(/--mindmap-color:\s*([^;]+)/.exec(String(node.properties.style ?? ''))?.[1]),
    opensGroup: classesOf(node).includes(GROUP_CLASS),
    line: node.position?.start.line ?? null,
    column: node.position?.start.column ?? null,
  };
}

/** What the link says outside its chips, marks between the chips aside; collects the chips. */
function ownWords(node: Element, chips: string[]): string {
  const collect = (nodes: readonly Nodes[]): string =>
    nodes
      .map((child) => {
        if (!isElement(child)) return child.type === 'text' ? child.value : '';
        if (child.tagName !== 'code') return collect(child.children);
        const chip = plainText(child);
        if (chip !== '') chips.push(chip);
        return ' ';
      })
      .join('');
  const words = collect(node.children).replace(/\s+/g, ' ').trim();
  return chips.length > 0 && !/[\p{L}\p{N}]/u.test(words) ? '' : words;
}

/** Paragraphs and boxes that held only map entries go with them. */
function isEmptied(node: Element): boolean {
  if (isTag(node, 'details'))
    return node.children.every((child) => isTag(child, 'summary') || isBlank(child));
  return isTag(node, 'div', 'p', 'nav', 'section', 'ul', 'ol', 'li', 'span') && isBlank(node);
}

function isBlank(node: Nodes): boolean {
  return plainText(node) === '' && !hasMedia(node) && !hasId(node);
}

function hasId(node: Nodes): boolean {
  if (!('children' in node)) return false;
  return node.children.some((child) => isElement(child) && (idOf(child) !== null || hasId(child)));
}

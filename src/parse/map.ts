import type { Element, Root } from 'hast';
import { SKIP, visit } from 'unist-util-visit';
import { parseColour } from './colour.js';
import { classesOf, isTag, lineOf, plainText } from './tree.js';

/** One entry of the note's mind-map table of contents. */
export interface MapEntry {
  /** The heading's id, as the link names it. */
  readonly target: string;
  /** The first chip, else the link's text. */
  readonly name: string;
  readonly chips: readonly string[];
  readonly colour: string | null;
  /** `mindmap-new-section`: the entry opens a group. */
  readonly opensGroup: boolean;
  readonly line: number | null;
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
  visit(tree, 'element', (node, index, parent) => {
    const entry = readEntry(node);
    if (!entry || !parent || index === undefined) return undefined;
    entries.push(entry);
    parent.children.splice(index, 1);
    return [SKIP, index];
  });
  if (entries.length > 0) removeEmptied(tree);
  return { entries };
}

function readEntry(node: Element): MapEntry | null {
  if (!isTag(node, 'a') || !classesOf(node).includes(ENTRY_CLASS)) return null;
  const href = String(node.properties.href ?? '');
  if (!href.startsWith('#')) return null;
  const chips = chipsOf(node);
  return {
    target: decodeFragment(href.slice(1)),
    name: chips[0] ?? plainText(node),
    chips: chips.slice(1),
    colour: parseColour(/--mindmap-color:\s*([^;]+)/.exec(String(node.properties.style ?? ''))?.[1]),
    opensGroup: classesOf(node).includes(GROUP_CLASS),
    line: lineOf(node),
  };
}

function chipsOf(node: Element): string[] {
  const chips: string[] = [];
  visit(node, 'element', (child) => {
    if (child.tagName === 'code' && plainText(child) !== '') chips.push(plainText(child));
  });
  return chips;
}

function decodeFragment(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

/** Paragraphs and boxes that held only map entries go with them. */
function removeEmptied(tree: Root): void {
  visit(tree, 'element', (node, index, parent) => {
    if (!isTag(node, 'div', 'p', 'nav', 'section') || !parent || index === undefined) return undefined;
    if (plainText(node) !== '' || containsMedia(node)) return undefined;
    parent.children.splice(index, 1);
    return [SKIP, index];
  });
}

function containsMedia(node: Element): boolean {
  let found = false;
  visit(node, 'element', (child) => {
    if (['img', 'hr', 'input', 'table'].includes(child.tagName)) found = true;
  });
  return found;
}

import type { Element, ElementContent, Nodes, Parents, RootContent } from 'hast';
import { headingRank } from 'hast-util-heading-rank';

const PHRASING = new Set(
  'a abbr b bdi bdo big br cite code data del dfn em font i img input ins kbd mark q ruby rb rp rt s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);

export function isElement(node: Nodes | undefined): node is Element {
  return node?.type === 'element';
}

export function isTag<T extends string>(
  node: Nodes | undefined,
  name: T,
  ...others: T[]
): node is Element & { tagName: T } {
  if (node?.type !== 'element') return false;
  return node.tagName === name || (others as readonly string[]).includes(node.tagName);
}

/** Calls `visit` for each element, before its children. */
export function eachElement(parent: Parents, visit: (element: Element, parent: Parents) => void): void {
  for (const child of parent.children) {
    if (child.type !== 'element') continue;
    visit(child, parent);
    eachElement(child, visit);
  }
}

/** Inline content: text, emphasis, links, images; `span.math` too, `div.math` not. */
export function isPhrasing(node: RootContent): boolean {
  return node.type === 'text' || (node.type === 'element' && PHRASING.has(node.tagName));
}

/** False for an element that holds nothing but inline content: most of a tree. */
export function mayHoldBlocks(element: Element): boolean {
  return !(PHRASING.has(element.tagName) || isTag(element, 'p', 'pre', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'));
}

/** True where a reader sees any text; stops at the first of it. */
export function hasText(node: Nodes): boolean {
  if (node.type === 'text') return node.value.trim() !== '';
  return 'children' in node && node.children.some((child) => hasText(child));
}

/** Pictures, boxes to tick and other things that say something without words. */
export function hasMedia(node: Nodes): boolean {
  if (isTag(node, 'img', 'hr', 'input', 'table')) return true;
  return 'children' in node && node.children.some((child) => hasMedia(child));
}

/** All white space but single spaces: to put a million of those in again takes its time. */
const UNFOLDED = /[^\S ]\s*| \s+/g;

/** The node's words with white space folded, as a reader sees them. */
export function plainText(node: Nodes | readonly ElementContent[]): string {
  const text = 'type' in node ? rawText(node) : node.map((child) => rawText(child)).join('');
  return asName(text.replace(UNFOLDED, ' ').trim());
}

/** Signs that a name does not keep: soft hyphens break lines, and a keycap is drawn around its digit. */
const DRAWN_ONLY = /\u00AD|(?<=[0-9#*])\uFE0F?\u20E3/g;

/** A text as titles, bookmarks, maps and searches have it. */
export function asName(text: string): string {
  return text.search(DRAWN_ONLY) < 0 ? text : text.replace(DRAWN_ONLY, '');
}

/** The node's text with its white space as written: the lines of a listing. */
export function rawText(node: Nodes): string {
  if (node.type === 'text') return node.value;
  // `one<br>two` is two words.
  if (isTag(node, 'br')) return ' ';
  if (!('children' in node)) return '';
  let text = '';
  for (const child of node.children) text += rawText(child);
  return text;
}

/** How many words the nodes hold. */
export function wordCount(nodes: readonly ElementContent[]): number {
  return nodes.reduce((sum, node) => sum + countOf(/\S+/g, rawText(node)), 0);
}

/** How often an expression with the `g` flag is found; keeps no list of what it found. */
export function countOf(pattern: RegExp, text: string): number {
  let count = 0;
  while (pattern.test(text)) count += 1;
  return count;
}

/** 1 to 6 for h1 to h6, else null. */
export function headingLevel(node: Nodes): number | null {
  return headingRank(node) ?? null;
}

export function lineOf(node: Nodes): number | null {
  return node.position?.start.line ?? null;
}

export function classesOf(element: Element): readonly string[] {
  const names = element.properties.className;
  return Array.isArray(names) ? names.map(String) : [];
}

export function idOf(element: Element): string | null {
  const { id } = element.properties;
  return typeof id === 'string' && id !== '' ? id : null;
}

/** The text of a tree without that of formulas, whose glyphs come from KaTeX's own faces. */
export function textOutsideFormulas(nodes: readonly ElementContent[]): string {
  return nodes
    .map((node) => {
      if (!isElement(node)) return node.type === 'text' ? node.value : '';
      return classesOf(node).includes('katex') ? '' : textOutsideFormulas(node.children);
    })
    .join('');
}

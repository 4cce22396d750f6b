import type { Element, ElementContent, Nodes, RootContent } from 'hast';
import { toString as textOf } from 'hast-util-to-string';

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
  ...names: T[]
): node is Element & { tagName: T } {
  return node?.type === 'element' && (names as string[]).includes(node.tagName);
}

/** Inline content: text, emphasis, links, images; `span.math` too, `div.math` not. */
export function isPhrasing(node: RootContent): boolean {
  return node.type === 'text' || (node.type === 'element' && PHRASING.has(node.tagName));
}

export function hasText(node: Nodes): boolean {
  return plainText(node) !== '';
}

/** The node's words with white space folded, as a reader sees them. */
export function plainText(node: Nodes | readonly ElementContent[]): string {
  const text = Array.isArray(node) ? node.map(spacedText).join('') : spacedText(node as Nodes);
  return text.replace(/\s+/g, ' ').trim();
}

/** `one<br>two` is two words. */
function spacedText(node: Nodes): string {
  if (isTag(node, 'br')) return ' ';
  return 'children' in node ? node.children.map(spacedText).join('') : textOf(node);
}

/** 1 to 6 for h1 to h6, else null. */
export function headingLevel(node: Nodes): number | null {
  if (node.type !== 'element') return null;
  const match = /^h([1-6])$/.exec(node.tagName);
  return match ? Number(match[1]) : null;
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

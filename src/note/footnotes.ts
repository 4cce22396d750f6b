import type { Element, ElementContent } from 'hast';
import { classesOf, idOf, isElement, isTag } from '../markdown/tree.js';
import { linksIn } from './contents.js';

/** The note's footnotes and those of them that have found their place; `fn:name` → list item. */
export interface Footnotes {
  readonly items: ReadonlyMap<string, Element>;
  readonly placed: Set<string>;
}

/** Blocks without the list of footnotes at their end, and the footnotes. */
export interface WithoutFootnotes {
  readonly blocks: readonly ElementContent[];
  readonly footnotes: Footnotes;
}

/** The list at the end of the note belongs to no section: its items go to where they are referred to. */
export function takeFootnotes(blocks: readonly ElementContent[]): WithoutFootnotes {
  const items = new Map<string, Element>();
  const rest = blocks.filter((block) => {
    if (!isElement(block) || !classesOf(block).includes('footnotes')) return true;
    const list = block.children.find((child) => isTag(child, 'ol'));
    if (!isElement(list)) return true;
    const children = list.children.filter((child) => isTag(child, 'li'));
    children.forEach((item, i) => {
      const properties = { ...item.properties, value: String(i + 1) };
      items.set(idOf(item) ?? `fn:${i + 1}`, { ...item, properties });
    });
    return false;
  });
  return { blocks: rest, footnotes: { items, placed: new Set() } };
}

/**
 * Content followed by the footnotes that it is the first to refer to.
 *
 * @param also what refers to footnotes and stands outside the content: the section's heading
 */
export function withFootnotes(
  content: readonly ElementContent[],
  footnotes: Footnotes,
  also: readonly Element[] = [],
): ElementContent[] {
  if (footnotes.items.size === 0) return [...content];
  const found: Element[] = [];
  const collect = (nodes: readonly ElementContent[]): void => {
    for (const link of linksIn({ children: [...nodes] })) {
      const id = String(link.properties.href).slice(1);
      const item = footnotes.items.get(id);
      if (!item || footnotes.placed.has(id)) continue;
      footnotes.placed.add(id);
      found.push(item);
      collect(item.children);
    }
  };
  collect([...also, ...content]);
  return found.length === 0 ? [...content] : [...content, listOf(found)];
}

/** Footnotes that only what went into data (a title, a map) refers to; null where there are none. */
export function restOf({ items, placed }: Footnotes): Element | null {
  const rest = [...items].filter(([id]) => !placed.has(id)).map(([, item]) => item);
  return rest.length === 0 ? null : listOf(rest);
}

function listOf(items: Element[]): Element {
  return { type: 'element', tagName: 'ol', properties: { className: ['footnotes'] }, children: items };
}

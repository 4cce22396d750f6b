import type { Element, ElementContent } from 'hast';
import { visit } from 'unist-util-visit';
import { classesOf, idOf, isElement, isTag } from './tree.js';

/** Blocks without the list of footnotes at their end, and the footnotes by id. */
export interface WithoutFootnotes {
  readonly blocks: readonly ElementContent[];
  /** `fn:name` → its list item, numbered. */
  readonly footnotes: ReadonlyMap<string, Element>;
}

/** The list at the end of the note belongs to no section: its items go to where they are referred to. */
export function takeFootnotes(blocks: readonly ElementContent[]): WithoutFootnotes {
  const footnotes = new Map<string, Element>();
  const rest = blocks.filter((block) => {
    if (!isElement(block) || !classesOf(block).includes('footnotes')) return true;
    const list = block.children.find((child) => isTag(child, 'ol'));
    if (!isElement(list)) return true;
    const items = list.children.filter((child) => isTag(child, 'li'));
    items.forEach((item, i) => {
      footnotes.set(idOf(item) ?? `fn:${i + 1}`, {
        ...item,
        properties: { ...item.properties, value: String(i + 1) },
      });
    });
    return false;
  });
  return { blocks: rest, footnotes };
}

/** Content followed by the footnotes that it is the first to refer to. */
export function withFootnotes(
  content: readonly ElementContent[],
  footnotes: ReadonlyMap<string, Element>,
  used: Set<string>,
): ElementContent[] {
  const items: Element[] = [];
  const collect = (nodes: readonly ElementContent[]): void => {
    visit({ type: 'root', children: [...nodes] }, 'element', (node) => {
      const id = String(node.properties.href ?? '').slice(1);
      const item = footnotes.get(id);
      if (node.tagName !== 'a' || !item || used.has(id)) return;
      used.add(id);
      items.push(item);
      collect(item.children);
    });
  };
  collect(content);
  if (items.length === 0) return [...content];
  const list: Element = {
    type: 'element',
    tagName: 'ol',
    properties: { className: ['footnotes'] },
    children: items,
  };
  return [...content, list];
}

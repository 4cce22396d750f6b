import type { Element } from 'hast';
import { classesOf, hasMedia, hasText, isTag } from '../markdown/tree.js';
import { paragraphed } from './paragraphs.js';
import { addPoint, type Level, type Walk, within } from './point-walk.js';

/** Each item is a point; in an ordered list it carries its number, so that it keeps it when others go. */
export function walkList(list: Element, level: Level, walk: Walk): Element {
  const inside = within(list, level);
  let number = typeof list.properties.start === 'number' ? list.properties.start : 1;
  const children = paragraphed(list.children).flatMap((item) => {
    if (item.tagName !== 'li') return walk.blocks([item], inside);
    const given = Number(item.properties.value);
    if (given > 0) number = given;
    const value = list.tagName === 'ol' ? number : null;
    number += 1;
    // A bullet without a word says nothing.
    if (!hasText(item) && !hasMedia(item)) return [];
    return [walkItem(item, inside, walk, value)];
  });
  return { ...list, children };
}

/** `<li>own text<ul>…</ul></li>` → `<li data-point><p>own text</p><ul>…</ul></li>`. */
function walkItem(item: Element, level: Level, walk: Walk, value: number | null): Element {
  const { own, rest } = ownText(item);
  const classes = [...classesOf(item), ...classesOf(own)];
  const marked = addPoint({ ...item, children: [own] }, 'item', level, walk, classes);
  const inner = walk.blocks(rest, marked.below);
  const properties = { ...marked.element.properties, ...(value !== null && { value: String(value) }) };
  return { ...marked.element, properties, children: [...marked.element.children, ...inner] };
}

/** The item's first paragraph, empty where it begins with another block, and the blocks after it. */
function ownText(item: Element): { own: Element; rest: Element[] } {
  const [first, ...rest] = paragraphed(item.children);
  if (first && isTag(first, 'p')) return { own: first, rest };
  const { position } = item;
  const own: Element = {
    type: 'element',
    tagName: 'p',
    properties: {},
    children: [],
    ...(position && { position }),
  };
  return { own, rest: first ? [first, ...rest] : [] };
}

/** A term is the point that its definitions explain. `<div>`s around the pairs are opened. */
export function walkDefinitions(list: Element, level: Level, walk: Walk): Element {
  const inside = within(list, level);
  let at = inside;
  const children = definitionsIn(list).flatMap((child): Element[] => {
    if (child.tagName === 'dt') {
      const marked = addPoint(child, 'term', inside, walk);
      at = marked.below;
      return [marked.element];
    }
    if (child.tagName !== 'dd') return walk.blocks([child], inside);
    const [own, ...rest] = paragraphed(child.children);
    const marked = addPoint({ ...child, children: own ? [own] : [] }, 'definition', at, walk);
    const inner = walk.blocks(rest, marked.below);
    return [{ ...marked.element, children: [...marked.element.children, ...inner] }];
  });
  return { ...list, children };
}

function definitionsIn(list: Element): Element[] {
  return paragraphed(list.children).flatMap((child) => {
    const isPair = isTag(child, 'div') && child.children.some((inner) => isTag(inner, 'dt', 'dd'));
    return isPair ? definitionsIn(child) : [child];
  });
}

import type { Element, ElementContent, Parents, Root } from 'hast';
import { classesOf, eachElement, idOf, isElement, isTag } from '../../tree.js';

/**
 * `^[words]` becomes a mark and a footnote at the end of the note, where those with names are; all are
 * numbered in the order in which the text refers to them. Changes the tree in place.
 */
export function settleInlineNotes(root: Root): void {
  const items: Element[] = [];
  eachElement(root, (note) => {
    if (note.properties.dataNote === undefined) return;
    const name = `note-${items.length + 1}`;
    items.push(element('li', { id: `fn:${name}` }, note, [element('p', {}, note, note.children)]));
    Object.assign(note, element('sup', { id: `fnref:${name}` }, note, []));
    note.children = [element('a', { href: `#fn:${name}`, className: ['footnote'] }, note, [])];
  });
  if (items.length === 0) return;
  const list = footnoteList(root, items[0] as Element);
  // Not `push(...items)`: a note may have more than a call has room for.
  list.children = [...list.children, ...items];
  renumber(root, list);
}

function element(
  tagName: string,
  properties: Element['properties'],
  { position }: Element,
  children: ElementContent[],
): Element {
  return { type: 'element', tagName, properties, children, ...(position && { position }) };
}

/** The list at the end of the note, made where there is none. */
function footnoteList(root: Root, like: Element): Element {
  const box = root.children.find((node) => isElement(node) && classesOf(node).includes('footnotes'));
  const list = isElement(box) ? box.children.find((child) => isTag(child, 'ol')) : undefined;
  if (isElement(list)) return list;
  const made = element('ol', {}, like, []);
  root.children.push(element('div', { className: ['footnotes'] }, like, [made]));
  return made;
}

function renumber(root: Root, list: Element): void {
  const numbers = new Map<string, number>();
  const marks: Element[] = [];
  const collect = (parent: Parents): void =>
    eachElement(parent, (link) => {
      if (!isTag(link, 'a') || !classesOf(link).includes('footnote')) return;
      marks.push(link);
      const id = String(link.properties.href).slice(1);
      if (!numbers.has(id)) numbers.set(id, numbers.size + 1);
    });
  collect({ ...root, children: root.children.filter((node) => !holds(node, list)) });
  collect(list);
  for (const mark of marks) {
    const value = String(numbers.get(String(mark.properties.href).slice(1)));
    mark.children = [{ type: 'text', value }];
  }
  const numberOf = (node: ElementContent): number => numbers.get((isElement(node) && idOf(node)) || '') ?? 0;
  list.children = list.children.filter((node) => isElement(node)).sort((a, b) => numberOf(a) - numberOf(b));
}

function holds(node: Root['children'][number], list: Element): boolean {
  return isElement(node) && node.children.includes(list);
}

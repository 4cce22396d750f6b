import type { Element, Root } from 'hast';
import { eachElement, isTag } from './tree.js';

/** Lists with boxes get the classes that kramdown and GitHub give them. Changes the tree in place. */
export function markTaskLists(root: Root): void {
  eachElement(root, (list) => {
    if (!isTag(list, 'ul', 'ol')) return;
    const tasks = list.children.filter((item): item is Element => isTag(item, 'li') && hasBox(item));
    for (const item of tasks) addClass(item, 'task-list-item');
    if (tasks.length > 0) addClass(list, 'task-list');
  });
}

function hasBox(item: Element): boolean {
  const first = item.children.find((child) => child.type !== 'text' || child.value.trim() !== '');
  const own = isTag(first, 'p') ? first.children[0] : first;
  return isTag(own, 'input') && own.properties.type === 'checkbox';
}

function addClass(element: Element, name: string): void {
  const { className } = element.properties;
  element.properties.className = [...(Array.isArray(className) ? className : []), name];
}

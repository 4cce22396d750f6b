import type { Comment, Element, ElementContent } from 'hast';
import { isElement, isTag } from '../../tree.js';

const MARK = /^mark (\(?\w{1,9}[.)])$/;

/** An item whose mark is not the one that HTML would give it says so in `data-mark`. Changes the item. */
export function settleItemMark(item: Element): void {
  const found = markIn(item);
  if (found === null) return;
  const { mark, parent, comment } = found;
  const above = parent.children[parent.children.indexOf(comment) - 1];
  if (above?.type === 'text') above.value = above.value.replace(/ $/, '');
  parent.children = parent.children.filter((child) => child !== comment);
  const number = Number.parseInt(mark, 10);
  if (Number.isNaN(number)) item.properties.dataMark = mark;
  else item.properties.value = String(number);
}

/** The comment that says an item's mark: in the item's own text, not in a list below it. */
function markIn(parent: Element): { mark: string; parent: Element; comment: Comment } | null {
  for (const child of parent.children as ElementContent[]) {
    const mark = child.type === 'comment' ? MARK.exec(child.value)?.[1] : undefined;
    if (child.type === 'comment' && mark !== undefined) return { mark, parent, comment: child };
    if (!isElement(child) || isTag(child, 'ul', 'ol')) continue;
    const inner = markIn(child);
    if (inner !== null) return inner;
  }
  return null;
}

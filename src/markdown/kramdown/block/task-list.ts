import { attributesOf, type KdToken } from '../token.js';

const BOX = /^\s*\[([ xX])\]\s+/;
const CHECKBOX = '<input type="checkbox" class="task-list-item-checkbox" disabled="disabled"';

/** `[ ] do it` → a checkbox; the HTML is read with the item's text. */
export function markTasks(list: KdToken): void {
  let isTaskList = false;
  for (const item of list.tokens) {
    const text = item.tokens[0]?.type === 'paragraph' ? item.tokens[0].tokens[0] : undefined;
    if (text === undefined) continue;
    const box = BOX.exec(text.text);
    if (box !== null) {
      isTaskList = true;
      text.text = `${CHECKBOX}${box[1] === ' ' ? '' : ' checked="checked"'} />${text.text.slice(box[0].length)}`;
    }
    if (isTaskList) attributesOf(item).set('class', 'task-list-item');
  }
  if (isTaskList) attributesOf(list).set('class', 'task-list');
}

import type { Element, Root } from 'hast';
import { classesOf, eachElement } from '../../tree.js';
import { settleCallout } from './callouts.js';
import { settleItemMark } from './item-marks.js';
import { settleMathListing } from './math-listings.js';
import { settleQuestions } from './questions.js';

/** What both readers do with a tree that may hold constructs of other dialects. Changes it in place. */
export function settleTree(root: Root): void {
  eachElement(root, (element) => SETTLERS.get(element.tagName)?.(element));
  settleQuestions(root);
}

/** What is done with an element before its children, by its name. */
const SETTLERS: ReadonlyMap<string, (element: Element) => void> = new Map([
  ['aside', settleAside],
  ['blockquote', settleCallout],
  ['li', settleItemMark],
  ['pre', settleMathListing],
]);

/** `<aside class="notes">`, as in reveal.js. */
function settleAside(aside: Element): void {
  if (classesOf(aside).includes('notes')) aside.properties.dataSpeakerNotes = 'only';
}

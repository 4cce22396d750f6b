import type { Element, Parents, Root } from 'hast';
import { classesOf, eachElement } from '../../tree.js';
import { settleHeading } from './boxes-in-headings.js';
import { settleCallout } from './callouts.js';
import { settleElementComments } from './element-comments.js';
import { settleInlineNotes } from './inline-notes.js';
import { settleItemMark } from './item-marks.js';
import { settleListingTitle } from './listing-titles.js';
import { settleMathListing } from './math-listings.js';
import { settlePicture } from './pictures.js';
import { settleQuestions } from './questions.js';
import { settleSpanAttributes } from './span-attributes.js';

/** What both readers do with a tree that may hold constructs of other dialects. Changes it in place. */
export function settleTree(root: Root): void {
  eachElement(root, (element, parent) => SETTLERS.get(element.tagName)?.(element, parent));
  settleElementComments(root);
  settleInlineNotes(root);
  settleQuestions(root);
}

/** What is done with an element before its children, by its name. */
const SETTLERS: ReadonlyMap<string, (element: Element, parent: Parents) => void> = new Map<
  string,
  (element: Element, parent: Parents) => void
>([
  ['aside', settleAside],
  ...['a', 'code', 'em', 'span', 'strong'].map((name) => [name, settleSpanAttributes] as const),
  ['blockquote', settleCallout],
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((name) => [name, settleHeading] as const),
  ['img', settlePicture],
  ['li', settleItemMark],
  ['pre', settlePre],
]);

function settlePre(pre: Element, parent: Parents): void {
  settleListingTitle(pre, parent);
  settleMathListing(pre);
}

/** `<aside class="notes">`, as in reveal.js. */
function settleAside(aside: Element): void {
  if (classesOf(aside).includes('notes')) aside.properties.dataSpeakerNotes = 'only';
}

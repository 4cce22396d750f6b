import type { Root } from 'hast';
import { visit } from 'unist-util-visit';
import { classesOf, isTag } from '../../tree.js';
import { settleCallouts } from './callouts.js';
import { settleElementComments } from './element-comments.js';
import { settleItemMarks } from './item-marks.js';
import { settleMathListings } from './math-listings.js';
import { settleQuestions } from './questions.js';

/** What both readers do with a tree that may hold constructs of other dialects. Changes it in place. */
export function settleTree(root: Root): void {
  settleMathListings(root);
  settleCallouts(root);
  settleItemMarks(root);
  settleElementComments(root);
  settleAsides(root);
  settleQuestions(root);
}

/** `<aside class="notes">`, as in reveal.js. */
function settleAsides(root: Root): void {
  visit(root, 'element', (aside) => {
    if (isTag(aside, 'aside') && classesOf(aside).includes('notes'))
      aside.properties.dataSpeakerNotes = 'only';
  });
}

import type { Excerpt } from '../../note/excerpt.js';
import type { SheetOptions } from '../../options/options.js';
import { type Paper, paperSizeMm } from '../../options/paper.js';
import { BOUNDS } from '../layout/page-geometry.js';
import type { Unit } from './drop-order.js';
import type { Face } from './style.js';
import type { Units } from './units.js';

/** Text of so many full pages is laid out to choose from, and to tell what twice the room would bring. */
const PAGES_KEPT = 2;

/**
 * Units that a page cannot hold whatever is done, so that the browser need not lay them out again and again: a
 * page is taken to be covered with letters from edge to edge. None but for a note of many pages.
 *
 * @param face that holds the most
 */
export function farTooLong(
  excerpt: Excerpt,
  { points: order }: Units,
  face: Face | undefined,
  options: SheetOptions,
): Unit[] {
  if (!face || options.whenFull !== 'condense') return [];
  const { floor } = options;
  const { widthMm, heightMm } = paperSizeMm(paperOf(excerpt, options));
  const letterMm2 = ((face.charEm * floor) / face.xHeightEm) * BOUNDS.leadPerXHeight.min * floor;
  const pages = excerpt.isWhole ? options.pages : 1;
  const most = (PAGES_KEPT * pages * widthMm * heightMm) / letterMm2;
  let chars = charsOf(excerpt.points);
  if (chars <= most) return [];
  let count = 0;
  for (; count < order.length - 1 && chars > most; count += 1) chars -= charsOf(order[count] ?? []);
  return order.slice(0, count);
}

function paperOf({ isWhole }: Excerpt, { paper, sectionPaper }: SheetOptions): Paper {
  if (isWhole) return paper;
  return sectionPaper === 'auto' ? 'a4' : sectionPaper;
}

export function charsOf(points: readonly { readonly text: string }[]): number {
  return points.reduce((sum, { text }) => sum + text.length, 0);
}

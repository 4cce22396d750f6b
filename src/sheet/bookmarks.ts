import type { Excerpt } from '../note/excerpt.js';
import type { ColumnsMeasure } from '../page/sheet-measures.js';
import type { Bookmark } from '../pdf/finish-pdf.js';
import { ENLARGED } from './layout/paper.js';

/** Groups → sections, in the order of the text; a note of one group lists its sections directly. */
export function bookmarksOf({ groups, sections }: Excerpt, { anchors }: ColumnsMeasure): Bookmark[] {
  const marks = sections.map((section): Bookmark => {
    const { page = 0, topPx = 0, leftPx = 0 } = anchors.find(({ id }) => id === section.id) ?? {};
    const place = { page: Math.max(0, page), topPx: topPx / ENLARGED, leftPx: leftPx / ENLARGED };
    return { title: section.title, ...place, children: [] };
  });
  if (groups.length < 2) return marks;
  return groups.flatMap((group) => {
    const children = marks.filter((_mark, i) => sections[i]?.group === group.index);
    const first = children[0];
    return first ? [{ ...first, title: group.title ?? rangeTitle(children), children }] : [];
  });
}

/** A group without a name is called by its first and last section, as a volume of an encyclopaedia is. */
function rangeTitle(children: readonly Bookmark[]): string {
  const [first, last] = [children[0]?.title ?? '', children.at(-1)?.title ?? ''];
  return first === last ? first : `${first} – ${last}`;
}

import type { Excerpt } from '../../note/excerpt.js';
import { dropOrder, sectionOrder, type Unit, type Weighed } from './drop-order.js';

/** What may go, in its order: points first, whole sections where that is not enough. */
export interface Units {
  readonly points: readonly Unit[];
  readonly sections: readonly Unit[];
}

export function unitsOf({ introPoints, intro, sections }: Excerpt): Units {
  const weighed: Weighed[] = [{ chips: [], points: introPoints, body: intro }, ...sections];
  return {
    points: dropOrder(weighed),
    sections: sections.length > 1 ? sectionOrder(sections).slice(0, -1) : [],
  };
}

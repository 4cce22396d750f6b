import { LIMITS } from '../bounds/limits.js';
import type { Note } from '../model.js';
import type { WithPage } from '../page/render-page.js';
import type { Problem } from '../problem.js';
import { ImageFinder } from './image-file.js';

/** What the setting of a note's content needs to know of the note, and where it reports. */
export interface EnrichContext {
  readonly note: Note;
  readonly finder: ImageFinder;
  /** Pages in which images are decoded. */
  readonly withPage: WithPage;
  readonly report: (problem: Problem) => void;
  readonly budget: EnrichBudget;
}

type Spent =
  | 'images'
  | 'imageFiles'
  | 'imagesBytes'
  | 'imagesPixels'
  | 'formulasChars'
  | 'highlightedChars'
  | 'enrichMs'
  | 'enrichClockMs';

/** What the images, formulas and listings of one sheet or deck may cost together. */
class EnrichBudget {
  readonly #spent: Record<Spent, number> = {
    images: 0,
    imageFiles: 0,
    imagesBytes: 0,
    imagesPixels: 0,
    formulasChars: 0,
    highlightedChars: 0,
    enrichMs: 0,
    enrichClockMs: 0,
  };

  left(what: Spent): number {
    return LIMITS[what] - this.#spent[what];
  }

  /** False, and nothing spent, where it would be too much. */
  spend(what: Spent, amount: number): boolean {
    if (amount > this.left(what)) return false;
    this.#spent[what] += amount;
    return true;
  }
}

/** A context for one sheet or deck. */
export function enrichContext(
  note: Note,
  withPage: WithPage,
  report: EnrichContext['report'],
): EnrichContext {
  return {
    note,
    withPage,
    report,
    finder: new ImageFinder(note.file, note.folder),
    budget: new EnrichBudget(),
  };
}

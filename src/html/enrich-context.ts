import { LIMITS } from '../bounds/limits.js';
import type { Problem } from '../problem.js';

/** What the setting of a note's content needs to know of the note, and where it reports. */
export interface EnrichContext {
  /** Path of the note, for images and for the places of problems. */
  readonly file: string;
  /** Language of the words that are not the author's. */
  readonly lang: string;
  readonly report: (problem: Problem) => void;
  readonly budget: EnrichBudget;
}

type Spent = 'imagesBytes' | 'imagesPixels' | 'formulasChars' | 'highlightedChars' | 'enrichMs';

/** What the images, formulas and listings of one sheet or deck may cost together. */
export class EnrichBudget {
  readonly #spent: Record<Spent, number> = {
    imagesBytes: 0,
    imagesPixels: 0,
    formulasChars: 0,
    highlightedChars: 0,
    enrichMs: 0,
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
export function enrichContext(file: string, report: EnrichContext['report'], lang = 'en'): EnrichContext {
  return { file, lang, report, budget: new EnrichBudget() };
}

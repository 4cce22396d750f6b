import { LIMITS } from '../bounds/limits.js';
import { error, ProblemError } from '../problem.js';

/** Counts what is made of a note, so that a note that would take up all memory is refused first. */
export class SizeLimit {
  readonly #file: string;
  readonly #made = { tokens: 0, elements: 0 };

  constructor(file: string) {
    this.#file = file;
  }

  /** @throws ProblemError beyond the limit: `|a|` with ten thousand columns and rows is refused at once */
  add(what: 'tokens' | 'elements', count: number): void {
    this.#made[what] += count;
    if (this.#made[what] <= LIMITS[what]) return;
    throw new ProblemError(
      error(
        `the note has more than ${LIMITS[what]} ${what}`,
        { file: this.#file, line: 1 },
        'Part it into several notes.',
      ),
    );
  }
}

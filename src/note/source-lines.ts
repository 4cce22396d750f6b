import type { Place } from '../problem.js';

/** How far below its block's first line a link may stand. */
const MAX_LINES = 40;

/** Longer lines are not searched: they are a book of their own. */
const MAX_CHARS = 5000;

/** The lines of a note's file, to find where in a block something stands. */
export class SourceLines {
  readonly #file: string;
  readonly #lines: readonly string[];

  constructor(source: string, file: string) {
    this.#file = file;
    this.#lines = source.split('\n');
  }

  /**
   * The first of the needles at or below a line.
   *
   * @param line of the block, from 1
   */
  find(line: number, ...needles: readonly string[]): Place {
    for (let at = line; at < line + MAX_LINES && at <= this.#lines.length; at += 1) {
      const text = (this.#lines[at - 1] ?? '').slice(0, MAX_CHARS);
      const index = Math.max(...needles.map((needle) => text.indexOf(needle)));
      if (index >= 0) return { file: this.#file, line: at, column: index + 1 };
    }
    const first = this.#lines[line - 1] ?? '';
    return { file: this.#file, line, column: Math.max(first.search(/\S/), 0) + 1 };
  }
}

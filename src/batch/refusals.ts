import type { Problem } from '../problem.js';

/** Notes that an earlier try could not get through, each until it is another. */
export class Refusals {
  readonly #problems: ReadonlyMap<string, Problem>;
  readonly #hashes = new Map<string, string>();

  /** @param problems each with the note's file as a run names it */
  constructor(problems: readonly Problem[]) {
    this.#problems = new Map(problems.map((problem) => [problem.file, problem]));
  }

  /** @param hash of the note's bytes as they are now */
  of(file: string, hash: string): Problem | null {
    const problem = this.#problems.get(file);
    if (problem === undefined) return null;
    const first = this.#hashes.get(file) ?? hash;
    this.#hashes.set(file, first);
    return first === hash ? problem : null;
  }
}

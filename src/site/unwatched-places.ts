import { shownPath } from '../files/shown-path.js';
import { type Problem, warning } from '../problem.js';

/** What the watcher could not watch: each failure becomes one problem, taken once. */
export class UnwatchedPlaces {
  readonly #seen = new Set<string>();
  readonly #cwd: string;
  #problems: Problem[] = [];

  constructor(cwd: string) {
    this.#cwd = cwd;
  }

  /** @returns whether it is news */
  add(failure: unknown): boolean {
    const { message, code, path } = failure as NodeJS.ErrnoException;
    const file = path === undefined ? '' : shownPath(path, this.#cwd);
    const key = JSON.stringify([code, file]);
    if (this.#seen.has(key)) return false;
    this.#seen.add(key);
    const hint = 'What changes there is seen when the command is started again.';
    this.#problems.push(warning(`cannot be watched: ${message}`, { file }, hint));
    return true;
  }

  take(): readonly Problem[] {
    const taken = this.#problems;
    this.#problems = [];
    return taken;
  }
}

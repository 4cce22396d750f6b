import type { Progress } from '../index.js';

/** The notes that a run is at work on, by what it tells of its progress. */
export class UnderWay {
  readonly #made = new Map<string, string>();
  #read: string | null = null;

  take(progress: Progress): void {
    if (progress.type === 'reading') this.#read = progress.file;
    if (progress.type === 'started') {
      this.#read = null;
      this.#made.set(progress.item, progress.file);
    }
    if (progress.type === 'made' || progress.type === 'failed') this.#made.delete(progress.item);
    if (progress.type === 'read') this.#read = null;
  }

  isMaking(): boolean {
    return this.#read === null && this.#made.size > 0;
  }

  /** Each once; none between the notes. */
  notes(): readonly string[] {
    return this.#read === null ? [...new Set(this.#made.values())] : [this.#read];
  }
}

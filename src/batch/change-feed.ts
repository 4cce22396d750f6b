import { setTimeout as pause } from 'node:timers/promises';

/** An editor saves in several steps; what comes within this time belongs together. */
const SETTLE_MS = 15;

/** Tells of changes to whoever waits for the next one, or is busy with the last. */
export class ChangeFeed {
  #changed = false;
  #wake: () => void = () => undefined;
  #busy: AbortController | null = null;

  /** Something changed. */
  readonly note = (): void => {
    this.#changed = true;
    this.#busy?.abort();
    this.#wake();
  };

  /** Aborted when something changes during the work that begins now. */
  begin(): AbortSignal {
    this.#changed = false;
    this.#busy = new AbortController();
    return this.#busy.signal;
  }

  /** Resolves after the next change, or at once where one has come since {@link begin}. */
  async next(stop: AbortSignal | null): Promise<void> {
    while (!this.#changed && !stop?.aborted) {
      await new Promise<void>((resolve) => {
        this.#wake = () => {
          stop?.removeEventListener('abort', this.#wake);
          resolve();
        };
        stop?.addEventListener('abort', this.#wake);
      });
    }
    if (!stop?.aborted) await pause(SETTLE_MS);
  }
}

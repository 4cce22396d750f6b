import { clockShare } from '../bounds/clock-share.js';
import { LIMITS } from '../bounds/limits.js';

/** Why a thread had to be ended. */
export type Lost = 'time' | 'memory';

/** Time without a beat that ends a thread. */
export interface Patience {
  /** As the processor spends it on this process. */
  readonly cpuMs: number;
  /** As it passes. */
  readonly clockMs: number;
}

const LOOK_EVERY_MS = 100;
/** A look that is later than this comes after sleep. */
const LATE_MS = 2000;

/**
 * Watches the beats of a thread. Time counts as the processor spends it, and as it passes while this thread looks
 * on, so that a machine asleep is taken for no loop.
 */
export class Watchdog {
  readonly #beats: Int32Array;
  readonly #patience: () => Patience;
  #timer: NodeJS.Timeout | undefined;

  /** @param patience how long what is under way now may go without a beat */
  constructor(beats: Int32Array, patience: () => Patience) {
    this.#beats = beats;
    this.#patience = patience;
  }

  /** @param onLost called once */
  start(onLost: (lost: Lost) => void): void {
    let last = -1;
    let silentMs = 0;
    let lookedAt = performance.now();
    let since = process.cpuUsage();
    const look = (): void => {
      const beat = Atomics.load(this.#beats, 0);
      if (beat !== last) {
        last = beat;
        silentMs = 0;
        lookedAt = performance.now();
        since = process.cpuUsage();
        return;
      }
      silentMs += Math.min(performance.now() - lookedAt, LATE_MS) * clockShare();
      lookedAt = performance.now();
      const { user, system } = process.cpuUsage(since);
      const { cpuMs, clockMs } = this.#patience();
      const isSilent = (user + system) / 1000 > cpuMs || silentMs > clockMs;
      const isLarge = process.memoryUsage.rss() > LIMITS.nodeBytes;
      if (!isSilent && !isLarge) return;
      this.stop();
      onLost(isSilent ? 'time' : 'memory');
    };
    this.#timer = setInterval(look, LOOK_EVERY_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}

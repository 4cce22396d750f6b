import { LIMITS } from '../bounds/limits.js';

/** Why a thread had to be ended. */
export type Lost = 'time' | 'memory';

const LOOK_EVERY_MS = 100;

/**
 * Watches the beats of a thread. Time counts as the processor spends it, so that a busy machine is
 * taken for no loop; and as this thread sees it pass, so that a machine asleep is taken for none.
 */
export class Watchdog {
  readonly #beats: Int32Array;
  readonly #silentMs: () => number;
  #timer: NodeJS.Timeout | undefined;

  /** @param silentMs time of the processor without a beat that ends what is under way now */
  constructor(beats: Int32Array, silentMs: () => number) {
    this.#beats = beats;
    this.#silentMs = silentMs;
  }

  /** @param onLost called once */
  start(onLost: (lost: Lost) => void): void {
    let last = -1;
    let silentMs = 0;
    let since = process.cpuUsage();
    const look = (): void => {
      const beat = Atomics.load(this.#beats, 0);
      if (beat !== last) {
        last = beat;
        silentMs = 0;
        since = process.cpuUsage();
        return;
      }
      silentMs += LOOK_EVERY_MS;
      const { user, system } = process.cpuUsage(since);
      const limitMs = this.#silentMs();
      const isSilent = (user + system) / 1000 > limitMs || silentMs > 2 * limitMs;
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

/** A token bucket: so many at once, so many per second after that. */
export class RateLimit {
  readonly #most: number;
  readonly #perSecond: number;
  readonly #now: () => number;
  #left: number;
  #atMs: number;

  /** @param now milliseconds that never go back */
  constructor(most: number, perSecond: number, now: () => number = () => performance.now()) {
    this.#most = most;
    this.#perSecond = perSecond;
    this.#now = now;
    this.#left = most;
    this.#atMs = now();
  }

  /** Whether one more may pass. */
  take(): boolean {
    this.#refill();
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }

  /** Nothing was taken lately: it can be forgotten. */
  isFull(): boolean {
    this.#refill();
    return this.#left >= this.#most;
  }

  #refill(): void {
    const nowMs = this.#now();
    this.#left = Math.min(this.#most, this.#left + ((nowMs - this.#atMs) / 1000) * this.#perSecond);
    this.#atMs = nowMs;
  }
}

/** Adds up the time spent on each section. */
export class SectionClock {
  readonly #times: Map<string, number>;
  readonly #nowMs: () => number;
  #section: string | null = null;
  #sinceMs = 0;

  /** @param times milliseconds by section; changed in place */
  constructor(times: Map<string, number>, nowMs: () => number) {
    this.#times = times;
    this.#nowMs = nowMs;
  }

  /** @param section null for a slide that belongs to none */
  turnTo(section: string | null): void {
    this.settle();
    this.#section = section;
  }

  stop(): void {
    this.turnTo(null);
  }

  /** Brings the times up to now. */
  settle(): void {
    const nowMs = this.#nowMs();
    if (this.#section !== null) {
      const spentMs = Math.max(0, Math.round(nowMs - this.#sinceMs));
      this.#times.set(this.#section, (this.#times.get(this.#section) ?? 0) + spentMs);
    }
    this.#sinceMs = nowMs;
  }
}

/** Work that is superseded by newer work of the same client. */
export class Newest {
  readonly #under = new Map<string, AbortController>();

  /** @throws {@link Superseded} through the signal, when the same client asks anew before this has ended */
  async run<T>(client: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    this.#under.get(client)?.abort(new Superseded());
    const own = new AbortController();
    this.#under.set(client, own);
    try {
      const result = await work(own.signal);
      own.signal.throwIfAborted();
      return result;
    } finally {
      if (this.#under.get(client) === own) this.#under.delete(client);
    }
  }
}

/** Nobody waits for the result any more. */
export class Superseded extends Error {}

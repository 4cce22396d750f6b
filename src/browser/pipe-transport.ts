import type { Readable, Writable } from 'node:stream';
import type { ConnectionTransport } from 'puppeteer-core';

const END = 0;

/** Chrome's `--remote-debugging-pipe`: JSON messages, each ended by a zero byte. */
export class PipeTransport implements ConnectionTransport {
  onmessage?: (message: string) => void;
  onclose?: () => void;
  readonly #orders: Writable;
  #parts: Buffer[] = [];
  #isClosed = false;

  constructor(orders: Writable, answers: Readable) {
    this.#orders = orders;
    answers.on('data', (part: Buffer) => this.#take(part));
    answers.once('close', () => {
      this.#isClosed = true;
      this.onclose?.();
    });
    // A browser that has died is told of by `close`.
    for (const stream of [orders, answers]) stream.on('error', () => undefined);
  }

  /** An order to a browser that is gone would wait for its answer for a minute: it is told again. */
  send(message: string): void {
    if (this.#isClosed) setImmediate(() => this.onclose?.());
    else this.#orders.write(`${message}\0`);
  }

  close(): void {
    this.#orders.end();
  }

  #take(part: Buffer): void {
    let from = 0;
    for (let to = part.indexOf(END); to >= 0; to = part.indexOf(END, from)) {
      this.#parts.push(part.subarray(from, to));
      this.#hand(Buffer.concat(this.#parts).toString());
      this.#parts = [];
      from = to + 1;
    }
    if (from < part.length) this.#parts.push(part.subarray(from));
  }

  /** Each in a turn of its own: what waits for the one must run before the next comes. */
  #hand(message: string): void {
    setImmediate(() => this.onmessage?.(message));
  }
}

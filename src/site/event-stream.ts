import type { ServerResponse } from 'node:http';

/** Server-Sent Events to every page that listens. */
export class EventStream {
  readonly #listeners = new Set<ServerResponse>();

  listen(response: ServerResponse): void {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.write('retry: 500\n\n');
    this.#listeners.add(response);
    response.once('close', () => this.#listeners.delete(response));
  }

  /** @param data on one line */
  send(data: string): void {
    for (const listener of this.#listeners) listener.write(`data: ${data}\n\n`);
  }

  close(): void {
    for (const listener of this.#listeners) listener.end();
  }
}

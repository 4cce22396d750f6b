import type { IncomingMessage, ServerResponse } from 'node:http';
import { framePage } from './frame-page.js';
import type { Handler } from './local-server.js';
import { refuse } from './refuse.js';
import { sendFile } from './send-file.js';

const EVENTS = '/.events';

/** Only our own names: a page of another site must not reach this server under a name of its own. */
const HOSTS = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

/**
 * The output folder as a web site. Whoever opens a page gets a frame around it that listens for
 * changes; the files themselves go out as they are, so a deck runs under its own policy and a PDF,
 * which cannot hold a script, reloads too.
 */
export class LiveSite {
  readonly #folder: string;
  readonly #listeners = new Set<ServerResponse>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  readonly handle: Handler = async (request, response) => {
    // Cut, not parsed: `//` is a path that anybody may ask for, and no URL.
    const [path = '/'] = (request.url ?? '/').split('?');
    if (!HOSTS.test(request.headers.host ?? '') || isForeign(request)) return refuse(response, 403);
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405);
    if (path === EVENTS && request.method === 'GET') return this.#listen(response);
    if (isOpened(request) && /(\/|\.html|\.pdf|\.png)$/.test(path)) return frame(response);
    await sendFile(this.#folder, path, request, response);
  };

  /** Tells every open page to look whether its file is another. */
  reload(): void {
    for (const listener of this.#listeners) listener.write('data: built\n\n');
  }

  close(): void {
    for (const listener of this.#listeners) listener.end();
  }

  #listen(response: ServerResponse): void {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.write('retry: 500\n\n');
    this.#listeners.add(response);
    response.once('close', () => this.#listeners.delete(response));
  }
}

/** A person opened it: not a frame, an image or a script that asks. */
function isOpened(request: IncomingMessage): boolean {
  return request.headers['sec-fetch-dest'] === 'document';
}

/**
 * A page of another origin asks, by a frame, an image, a script or `fetch`; a link that a person follows
 * is none of these. Ports are origins too: `same-site` is another program of this machine.
 */
function isForeign(request: IncomingMessage): boolean {
  const site = request.headers['sec-fetch-site'] ?? 'none';
  return site !== 'none' && site !== 'same-origin' && !isOpened(request);
}

function frame(response: ServerResponse): void {
  const { html, policy } = framePage(EVENTS);
  response.writeHead(200, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': policy,
  });
  response.end(html);
}

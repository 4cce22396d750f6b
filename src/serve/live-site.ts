import type { IncomingMessage, ServerResponse } from 'node:http';
import { framePage } from './frame-page.js';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

const EVENTS = '/.events';

/** Only our own names: a page of another site must not reach this server under a name of its own. */
const HOSTS = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

/**
 * The output folder as a web site. Whoever opens a page gets a frame around it that listens for
 * changes; the files themselves go out as they are, so a deck runs under its own policy and a PDF,
 * which cannot hold a script, reloads too.
 */
export class LiveSite {
  readonly #files: Handler;
  readonly #listeners = new Set<ServerResponse>();

  private constructor(files: Handler) {
    this.#files = files;
  }

  static async open(folder: string): Promise<LiveSite> {
    const { default: sirv } = await import('sirv');
    const serveFile = sirv(folder, { dev: true, etag: false });
    return new LiveSite((request, response) => serveFile(request, response, () => refuse(response, 404)));
  }

  readonly handle: Handler = (request, response) => {
    // Cut, not parsed: `//` is a path that anybody may ask for, and no URL.
    const [path = '/'] = (request.url ?? '/').split('?');
    if (!HOSTS.test(request.headers.host ?? '') || isForeign(request)) return refuse(response, 403);
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405);
    if (path === EVENTS) return this.#listen(response);
    if (isHidden(path)) return refuse(response, 404);
    if (isOpened(request) && /(\/|\.html|\.pdf|\.png)$/.test(path)) return frame(response);
    this.#files(request, response);
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

/** Nothing that we make begins with a dot but the manifest; a stranger's `.env` may lie beside it. */
function isHidden(path: string): boolean {
  try {
    return /(^|[/\\])\./.test(decodeURIComponent(path));
  } catch {
    return true;
  }
}

function frame(response: ServerResponse): void {
  const { html, policy } = framePage(EVENTS);
  response.writeHead(200, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': policy,
  });
  response.end(html);
}

function refuse(response: ServerResponse, status: 403 | 404 | 405): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' });
  response.end({ 403: 'Forbidden', 404: 'Not found', 405: 'Method not allowed' }[status]);
}

import type { ServerResponse } from 'node:http';
import { EventStream } from './event-stream.js';
import { framePage } from './frame-page.js';
import type { Handler } from './local-server.js';
import { refuse } from './refuse.js';
import { isFromHere, isOpened } from './same-site.js';
import { sendFile } from './send-file.js';

const EVENTS = '/.events';
const STUDIO = '/.studio';

/**
 * The output folder as a web site. Whoever opens a page gets a frame around it that listens for
 * changes; the files themselves go out as they are, so a deck runs under its own policy and a PDF,
 * which cannot hold a script, reloads too.
 */
export class LiveSite {
  readonly #folder: string;
  readonly #events = new EventStream();

  readonly #studio: (() => Promise<string>) | null;

  /** @param studio opens the studio under an origin of its own, which nothing that lies in the folder reaches */
  constructor(folder: string, studio: (() => Promise<string>) | null = null) {
    this.#folder = folder;
    this.#studio = studio;
  }

  readonly handle: Handler = async (request, response) => {
    // Cut, not parsed: `//` is a path that anybody may ask for, and no URL.
    const [path = '/'] = (request.url ?? '/').split('?');
    if (!isFromHere(request)) return refuse(response, 403);
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405);
    if (path === EVENTS && request.method === 'GET') return this.#events.listen(response);
    if (path === STUDIO && isOpened(request) && this.#studio) {
      response.writeHead(302, { Location: await this.#studio() });
      response.end();
      return;
    }
    if (isOpened(request) && /(\/|\.html|\.pdf|\.png)$/.test(path))
      return frame(response, this.#studio !== null);
    await sendFile(this.#folder, path, request, response);
  };

  /** Tells every open page to look whether its file is another. */
  reload(): void {
    this.#events.send('built');
  }

  close(): void {
    this.#events.close();
  }
}

function frame(response: ServerResponse, hasStudio: boolean): void {
  const { html, policy } = framePage(EVENTS, hasStudio ? STUDIO : null);
  response.writeHead(200, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': policy,
  });
  response.end(html);
}

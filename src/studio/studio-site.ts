import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { LIMITS } from '../bounds/limits.js';
import { error, ProblemError } from '../problem.js';
import { EventStream } from '../site/event-stream.js';
import type { Handler } from '../site/local-server.js';
import { refuse } from '../site/refuse.js';
import { isFromHere } from '../site/same-site.js';
import { BodyTooLarge, readBody } from './read-body.js';
import { partOf } from './rendering-part.js';
import type { Rendering } from './renderings.js';
import { checkedBody, isRequestName, type RequestName } from './requests.js';
import type { Studio } from './studio.js';
import { studioAssets } from './studio-assets.js';
import { PAGE_POLICY, studioPage } from './studio-page.js';

/** Characters of a text are up to six bytes in JSON. */
const DROP_BYTES = 6 * LIMITS.noteBytes;
const REQUEST_BYTES = 64 * 1024;

/**
 * The studio over HTTP. What changes anything is a POST with the token that only our own page has been
 * told; what is made is fetched under a name that nobody can guess.
 */
export class StudioSite {
  readonly #studio: Studio;
  readonly #events = new EventStream();
  readonly #assets = studioAssets();
  readonly #token = randomBytes(24).toString('base64url');

  constructor(studio: Studio) {
    this.#studio = studio;
  }

  readonly handle: Handler = async (request, response) => {
    const [path = '/', query = ''] = (request.url ?? '/').split('?');
    if (!isFromHere(request)) return refuse(response, 403);
    if (request.method === 'POST') return this.#call(path, request, response);
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405);
    const wanted = new URLSearchParams(query).get('lang') ?? '';
    if (path === '/') return this.#page(`${wanted},${request.headers['accept-language'] ?? ''}`, response);
    if (path === '/events') return this.#events.listen(response);
    const [, place = '', id = '', name = ''] = path.split('/');
    if (place === 'assets') return this.#asset(id, response);
    if (place !== 'made') return refuse(response, 404);
    sendPart(this.#studio.renderings.byId(id), name, response);
  };

  /** Tells every open page to ask again. */
  changed(): void {
    this.#events.send('changed');
  }

  close(): void {
    this.#events.close();
  }

  async #page(languages: string, response: ServerResponse): Promise<void> {
    const html = await studioPage(languages, this.#token);
    response.setHeader('Content-Security-Policy', PAGE_POLICY);
    send(response, 'text/html; charset=utf-8', html);
  }

  #asset(name: string, response: ServerResponse): void {
    const asset = this.#assets.get(name);
    if (asset === undefined) refuse(response, 404);
    else send(response, asset.type, asset.content);
  }

  async #call(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!this.#isFromOurPage(request)) return refuse(response, 403);
    const name = path.replace(/^\/call\//, '');
    if (!isRequestName(name)) return refuse(response, 404);
    try {
      const body = await readBody(request, name === 'drop' ? DROP_BYTES : REQUEST_BYTES);
      const answer = await this.#answer(name, parsed(body));
      if (answer === null) return refuse(response, 400);
      send(response, 'application/json; charset=utf-8', JSON.stringify(answer));
    } catch (failure) {
      if (failure instanceof BodyTooLarge) return refuse(response, 413, { Connection: 'close' });
      if (!(failure instanceof ProblemError)) throw failure;
      send(response, 'application/json; charset=utf-8', JSON.stringify({ problem: failure.problem }));
    }
  }

  /** @returns null for a body that asks for nothing */
  async #answer(name: RequestName, body: unknown): Promise<object | null> {
    const studio = this.#studio;
    const given = <Name extends RequestName>(one: Name) => checkedBody(one, body);
    const answers: { readonly [Name in RequestName]: () => object | null | Promise<object> } = {
      library: () => (given('library') ? studio.list() : null),
      show: () => withBody(given('show'), (it) => studio.show(it)),
      files: () => withBody(given('files'), (it) => studio.files(it)),
      mark: () => withBody(given('mark'), (it) => studio.mark(it)),
      discard: () => withBody(given('discard'), (it) => studio.discard(it)),
      write: () => withBody(given('write'), (it) => studio.write(it)),
      drop: () => withBody(given('drop'), (it) => studio.drop(it)),
      close: () => withBody(given('close'), (it) => studio.close(it)),
    };
    return answers[name]();
  }

  /** Another site can send a form here, but neither this header nor our origin with it. */
  #isFromOurPage({ headers }: IncomingMessage): boolean {
    const token = Buffer.from(String(headers['x-studio-token'] ?? ''));
    const own = Buffer.from(this.#token);
    const isOurOrigin = headers.origin === undefined || headers.origin === `http://${headers.host}`;
    return isOurOrigin && token.length === own.length && timingSafeEqual(token, own);
  }
}

function withBody<Body>(body: Body | null, answer: (body: Body) => object | Promise<object>) {
  return body === null ? null : answer(body);
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new ProblemError(error('what was sent is no JSON', { file: '' }));
  }
}

function send(response: ServerResponse, type: string, content: string | Uint8Array): void {
  response.writeHead(200, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(content) });
  response.end(content);
}

function sendPart(rendering: Rendering | null, name: string, response: ServerResponse): void {
  const part = rendering && partOf(rendering.value, name);
  if (!part) {
    refuse(response, 404);
    return;
  }
  for (const [header, value] of Object.entries(part.headers)) response.setHeader(header, value);
  send(response, part.type, part.content);
}

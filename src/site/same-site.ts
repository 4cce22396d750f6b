import type { IncomingMessage } from 'node:http';

/** Only our own names: a page of another site must not reach this server under a name of its own. */
const HOSTS = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

/** Asked under a name of ours, and by no page of another origin. */
export function isFromHere(request: IncomingMessage): boolean {
  return HOSTS.test(request.headers.host ?? '') && !isForeign(request);
}

/** A person opened it: not a frame, an image or a script that asks. */
export function isOpened(request: IncomingMessage): boolean {
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

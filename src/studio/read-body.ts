import type { IncomingMessage } from 'node:http';

/** The body is larger than this request may be. */
export class BodyTooLarge extends Error {}

/**
 * The body of a request, of which no more is kept than it may have.
 *
 * @throws BodyTooLarge as soon as that is known
 */
export async function readBody(request: IncomingMessage, mostBytes: number): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > mostBytes) throw new BodyTooLarge();
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > mostBytes) throw new BodyTooLarge();
    parts.push(part);
  }
  return Buffer.concat(parts);
}

import { realpath, stat } from 'node:fs/promises';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { isAbsolute, join, relative } from 'node:path';
import send from 'send';
import { refuse } from './refuse.js';

/**
 * Answers with a file of the folder, or 404: its type, ranges, conditions. A folder is its `index.html`.
 *
 * @param path of the address, without its query
 */
export async function sendFile(
  folder: string,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const file = await fileAt(await realpath(folder), path);
  if (file === null) return refuse(response, 404);
  // The links are resolved and the name is looked at: what may lie above the folder is no matter here.
  send(request, encodeURIComponent(file), { dotfiles: 'allow', etag: false, cacheControl: false })
    .on('error', (failure: SendFailure) => refuse(response, failure.status ?? 500, rangeOf(failure)))
    .pipe(response);
}

type SendFailure = Error & { readonly status?: number; readonly headers?: OutgoingHttpHeaders };

/** With 416 goes the size that the file really has. */
function rangeOf({ headers }: SendFailure): OutgoingHttpHeaders {
  const range = headers?.['Content-Range'];
  return range === undefined ? {} : { 'Content-Range': range };
}

/** A regular file: to open a pipe or a device would wait for ever. */
async function fileAt(root: string, path: string): Promise<string | null> {
  const name = decoded(path);
  if (name === null) return null;
  for (const candidate of [name, `${name}/index.html`, `${name}.html`]) {
    try {
      const file = await realpath(join(root, candidate));
      if (isServed(relative(root, file)) && (await stat(file)).isFile()) return file;
    } catch {
      // Nothing there, a circle of links, a name that no file can have.
    }
  }
  return null;
}

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}

/**
 * Below the folder, after links are resolved. Nothing that we make begins with a dot but the manifest; a
 * stranger's `.env` may lie beside it.
 */
function isServed(way: string): boolean {
  return !isAbsolute(way) && !/(^|[/\\])\./.test(way);
}

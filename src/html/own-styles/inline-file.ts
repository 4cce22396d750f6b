import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { LIMITS } from '../../bounds/limits.js';
import { foundAt } from '../../files/found-at.js';
import { error, type Problem, ProblemError } from '../../problem.js';
import { mediaTypeOf } from '../read-image.js';
import type { Address } from './style-sheet.js';

/** How font files begin. */
const FONTS: readonly (readonly [type: string, head: string])[] = [
  ['font/woff2', 'wOF2'],
  ['font/woff', 'wOFF'],
  ['font/ttf', '\0\x01\0\0'],
  ['font/ttf', 'true'],
  ['font/otf', 'OTTO'],
];

/** A file that a style sheet shows, in it. */
export interface InlinedFile {
  readonly path: string;
  readonly url: string;
}

/**
 * What stands in the place of an address: the file itself.
 *
 * @returns null where nothing is to be loaded: `#id`, `data:`
 * @throws ProblemError for an address of the network, a missing file, and what is neither picture nor font
 */
export function inlineFile({ url, isFont, place }: Address): InlinedFile | null {
  if (url === '' || url.startsWith('#') || /^data:/i.test(url)) return null;
  if (/^[a-z][a-z0-9+.-]+:|^\/\//i.test(url)) {
    const hint = 'Save it beside the style sheet and write the name of that file.';
    throw new ProblemError(error(`not loaded: ${shortened(url)} is not a file`, place, hint));
  }
  const path = resolve(dirname(place.file), decoded(url.replace(/[?#].*$/, '')));
  const data = contentOf(path, url, (message, hint) => error(message, place, hint));
  const head = data.subarray(0, 200).toString('latin1');
  const mediaType = isFont ? FONTS.find(([, begins]) => head.startsWith(begins))?.[0] : mediaTypeOf(head);
  if (mediaType === undefined) {
    const kinds = isFont ? 'a font (woff2, woff, ttf, otf)' : 'a picture (png, jpeg, gif, webp, avif, svg)';
    throw new ProblemError(
      error(`${shortened(url)} is not ${kinds}`, place, 'Save it again as one of these.'),
    );
  }
  return { path, url: `data:${mediaType};base64,${data.toString('base64')}` };
}

function contentOf(path: string, url: string, fault: (message: string, hint: string) => Problem): Buffer {
  const found = foundAt(path);
  if (!found?.isFile()) {
    const hint = 'A name counts from the folder of the style sheet.';
    throw new ProblemError(fault(`there is no file ${shortened(url)}`, hint));
  }
  if (found.size > LIMITS.imageBytes) {
    const limit = `${LIMITS.imageBytes / 1024 / 1024} MB`;
    throw new ProblemError(fault(`${shortened(url)} is larger than ${limit}`, 'Make it smaller.'));
  }
  try {
    return readFileSync(path);
  } catch (failure) {
    const reason = (failure as NodeJS.ErrnoException).code ?? 'unknown reason';
    throw new ProblemError(fault(`${shortened(url)} cannot be read (${reason})`, 'Check who owns it.'));
  }
}

function shortened(url: string): string {
  return url.length > 100 ? `${url.slice(0, 99)}…` : url;
}

function decoded(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}

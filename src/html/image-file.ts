import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, extname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { imageSize } from 'image-size';
import { LIMITS } from '../limits.js';

const ENDINGS = new Set(['.png', '.jpg', '.jpeg', '.gif', '.webp', '.avif', '.svg']);

/** How the files of each type begin; Chrome draws these, and nothing else is measured. */
const TYPES: readonly (readonly [type: string, head: RegExp])[] = [
  ['image/png', /^\x89PNG\r\n/],
  ['image/jpeg', /^\xff\xd8\xff/],
  ['image/gif', /^GIF8[79]a/],
  ['image/webp', /^RIFF.{4}WEBP/s],
  ['image/avif', /^.{4}ftypavi[fs]/s],
  ['image/svg+xml', /^(?:\xef\xbb\xbf)?\s*(?:<\?xml|<!--|<!DOCTYPE svg|<svg)/i],
];

export interface ImageFile {
  readonly data: Buffer;
  readonly mediaType: string;
  readonly widthPx: number;
  readonly heightPx: number;
}

/**
 * Reads an image beside a note, or says why there is none. Only files below the note's folder, or
 * below the site's root for `/assets/x.png`, are read, after links are resolved: a note must not be
 * able to print a stranger's file.
 */
export function readImage(source: string, noteFile: string): ImageFile | string {
  if (source === '') return 'it has no address';
  if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(source))
    return 'it is not a file beside the note, and nothing is fetched from elsewhere';
  if (!ENDINGS.has(extname(source.replace(/[?#].*$/, '')).toLowerCase()))
    return 'it is of no known image type';
  const path = findFile(source, noteFile);
  if (path === null) return "there is no such file below the note's folder";
  if (statSync(path).size > LIMITS.imageBytes)
    return `it is larger than ${LIMITS.imageBytes / 1024 / 1024} MB`;
  return measured(readFileSync(path));
}

function measured(data: Buffer): ImageFile | string {
  const head = data.subarray(0, 200).toString('latin1');
  const mediaType = TYPES.find(([, begins]) => begins.test(head))?.[0];
  if (mediaType === undefined) return 'it cannot be read as an image';
  if (mediaType === 'image/svg+xml' && data.length > LIMITS.svgBytes)
    return `it is larger than ${LIMITS.svgBytes / 1024 / 1024} MB, the most for an SVG`;
  try {
    const { width, height } = imageSize(data);
    if (!(width > 0 && height > 0)) return 'it cannot be read as an image';
    if (width > LIMITS.imageSidePx || height > LIMITS.imageSidePx)
      return `it is larger than ${LIMITS.imageSidePx} pixels on a side`;
    if (width * height > LIMITS.imagePixels)
      return `it is larger than ${LIMITS.imagePixels / 1_000_000} megapixels`;
    return { data, mediaType, widthPx: width, heightPx: height };
  } catch {
    return 'it cannot be read as an image';
  }
}

/** Below the note's folder; an absolute path is meant from the site's root, as in Jekyll. */
function findFile(source: string, noteFile: string): string | null {
  const folder = dirname(resolve(noteFile));
  const name = decode(source.replace(/[?#].*$/, ''));
  if (name.includes('\0')) return null;
  const root = siteRoot(folder);
  const candidates = name.startsWith('/')
    ? [[root, join(root, name)]]
    : [
        [folder, join(folder, name)],
        [root, join(folder, name)],
      ];
  for (const [base = folder, path = ''] of candidates) {
    const real = existsSync(path) ? realpathSync(path) : null;
    if (real !== null && isBelow(real, realpathSync(base)) && statSync(real).isFile()) return real;
  }
  return null;
}

/** On Windows the way to another drive is an absolute path. */
function isBelow(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function decode(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** The nearest folder above with a Jekyll configuration, else the note's own. */
function siteRoot(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '_config.yml'))) return at;
    if (dirname(at) === at) return folder;
  }
}

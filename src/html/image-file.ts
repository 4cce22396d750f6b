import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, extname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { LIMITS } from '../bounds/limits.js';
import { nearest } from '../options/settings.js';

/** Types that Chrome draws; no other file is opened, whatever a note calls an image. */
const ENDINGS = new Set(['.png', '.jpg', '.jpeg', '.gif', '.webp', '.avif', '.svg']);

/** Why an image is not shown, and what its author can do about it. */
export interface ImageFault {
  readonly reason: string;
  readonly hint: string;
}

/** Names of images that a wrong one is compared with. */
const MAX_NAMES = 200;

/** The file that an image's address means, or null; see {@link findImage}. */
export function imageFile(source: string, noteFile: string): string | null {
  const found = findImage(source, noteFile);
  return 'path' in found ? found.path : null;
}

/**
 * The file that an image's address means, or the reason why it is not read. Only files below the
 * note's folder, or below the site's root for `/assets/x.png` as in Jekyll, are read, after links are
 * resolved: a note must not be able to print a stranger's file.
 */
export function findImage(source: string, noteFile: string): { path: string } | ImageFault {
  if (source === '') return { reason: 'it has no address', hint: 'Write the name of its file.' };
  if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(source))
    return {
      reason: 'it is not a file beside the note, and nothing is fetched from elsewhere',
      hint: 'Save it beside the note and write the name of that file.',
    };
  const name = decode(source.replace(/[?#].*$/, ''));
  if (!ENDINGS.has(extname(name).toLowerCase()))
    return { reason: 'it is of no known image type', hint: 'Save it as PNG, JPEG or SVG.' };
  const path = name.includes('\0') ? null : pathOf(name, dirname(resolve(noteFile)));
  if (path === null) {
    const reason = "there is no such file below the note's folder";
    return { reason, hint: nearestHint(name, dirname(resolve(noteFile))) };
  }
  return statSync(path).size > LIMITS.imageBytes
    ? tooLarge(`${LIMITS.imageBytes / 1024 / 1024} MB`)
    : { path };
}

export function tooLarge(limit: string): ImageFault {
  return { reason: `it is larger than ${limit}`, hint: 'Make it smaller.' };
}

/** `emr-nodse.png` beside `emr-nodes.png` is a slip of the finger. */
function nearestHint(name: string, folder: string): string {
  const root = siteRoot(folder);
  const wanted = name.startsWith('/') ? join(root, name) : join(folder, name);
  const near = nearest(basename(wanted), imagesOf(dirname(wanted), root));
  return near === null ? 'Put the file there or correct its address.' : `The nearest file there is ${near}.`;
}

/** Only of a folder in which images may lie, after links are resolved. */
function imagesOf(folder: string, root: string): readonly string[] {
  try {
    if (!isWithin(realpathSync(folder), realpathSync(root))) return [];
    const names = readdirSync(folder).filter((name) => ENDINGS.has(extname(name).toLowerCase()));
    return names.sort().slice(0, MAX_NAMES);
  } catch {
    return [];
  }
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || isBelow(path, folder);
}

function pathOf(name: string, folder: string): string | null {
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

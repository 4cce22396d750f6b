import { type Dirent, existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, extname, isAbsolute, join, posix, relative, resolve, sep } from 'node:path';
import { LIMITS } from '../bounds/limits.js';
import { foundAt } from '../files/found-at.js';
import { nearest } from '../options/settings.js';

/** Types that Chrome draws; no other file is opened, whatever a note calls an image. */
const ENDINGS = new Set(['.png', '.jpg', '.jpeg', '.gif', '.webp', '.avif', '.svg']);

/** Why an image is not shown, and what its author can do about it. */
export interface ImageFault {
  readonly reason: string;
  readonly hint: string;
}

/** Files and folders of the roots of sites and vaults. */
const ROOT_MARKS: readonly string[] = ['_config.yml', '.obsidian', 'logseq/config.edn'];

/** Folders that hold no note's pictures. */
const IGNORED = /^(?:\..*|node_modules)$/;

/** Files and folders that are looked at for one name. */
const MAX_ENTRIES = 5000;

/** Names of images that a wrong one is compared with. */
const MAX_NAMES = 200;

/** The bytes of an image: a file's, or those that a note holds itself. */
export type ImageSource = { readonly path: string } | { readonly data: Buffer };

/** Where an image is, or why there is none. */
export type FoundImage = ImageSource | ImageFault;

/**
 * Finds the files of one note's images. What it has seen of the folders it looks at once only, so that a
 * note of ten thousand wrong names costs little more than one of ten.
 */
export class ImageFinder {
  readonly #folder: string;
  readonly #root: string;
  readonly #given: string;
  readonly #names = new Map<string, readonly string[]>();
  #below: ReadonlyMap<string, readonly string[]> | null = null;

  /**
   * @param noteFile path of the note
   * @param given folder that the caller named and that holds the note, or null
   */
  constructor(noteFile: string, given: string | null = null) {
    this.#folder = dirname(resolve(noteFile));
    this.#root = siteRoot(this.#folder);
    this.#given = given ?? this.#root;
  }

  /**
   * The file that an image's address means, the bytes of a `data:` address, or the reason why there are none. Only files below the
   * note's folder, below the root of its site (Jekyll) or vault (Obsidian, Logseq), or below the folder that was
   * given are read, after links are resolved: a note must not be able to print a stranger's file. A name that leads nowhere from the
   * note is looked for below its root, as Obsidian does.
   */
  find(source: string): FoundImage {
    if (source === '') return { reason: 'it has no address', hint: 'Write the name of its file.' };
    if (/^data:/i.test(source)) return withinNote(source);
    if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(source))
      return {
        reason: 'it is not a file beside the note, and nothing is fetched from elsewhere',
        hint: 'Save it beside the note and write the name of that file.',
      };
    const name = decode(source.replace(/[?#].*$/, ''));
    if (!isPicture(name)) return NO_PICTURE;
    const path = name.includes('\0') ? null : this.#pathOf(name);
    if (path === null) {
      const reason = "there is no such file below the note's folder";
      return { reason, hint: this.#nearestHint(name) };
    }
    return withinSize(path);
  }

  #pathOf(name: string): string | null {
    const [folder, root] = [this.#folder, this.#root];
    const candidates = name.startsWith('/')
      ? [[root, join(root, name)]]
      : [
          [folder, join(folder, name)],
          [root, join(folder, name)],
          [this.#given, join(folder, name)],
        ];
    for (const [base = folder, path = ''] of candidates) {
      const real = existsSync(path) ? realpathSync(path) : null;
      if (real !== null && isBelow(real, realpathSync(base)) && statSync(real).isFile()) return real;
    }
    return name.includes('..') ? null : this.#findBelow(name);
  }

  /** The first file below the root, nearest first, whose path ends as the name does. */
  #findBelow(name: string): string | null {
    const wanted = caseless(`/${name.replace(/^\.?\//, '')}`);
    this.#below ??= filesBelow(this.#root);
    const files = this.#below.get(posix.basename(wanted)) ?? [];
    const found = files.find((file) => caseless(`/${file}`).endsWith(wanted));
    return found === undefined ? null : join(this.#root, found);
  }

  /** `emr-nodse.png` beside `emr-nodes.png` is a slip of the finger. */
  #nearestHint(name: string): string {
    const wanted = join(name.startsWith('/') ? this.#root : this.#folder, name);
    const folder = dirname(wanted);
    const names = this.#names.get(folder) ?? imagesOf(folder, this.#root);
    this.#names.set(folder, names);
    const near = nearest(basename(wanted), names);
    return near === null
      ? 'Put the file there or correct its address.'
      : `The nearest file there is ${near}.`;
  }
}

/** A picture that a caller names, wherever it lies: the same types and the same size as for those of notes. */
export function givenImage(path: string): FoundImage {
  if (!isPicture(path)) return NO_PICTURE;
  if (foundAt(path)?.isFile() !== true)
    return { reason: 'there is no such file, or it cannot be reached', hint: 'Check its path.' };
  return withinSize(path);
}

const NO_PICTURE: ImageFault = {
  reason: 'it is of no known image type',
  hint: 'Save it as PNG, JPEG or SVG.',
};

function isPicture(name: string): boolean {
  return ENDINGS.has(extname(name).toLowerCase());
}

function withinSize(path: string): FoundImage {
  return statSync(path).size <= LIMITS.imageBytes ? { path } : TOO_LARGE;
}

const DATA = /^data:image\/[\w.+-]{1,20}(?:;[\w=-]{1,40}){0,4},/i;

/** `data:image/png;base64,…`, as Google Docs and Jupyter export pictures; its own first bytes tell its type. */
function withinNote(source: string): FoundImage {
  const head = DATA.exec(source)?.[0];
  if (head === undefined) return NO_PICTURE;
  const text = source.slice(head.length);
  const data = /;base64,$/i.test(head) ? Buffer.from(decode(text), 'base64') : Buffer.from(decode(text));
  return data.length <= LIMITS.imageBytes ? { data } : TOO_LARGE;
}

export function tooLarge(limit: string): ImageFault {
  return { reason: `it is larger than ${limit}`, hint: 'Make it smaller.' };
}

const TOO_LARGE = tooLarge(`${LIMITS.imageBytes / 1024 / 1024} MB`);

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

/** Paths below a folder, nearest first, by the last name in lower case. */
function filesBelow(root: string): ReadonlyMap<string, readonly string[]> {
  const files = new Map<string, string[]>();
  const folders = [root];
  let entries = 0;
  for (const folder of folders) {
    for (const entry of entriesOf(folder)) {
      entries += 1;
      if (entries > MAX_ENTRIES) return files;
      const path = join(folder, entry.name);
      // Links are not followed: they may lead anywhere.
      if (entry.isDirectory() && !IGNORED.test(entry.name)) folders.push(path);
      if (!entry.isFile()) continue;
      const name = caseless(entry.name);
      const known = files.get(name) ?? [];
      known.push(relative(root, path).split(sep).join('/'));
      files.set(name, known);
    }
  }
  return files;
}

/** A Mac writes é as two characters, other systems as one. */
function caseless(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
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

/** The nearest folder above that a site or a vault begins in, else the note's own. */
function siteRoot(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (ROOT_MARKS.some((mark) => existsSync(join(at, mark)))) return at;
    if (dirname(at) === at) return isLogseqFolder(folder) ? dirname(folder) : folder;
  }
}

/** Logseq keeps its notes in `pages` and `journals`, and their pictures in `assets` beside them. */
function isLogseqFolder(folder: string): boolean {
  return /^(?:pages|journals)$/.test(basename(folder)) && existsSync(join(dirname(folder), 'assets'));
}

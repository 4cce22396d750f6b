import { lstat, mkdir, readdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { LIMITS } from '../bounds/limits.js';
import { nearest } from '../options/settings.js';
import { error, type Problem, ProblemError, type Warned, warning } from '../problem.js';
import { isWithin } from './is-within.js';
import { patternBase, readPattern } from './pattern-base.js';
import { slashed } from './slashed.js';
import { temporaryName } from './temporary-files.js';
import { type Wanted, walkFolder } from './walk-folder.js';

export interface FindOptions {
  readonly cwd: string;
  /** The output folder; nothing in it is a note. */
  readonly out: string;
}

/**
 * The notes under the paths: a file is itself, a folder stands for every `*.md` and `*.markdown`
 * below it (not in `node_modules`, in hidden folders or in the output), anything else is a glob.
 *
 * @returns paths relative to `cwd` where they lie below it, sorted, each file once
 */
export async function findNotes(
  paths: readonly string[],
  { cwd, out }: FindOptions,
): Promise<Warned<readonly string[]>> {
  const files = new Set<string>();
  const problems: Problem[] = [];
  for (const path of paths) {
    const { files: found, problems: met } = await notesUnder(path, cwd, resolve(cwd, out));
    for (const problem of met) problems.push(problem);
    if (found.length === 0) problems.push(await nothingAt(path, cwd));
    const strays = await linksOut(found, path, cwd);
    for (const file of strays) problems.push(linkProblem(shownPath(file, cwd)));
    for (const file of found) if (!strays.includes(file)) files.add(file);
  }
  const shown = [...files].map((file) => shownPath(file, cwd));
  return { value: shown.sort((a, b) => (a < b ? -1 : 1)), problems };
}

interface NotesUnder {
  readonly files: readonly string[];
  readonly problems: readonly Problem[];
}

async function notesUnder(path: string, cwd: string, out: string): Promise<NotesUnder> {
  const full = resolve(cwd, path);
  const found = await stat(full).catch(() => null);
  if (found?.isFile()) return { files: [full], problems: [] };
  if (found?.isDirectory()) return notesInFolder(full, cwd, out);
  const pattern = await readPattern(path, cwd);
  if (pattern === null) return { files: [], problems: [] };
  const base = resolve(cwd, pattern.base);
  const fits = (file: string): boolean => pattern.fits(slashed(relative(base, file)));
  return notesInFolder(base, cwd, out, { fits, depth: pattern.depth });
}

const ALL_NOTES = { fits: (path: string) => /\.(md|markdown)$/i.test(path) };

async function notesInFolder(
  folder: string,
  cwd: string,
  out: string,
  wanted: Pick<Wanted, 'fits' | 'depth'> = ALL_NOTES,
): Promise<NotesUnder> {
  const isLeftOut = (path: string): boolean => basename(path) === 'node_modules' || path === out;
  const { files, strays, unreadable, isCut } = await walkFolder(folder, { ...wanted, isLeftOut });
  const problems = strays.map((link) => linkProblem(shownPath(link, cwd)));
  problems.push(...unreadable.map((path) => unreadableFolder(shownPath(path, cwd))));
  if (isCut) problems.push(tooManyEntries(shownPath(folder, cwd)));
  return { files, problems };
}

function unreadableFolder(folder: string): Problem {
  const hint = 'Check who owns it; notes in it are missing.';
  return error('the folder cannot be read', { file: folder }, hint);
}

function tooManyEntries(folder: string): Problem {
  const hint = 'Name the folders that hold the notes.';
  return warning('the folder holds too many files: not all of them were looked at', { file: folder }, hint);
}

/** Notes of a folder that are links to somewhere else: `x.md` → `~/.ssh/id_rsa` in a stranger's notes. */
async function linksOut(files: readonly string[], path: string, cwd: string): Promise<readonly string[]> {
  if (files.length === 1 && files[0] === resolve(cwd, path)) return [];
  const folder = resolve(cwd, (await patternBase(path, cwd)) ?? path);
  const home = await realpath(folder).catch(() => folder);
  const isOut = async (file: string): Promise<boolean> => {
    const way = relative(home, await realpath(file).catch(() => file));
    return way.startsWith('..') || isAbsolute(way);
  };
  const out = await Promise.all(files.map(isOut));
  return files.filter((_file, i) => out[i]);
}

function linkProblem(file: string): Problem {
  return warning('a link that leads out of the folder is not followed', { file }, 'Name the file itself.');
}

async function nothingAt(path: string, cwd: string): Promise<Problem> {
  const full = resolve(cwd, path);
  const found = await stat(full).catch(() => null);
  const place = { file: path };
  if (found?.isDirectory()) return error('no notes in this folder', place, 'Notes end in .md or .markdown.');
  if ((await patternBase(path, cwd)) !== null) return error('no file matches this pattern', place);
  const siblings = await readdir(dirname(full)).catch(() => []);
  const here = siblings.filter((name) => /\.(md|markdown)$/i.test(name));
  if (path === 'notes' && here.length > 0) {
    return error('no such file or folder', place, 'To make the notes of this folder: cribsheet .');
  }
  const near = nearest(
    basename(full),
    siblings.filter((name) => !name.startsWith('.')),
  );
  return error(
    'no such file or folder',
    place,
    near
      ? `Did you mean ${shownPath(join(dirname(full), near), cwd)}?`
      : 'Name Markdown files, folders or patterns: cribsheet my-notes/ "posts/*.md"',
  );
}

/** A path as a person wants to read it: relative to `cwd` where it lies below. */
export function shownPath(file: string, cwd: string): string {
  const below = relative(cwd, resolve(cwd, file));
  return below.startsWith('..') || below === '' ? file : slashed(below);
}

/**
 * A note's text, strictly UTF-8, without a byte order mark.
 *
 * @throws ProblemError when it cannot be read, is too large or not UTF-8 (naming the first bad byte)
 */
export async function readNoteText(file: string, cwd: string): Promise<string> {
  return decodeUtf8(await readNoteBytes(file, cwd), file);
}

/**
 * A note's bytes as they are.
 *
 * @throws ProblemError when it cannot be read or is too large
 */
export async function readNoteBytes(file: string, cwd: string): Promise<Uint8Array> {
  const full = resolve(cwd, file);
  const { size } = await asked(stat(full), 'read', file);
  if (size > LIMITS.noteBytes) {
    const hint = `A note has at most ${megabytes(LIMITS.noteBytes)}: part it, and save pictures beside it.`;
    throw new ProblemError(error(`the file is too large for a note (${megabytes(size)})`, { file }, hint));
  }
  return asked(readFile(full), 'read', file);
}

/** Bytes → text without a byte order mark; @throws ProblemError where they are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new ProblemError(notUtf8(bytes, file));
  }
}

function notUtf8(bytes: Uint8Array, file: string): Problem {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return encodedAs('UTF-16', file, 1, 1);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return encodedAs('UTF-16', file, 1, 1);
  const valid = new TextDecoder('utf-8').decode(bytes.subarray(0, firstBadByte(bytes)), { stream: true });
  const lines = valid.split('\n');
  return encodedAs('another encoding', file, lines.length, [...(lines.at(-1) ?? '')].length + 1);
}

function encodedAs(encoding: string, file: string, line: number, column: number): Problem {
  const hint = 'Save it as UTF-8 in your editor and try again.';
  return error(`the file is not UTF-8 (it looks like ${encoding})`, { file, line, column }, hint);
}

/** Bisects: the longest prefix that a streaming decoder accepts ends before the first bad byte. */
function firstBadByte(bytes: Uint8Array): number {
  let good = 0;
  let bad = bytes.length;
  while (good + 1 < bad) {
    const middle = (good + bad) >> 1;
    if (isUtf8Prefix(bytes.subarray(0, middle))) good = middle;
    else bad = middle;
  }
  return good;
}

function isUtf8Prefix(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** The text of a file for a code frame, or null where it cannot be read. */
export async function readSource(file: string, cwd: string = process.cwd()): Promise<string | null> {
  return readNoteText(file, cwd).catch(() => null);
}

/**
 * Writes a file whole or not at all: to a temporary file beside it, which then takes its name.
 *
 * @returns the date of the written file, in ms since 1970
 * @throws ProblemError when the disk is full, the folder not writable, a folder in the way
 */
export async function writeWhole(file: string, content: string | Uint8Array): Promise<number> {
  const temporary = join(dirname(file), temporaryName(basename(file)));
  try {
    await asked(mkdir(dirname(file), { recursive: true }), 'write', file);
    await asked(writeFile(temporary, content, { flag: 'wx' }), 'write', file);
    const { mtimeMs } = await asked(lstat(temporary), 'write', file);
    await asked(rename(temporary, file), 'write', file);
    return mtimeMs;
  } catch (failure) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw failure;
  }
}

/**
 * Whether a path lies below a folder after the links in its folders are followed: nothing elsewhere is
 * ever written or removed. Folders that are not there yet lead nowhere.
 */
export async function isReallyBelow(path: string, folder: string): Promise<boolean> {
  const root = await realpath(folder).catch(() => null);
  if (root === null) return false;
  for (let parent = dirname(path); ; parent = dirname(parent)) {
    const isThere = await lstat(parent).catch(() => null);
    if (isThere === null && dirname(parent) !== parent) continue;
    // A link to nothing has no real path, and nobody knows what it will lead to.
    const real = await realpath(parent).catch(() => null);
    return real !== null && isWithin(real, root);
  }
}

/**
 * Makes sure, before any work, that the output folder exists.
 *
 * @param home the folder that it must lie in after links are followed; null where its user has named it
 * @throws ProblemError when it cannot be made or leads elsewhere
 */
export async function makeOutputFolder(folder: string, home: string | null): Promise<void> {
  await asked(mkdir(folder, { recursive: true }), 'write', folder);
  if (home === null) return;
  const [real, root] = await asked(Promise.all([realpath(folder), realpath(home)]), 'write', folder);
  if (isWithin(real, root)) return;
  const hint = `If the files are to go there, say so: --out ${basename(folder)}`;
  throw new ProblemError(
    error('the output folder is a link that leads out of this folder', { file: folder }, hint),
  );
}

const REASONS: Readonly<Record<string, readonly [string, string]>> = {
  ENOENT: ['it does not exist', 'Check the path.'],
  EACCES: ['permission denied', 'Check who owns it, or choose another place.'],
  EPERM: ['permission denied', 'Close it in other programs, or choose another place.'],
  EROFS: ['the disk is read-only', 'Choose another place with --out.'],
  ENOSPC: ['the disk is full', 'Make room, then run again: finished files are kept.'],
  EDQUOT: ['the disk quota is used up', 'Make room, then run again: finished files are kept.'],
  EISDIR: ['a folder is in its place', 'Move the folder away.'],
  ENOTDIR: ['a file stands where a folder is needed', 'Choose another place with --out.'],
  EEXIST: ['a file stands where a folder is needed', 'Choose another place with --out.'],
  ENAMETOOLONG: ['the name is too long', 'Give the note a shorter file name.'],
  EMFILE: ['too many files are open', 'Raise the limit (ulimit -n) or build fewer notes at once.'],
};

/** Whether something is at a path: a file, a folder, a link to nothing. */
export async function isThere(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => null)) !== null;
}

/** What the system refused, as a problem that names the file; null for any other failure. */
export function systemProblem(failure: unknown): Problem | null {
  const { code = '', path, syscall } = (failure ?? {}) as Partial<NodeJS.ErrnoException>;
  const known = REASONS[code];
  if (known === undefined || path === undefined || syscall === undefined) return null;
  return error(`cannot use ${basename(path)}: ${known[0]}`, { file: path }, known[1]);
}

/** Work on a file, whose failure is a problem that names it. */
export async function asked<T>(work: Promise<T>, verb: 'read' | 'write', file: string): Promise<T> {
  try {
    return await work;
  } catch (failure) {
    throw fileFailure(failure, verb, file);
  }
}

/** What the system says against reading or writing a file, as a problem of the user's. */
export function fileFailure(failure: unknown, verb: 'read' | 'write', file: string): ProblemError {
  const code = (failure as NodeJS.ErrnoException).code ?? '';
  const [reason, hint] = REASONS[code] ?? [(failure as Error).message, 'Check the path.'];
  return new ProblemError(error(`cannot ${verb} ${basename(file)}: ${reason}`, { file }, hint));
}

function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(0)} MB`;
}

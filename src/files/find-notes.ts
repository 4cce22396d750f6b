import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { nearest } from '../options/settings.js';
import { error, type Problem, type Warned, warning } from '../problem.js';
import { patternBase, readPattern } from './pattern-base.js';
import { shownPath, slashed } from './shown-path.js';
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
  const begin = path === 'notes' ? ['To begin with a first note and a config: cribsheet init'] : [];
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
    ...begin,
  );
}

import type { Stats } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { patternBase } from '../files/pattern-base.js';
import type { Problem } from '../problem.js';
import { UnwatchedPlaces } from './unwatched-places.js';

/** Where changes are looked for. */
export interface WatchedPlaces {
  /** Notes, folders of notes and globs, as a caller names them. */
  readonly paths: readonly string[];
  /** Folders and files besides, such as the templates. */
  readonly others: readonly string[];
  readonly cwd: string;
  /** The output folder, in which nothing is looked at. */
  readonly out: string;
}

export interface Watcher {
  readonly add: (files: readonly string[]) => void;
  /** What cannot be watched, each once and since the last call. */
  readonly problems: () => readonly Problem[];
  readonly close: () => Promise<void>;
}

const SHOWN = /\.(md|markdown|png|jpe?g|gif|webp|avif|svg|hbs|css|js)$/i;

/** Tells of every change of a note, an image or a template, until it is closed. */
export async function openWatcher(places: WatchedPlaces, onChange: () => void): Promise<Watcher> {
  const { watch } = await import('chokidar');
  const { paths, others, cwd } = places;
  const bases = await Promise.all(paths.map(async (path) => (await patternBase(path, cwd)) ?? path));
  const named = [...bases, ...others].map((path) => resolve(cwd, path));
  // Whatever their names end in: a config, the fonts of a style sheet.
  const wanted = new Set(named);
  const [out = places.out, ...real] = await Promise.all([places.out, ...named].map(realPlace));
  const watcher = watch(real, {
    ignoreInitial: true,
    // What a link below a place leads to lies there too, or is not read: links in a circle have no end.
    followSymlinks: false,
    ignored: (path, stats) =>
      isIgnored(path, out) || (stats?.isFile() === true && !SHOWN.test(path) && !wanted.has(path)),
  });
  const unwatched = new UnwatchedPlaces(cwd);
  watcher.on('error', (failure) => unwatched.add(failure) && onChange());
  watcher.on('all', (_event, path, stats) => {
    onChange();
    void lookAgain(path, stats).then((isOther) => isOther && onChange());
  });
  const closing = new AbortController();
  watcher.on('unlinkDir', (path) => {
    if (!real.includes(path)) return;
    void whenBack(path, closing.signal).then(async (isBack) => {
      if (!isBack) return;
      watcher.add(path);
      onChange();
      // What came while the folder was looked through.
      await pause(BACK_MS);
      onChange();
    });
  });
  await new Promise<void>((ready) => watcher.once('ready', () => ready()));
  return {
    add: (files) => {
      for (const file of files) wanted.add(file);
      watcher.add([...files]);
    },
    problems: () => unwatched.take(),
    close: () => {
      closing.abort();
      return watcher.close();
    },
  };
}

/** A place after links are resolved, also where it is yet to be made. */
async function realPlace(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    return dirname(path) === path ? path : join(await realPlace(dirname(path)), basename(path));
  }
}

/** How often a folder that is gone is looked for. */
const BACK_MS = 300;

/** chokidar forgets a folder that is removed; another branch of a repository brings it back. */
async function whenBack(path: string, closing: AbortSignal): Promise<boolean> {
  while (!closing.aborted) {
    await pause(BACK_MS);
    if ((await stat(path).catch(() => null)) !== null) return !closing.aborted;
  }
  return false;
}

/** chokidar drops a change that follows the last one of the same file within 50 ms. */
const DEAF_MS = 60;

async function lookAgain(path: string, seen: Stats | undefined): Promise<boolean> {
  await pause(DEAF_MS);
  const now = await stat(path).catch(() => undefined);
  return now?.isDirectory() !== true && now?.mtimeMs !== seen?.mtimeMs;
}

function isIgnored(path: string, out: string): boolean {
  return path === out || path.startsWith(out + sep) || /[\\/](node_modules|\.git)([\\/]|$)/.test(path);
}

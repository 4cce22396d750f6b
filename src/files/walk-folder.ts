import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isWithin } from './is-within.js';

/** What a folder holds. */
export interface Walked {
  readonly files: readonly string[];
  /** Links to folders that lie elsewhere; nothing in them is looked at. */
  readonly strays: readonly string[];
  /** Folders that could not be read; there may be notes in them. */
  readonly unreadable: readonly string[];
  /** The budget was used up before the end. */
  readonly isCut: boolean;
}

/** Entries that are looked at below one folder: a repository of a hundred thousand files is no folder of notes. */
const MAX_ENTRIES = 100_000;

/** What of a folder is looked at. */
export interface Wanted {
  /** Whether a file of this path, which begins with the folder's, is listed. */
  readonly fits: (path: string) => boolean;
  readonly isLeftOut: (path: string) => boolean;
  /** Folders below the first that are entered; all unless given. */
  readonly depth?: number;
}

/**
 * The files below a folder that fit, each folder once by its real path: links that lead in a circle end
 * there. Not in hidden folders, nor in those that are left out.
 */
export async function walkFolder(
  folder: string,
  { fits, isLeftOut, depth = Number.POSITIVE_INFINITY }: Wanted,
): Promise<Walked> {
  const home = await realpath(folder).catch(() => null);
  if (home === null) return { files: [], strays: [], unreadable: [], isCut: false };
  const seen = new Set([home]);
  const files: string[] = [];
  const strays: string[] = [];
  const unreadable: string[] = [];
  const waiting = [{ path: folder, depth }];
  let left = MAX_ENTRIES;
  for (let at = 0; at < waiting.length && left > 0; at += 1) {
    const { path: here = '', depth: below = 0 } = waiting[at] ?? {};
    const entries = await readdir(here, { withFileTypes: true }).catch(() => {
      unreadable.push(here);
      return [];
    });
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      left -= 1;
      if (left <= 0) break;
      if (entry.name.startsWith('.')) continue;
      const path = join(here, entry.name);
      const isLink = entry.isSymbolicLink();
      const found = isLink ? await stat(path).catch(() => null) : entry;
      if (found?.isFile() && fits(path)) files.push(path);
      if (!found?.isDirectory() || below === 0 || isLeftOut(path)) continue;
      const real = await realpath(path).catch(() => null);
      if (real === null || seen.has(real)) continue;
      if (!isWithin(real, home)) strays.push(path);
      else {
        seen.add(real);
        waiting.push({ path, depth: below - 1 });
      }
    }
  }
  return { files, strays, unreadable, isCut: left <= 0 };
}

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

/**
 * The files below a folder whose names fit, each folder once by its real path: links that lead in a circle end
 * there. Not in hidden folders, nor in those that `isLeftOut` names.
 */
export async function walkFolder(
  folder: string,
  fits: (name: string) => boolean,
  isLeftOut: (path: string) => boolean,
): Promise<Walked> {
  const home = await realpath(folder);
  const seen = new Set([home]);
  const files: string[] = [];
  const strays: string[] = [];
  const unreadable: string[] = [];
  const waiting = [folder];
  let left = MAX_ENTRIES;
  for (let at = 0; at < waiting.length && left > 0; at += 1) {
    const parent = waiting[at] ?? '';
    const entries = await readdir(parent, { withFileTypes: true }).catch(() => {
      unreadable.push(parent);
      return [];
    });
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      left -= 1;
      if (left <= 0) break;
      if (entry.name.startsWith('.')) continue;
      const path = join(parent, entry.name);
      const isLink = entry.isSymbolicLink();
      const found = isLink ? await stat(path).catch(() => null) : entry;
      if (found?.isFile() && fits(entry.name)) files.push(path);
      if (!found?.isDirectory() || isLeftOut(path)) continue;
      const real = await realpath(path).catch(() => null);
      if (real === null || seen.has(real)) continue;
      if (!isWithin(real, home)) strays.push(path);
      else {
        seen.add(real);
        waiting.push(path);
      }
    }
  }
  return { files, strays, unreadable, isCut: left <= 0 };
}

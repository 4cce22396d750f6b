import { readFile, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

/** In one folder the first of these counts. */
const PLACES = [
  'package.json',
  'cribsheet.config.js',
  'cribsheet.config.mjs',
  'cribsheet.config.ts',
  'cribsheet.config.json',
];

const MOST_BYTES = 1024 * 1024;

/**
 * The config file that holds in a folder: there, else in the nearest folder above. A config may run code,
 * so this is asked of the folder that somebody works in, and never of one that a note lies in. Only looks: what is
 * found is read by `read-config.ts`, which knows what to say of a fault.
 *
 * @returns its path, or null where there is none
 */
export async function findConfig(cwd: string = process.cwd()): Promise<string | null> {
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    for (const place of PLACES) {
      const file = join(folder, place);
      if (await holds(file, place)) return file;
    }
    if (dirname(folder) === folder) return null;
  }
}

/** A pipe or a device in its place is passed over: reading it might not end. */
async function holds(file: string, place: string): Promise<boolean> {
  const found = await stat(file).catch(() => null);
  if (!found?.isFile()) return false;
  return place !== 'package.json' || (found.size <= MOST_BYTES && (await hasOurKey(file)));
}

async function hasOurKey(file: string): Promise<boolean> {
  try {
    const content: unknown = JSON.parse(await readFile(file, 'utf8'));
    return typeof content === 'object' && content !== null && 'cribsheet' in content;
  } catch {
    // Somebody else will say so.
    return false;
  }
}

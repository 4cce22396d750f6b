import { lstat, realpath } from 'node:fs/promises';
import { dirname, isAbsolute, relative, sep } from 'node:path';

/** Whether a path is a folder or lies below it, as they are written. */
export function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
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

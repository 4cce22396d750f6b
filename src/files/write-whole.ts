import { lstat, mkdir, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { error, ProblemError } from '../problem.js';
import { asked } from './file-failure.js';
import { isWithin } from './is-within.js';
import { temporaryName } from './temporary-files.js';

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

/** Whether something is at a path: a file, a folder, a link to nothing. */
export async function isThere(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => null)) !== null;
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

import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { asked } from './file-failure.js';

/**
 * Writes a file where there is none; what is there stays as it is.
 *
 * @returns whether it was written
 * @throws ProblemError when it cannot be written
 */
export async function writeNewFile(file: string, content: string): Promise<boolean> {
  await asked(mkdir(dirname(file), { recursive: true }), 'write', file);
  try {
    await writeFile(file, content, { flag: 'wx' });
    return true;
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code === 'EEXIST') return false;
    return asked(Promise.reject(failure), 'write', file);
  }
}

import { chmod, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type Problem, ProblemError } from '../problem.js';
import { asked } from './file-failure.js';
import { temporaryName } from './temporary-files.js';

/**
 * Gives a person's own file another text, whole or not at all: through links, with the rights that it has, and
 * only where it still says what was read.
 *
 * @param changed thrown where it does not
 * @throws ProblemError when it cannot be written
 */
export async function rewriteFile(
  file: string,
  before: string,
  after: string,
  changed: Problem,
): Promise<void> {
  const real = await asked(realpath(file), 'write', file);
  const temporary = join(dirname(real), temporaryName(basename(real)));
  try {
    const { mode } = await asked(stat(real), 'write', file);
    await asked(writeFile(temporary, after, { flag: 'wx' }), 'write', file);
    await asked(chmod(temporary, mode), 'write', file);
    if (!Buffer.from(before).equals(await asked(readFile(real), 'write', file)))
      throw new ProblemError(changed);
    await asked(rename(temporary, real), 'write', file);
  } catch (failure) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw failure;
  }
}

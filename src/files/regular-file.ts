import { constants } from 'node:fs';
import { lstat, open } from 'node:fs/promises';

/**
 * The text of a small file that we once wrote ourselves. Whoever made the folder may have put
 * something else there: a pipe or a device is never opened (reading it might not end), a link never
 * followed, and no more than `maxBytes` is read.
 *
 * @returns null where nothing is there
 * @throws Error when it is no regular file, or larger
 */
export async function readRegularFile(file: string, maxBytes: number): Promise<string | null> {
  const found = await lstat(file).catch(() => null);
  if (found === null) return null;
  if (!found.isFile()) throw new Error('it is not a regular file');
  if (found.size > maxBytes) throw new Error(`it is larger than ${Math.round(maxBytes / 1024 / 1024)} MB`);
  const handle = await open(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  try {
    return await handle.readFile('utf8');
  } finally {
    await handle.close();
  }
}

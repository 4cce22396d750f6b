import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from '../../browser/cache-folder.js';
import { readRegularFile } from '../../files/regular-file.js';
import { temporaryName } from '../../files/temporary-files.js';
import { VERSION } from '../../files/version.js';

const SECRET = /^[0-9a-f]{64}$/;

/**
 * A secret of this user on this machine, made at the first need. Outlines in a manifest count only under its
 * seal: a stranger's, well formed, could name fewer sections than the note has.
 *
 * @returns null where no place for it can be written: then no outline counts
 */
export async function userSecret(): Promise<string | null> {
  try {
    const folder = await cacheFolder();
    const file = join(folder, 'secret');
    return (await readSecret(file)) ?? (await makeSecret(file, join(folder, temporaryName('secret'))));
  } catch {
    return null;
  }
}

async function readSecret(file: string): Promise<string | null> {
  const text = await readRegularFile(file, 1000).catch(() => null);
  return text !== null && SECRET.test(text) ? text : null;
}

/** Of two processes that make one at the same time, the later one's holds. */
async function makeSecret(file: string, temporary: string): Promise<string | null> {
  try {
    await writeFile(temporary, randomBytes(32).toString('hex'), { flag: 'wx', mode: 0o600 });
    await rename(temporary, file);
  } finally {
    await rm(temporary, { force: true });
  }
  return readSecret(file);
}

/** @param notes the outlines as JSON */
export function sealOf(notes: string, secret: string): string {
  return createHmac('sha256', secret).update(`${VERSION}\n${notes}`).digest('hex');
}

/** Whether this user's cribsheet, of this version, has written the outlines. */
export function isSealed(notes: string, seal: string | undefined, secret: string | null): boolean {
  if (secret === null || seal === undefined) return false;
  const [given, own] = [seal, sealOf(notes, secret)].map((text) => Buffer.from(text));
  return (
    given !== undefined && own !== undefined && given.length === own.length && timingSafeEqual(given, own)
  );
}

import type { Dirent } from 'node:fs';
import { lstat, readdir, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readRegularFile } from '../files/regular-file.js';
import { error, type Problem, ProblemError } from '../problem.js';
import { cacheFolder } from './cache-folder.js';
import { fontsConf } from './fonts-conf.js';
import { processFolders, sweepProcessFolders } from './process-folder.js';

/** The bundled browser as it lies unpacked in the cache folder. */
export interface UnpackedBrowser {
  /** Its whole path. */
  readonly folder: string;
  /** Bytes that its files take. */
  readonly bytes: number;
}

/** What was removed of unpacked browsers. */
export interface RemovedBrowsers {
  /** What is no longer there. */
  readonly removed: readonly UnpackedBrowser[];
  /** What lies beside them and is not provably ours. */
  readonly left: readonly string[];
}

/** Where browsers are unpacked. @throws ProblemError when no such folder can be made */
export async function browsersFolder(): Promise<string> {
  return join(await cacheFolder(), 'browser');
}

/** All that we have unpacked, of earlier versions too. */
export async function unpackedBrowsers(): Promise<readonly UnpackedBrowser[]> {
  const browsers = await browsersFolder();
  const folders: string[] = [];
  for (const { name } of await entriesOf(browsers))
    if (await isOurs(join(browsers, name))) folders.push(join(browsers, name));
  return Promise.all(folders.map(unpackedAt));
}

export async function unpackedAt(folder: string): Promise<UnpackedBrowser> {
  return { folder, bytes: await bytesIn(folder) };
}

/**
 * Removes what we have unpacked; the next run that needs it unpacks it anew. What somebody else has put there
 * stays.
 *
 * @throws ProblemError while a browser of ours runs
 */
export async function removeUnpacked(): Promise<RemovedBrowsers> {
  const browsers = await browsersFolder();
  const profiles = join(await cacheFolder(), 'profiles');
  await Promise.all([sweepProcessFolders(browsers), sweepProcessFolders(profiles)]);
  const users = [...(await processFolders(browsers)), ...(await processFolders(profiles))];
  if (users.length > 0) throw new ProblemError(inUse(users));
  const removed = await unpackedBrowsers();
  for (const { folder } of removed) {
    for (const { name } of await entriesOf(folder))
      if (OURS.has(name)) await rm(join(folder, name), { recursive: true, force: true });
    await rmdir(folder).catch(() => undefined);
  }
  const left = (await entriesOf(browsers)).map(({ name }) => join(browsers, name));
  await rmdir(browsers).catch(() => undefined);
  return { removed, left };
}

/** All that the archives, we and the browser's fonts put into such a folder. */
const OURS = new Set(['headless-shell', 'size', 'fonts.conf', 'fonts', 'fonts-cache', 'lib', 'locales']);

/** Its configuration of fonts is word for word the one that we write for this very place. */
async function isOurs(folder: string): Promise<boolean> {
  if (!(await lstat(folder)).isDirectory()) return false;
  const text = await readRegularFile(join(folder, 'fonts.conf'), 10_000).catch(() => null);
  return text === fontsConf(folder);
}

async function bytesIn(folder: string): Promise<number> {
  const sizes = (await entriesOf(folder)).map(async (entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? bytesIn(path) : (await lstat(path)).size;
  });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

function entriesOf(folder: string): Promise<readonly Dirent[]> {
  return readdir(folder, { withFileTypes: true }).catch(() => []);
}

function inUse(users: readonly number[]): Problem {
  const who = users.length === 1 ? `process ${users[0]} uses` : `processes ${users.join(', ')} use`;
  return error(`${who} the browser`, { file: '' }, 'Run it again when cribsheet has ended there.');
}

import { readlinkSync } from 'node:fs';
import { lstat, mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { kill, pid } from 'node:process';
import { isAlive } from '../files/is-alive.js';
import { readRegularFile } from '../files/regular-file.js';

/** In each folder of ours: where its process runs. */
const MARK = '.cribsheet-profile';

/** The folder of a process. */
const FOLDER = /^(\d+)-\w{6}$/;

/** A living process says so this often; one that has not for so long is gone, wherever it ran. */
const SIGN_EVERY_MS = 3_600_000;
const ABANDONED_MS = 24 * SIGN_EVERY_MS;

/** A folder that one process uses and removes when it ends. */
export interface ProcessFolder {
  readonly path: string;
  readonly remove: () => Promise<void>;
}

/**
 * A new folder in `parent`, named after this process, so that another run can tell what was left behind
 * (`4711-x7Yz3Q`); what ended processes have left there goes.
 */
export async function makeProcessFolder(parent: string): Promise<ProcessFolder> {
  await mkdir(parent, { recursive: true, mode: 0o700 });
  await sweepProcessFolders(parent);
  const path = await mkdtemp(join(parent, `${pid}-`));
  const mark = join(path, MARK);
  await writeFile(mark, whereabouts(), { flag: 'wx' });
  const sign = (): void => void utimes(mark, new Date(), new Date()).catch(() => undefined);
  const signing = setInterval(sign, SIGN_EVERY_MS).unref();
  return {
    path,
    remove: async () => {
      clearInterval(signing);
      await rm(path, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/**
 * Removes folders of ended processes. The parent may be anybody's, and shared by machines and containers whose
 * process ids mean nothing here: only what bears our mark goes, when its process ran here and is gone, or
 * has given no sign for a day.
 */
export async function sweepProcessFolders(parent: string): Promise<void> {
  for (const entry of await readdir(parent, { withFileTypes: true }).catch(() => [])) {
    const [, process] = FOLDER.exec(entry.name) ?? [];
    if (process === undefined || !entry.isDirectory()) continue;
    const folder = join(parent, entry.name);
    if (!(await isLeftBehind(join(folder, MARK), Number(process)))) continue;
    await endUsersOf(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 }).catch(() => undefined);
  }
}

/** The processes that have a folder there: when it is swept, those that run. */
export async function processFolders(parent: string): Promise<readonly number[]> {
  const names = await readdir(parent).catch(() => []);
  const ids = names.flatMap((name) => FOLDER.exec(name)?.[1] ?? []);
  return [...new Set(ids.map(Number))];
}

/** A browser ends with its process, but for one that a signal has stopped: it did not notice. Only Linux lists them. */
async function endUsersOf(folder: string): Promise<void> {
  for (const name of await readdir('/proc').catch(() => [])) {
    const line = /^\d+$/.test(name) ? await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '') : '';
    if (!line.split('\0').some((argument) => argument.endsWith(`=${folder}`))) continue;
    try {
      kill(-Number(name), 'SIGKILL');
    } catch {
      // It is no head of a group, or ended in this moment.
    }
  }
}

async function isLeftBehind(mark: string, process: number): Promise<boolean> {
  const where = await readRegularFile(mark, 1000).catch(() => null);
  if (where === null) return false;
  // Marks of 0.1.0 name the host alone.
  if (where === whereabouts() || where === hostname()) return !isAlive(process);
  const { mtimeMs } = await lstat(mark).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
  return mtimeMs < Date.now() - ABANDONED_MS;
}

/** Two containers may have one host's name and still count their processes each from 1. */
export function whereabouts(): string {
  try {
    return `${hostname()} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return hostname();
  }
}

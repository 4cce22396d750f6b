import type { Stats } from 'node:fs';
import { lstat, open, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { pid } from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { fileFailure } from '../../files/file-failure.js';
import { isAlive } from '../../files/is-alive.js';
import { readRegularFile } from '../../files/regular-file.js';
import { error, ProblemError } from '../../problem.js';

/** Nobody holds the lock longer than it takes to write a few files. */
const STALE_MS = 10_000;
const PATIENCE_MS = 15_000;
/** A process id and a host's name. */
const MAX_BYTES = 1000;

/**
 * Does the work while no other process does work under the same lock file. A lock whose owner is
 * gone, that is older than any work can take, or that is no lock of ours at all, is broken.
 *
 * @throws ProblemError when a folder is in its place, or it cannot be written
 */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  await take(file);
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}

async function take(file: string): Promise<void> {
  const patientUntil = performance.now() + PATIENCE_MS;
  for (;;) {
    if (await made(file)) return;
    const held = await lstat(file).catch(() => null);
    if (held === null) continue;
    if ((await isStale(file, held)) || performance.now() > patientUntil) await breakLock(file, held);
    else await pause(3 + Math.random() * 12);
  }
}

/** Whoever waited beside us may have broken it and taken another since: that one is not ours to break. */
async function breakLock(file: string, held: Stats): Promise<void> {
  const now = await lstat(file).catch(() => null);
  if (now?.ino === held.ino && now.mtimeMs === held.mtimeMs) await rm(file, { force: true });
}

async function made(file: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx');
    await handle.writeFile(`${pid} ${hostname()}`).finally(() => handle.close());
    return true;
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code === 'EEXIST') return false;
    // Whoever reads it knows the folder, and nothing of locks.
    throw fileFailure(failure, 'write', dirname(file));
  }
}

async function isStale(file: string, held: Stats): Promise<boolean> {
  if (held.isDirectory()) throw new ProblemError(folderInPlace(file));
  try {
    const [process = '', host] = ((await readRegularFile(file, MAX_BYTES)) ?? '').split(' ');
    // An empty lock is one that its owner is just about to sign.
    const isDead = host === hostname() && !isAlive(Number(process));
    // A date in the future is no sign of life.
    return isDead || Math.abs(Date.now() - held.mtimeMs) > STALE_MS;
  } catch (failure) {
    // Given back while we looked: whatever is there by now is another's.
    return (failure as NodeJS.ErrnoException).code !== 'ENOENT';
  }
}

function folderInPlace(file: string) {
  return error('cannot write the lock: a folder is in its place', { file }, 'Move the folder away.');
}

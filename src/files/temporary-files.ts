import { randomBytes } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pid } from 'node:process';
import { isAlive } from './is-alive.js';

/** So many characters of a name, four bytes each at most, leave room for the rest within 255 bytes. */
const NAME_CHARS = 50;

/** `emr.pdf` → `.emr.pdf.4711.a1b2c3.tmp`; the process id tells later runs whether it is alive. */
export function temporaryName(name: string): string {
  return `.${[...name].slice(0, NAME_CHARS).join('')}.${pid}.${randomBytes(4).toString('hex')}.tmp`;
}

/** What a writer leaves in the folder when its process is killed. */
const TEMPORARY = /^\..*\.(\d+)\.[0-9a-f]{8}\.tmp$/;
/** No file takes that long to write; process ids are used again. */
const ABANDONED_MS = 3_600_000;

/** Removes temporary files of ours in a folder whose process is gone. */
export async function sweepTemporaries(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const [, process] = TEMPORARY.exec(name) ?? [];
    if (process === undefined) continue;
    const file = join(folder, name);
    const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
    if (isLeftBehind(Number(process), mtimeMs)) await rm(file, { force: true }).catch(() => undefined);
  }
}

function isLeftBehind(process: number, mtimeMs: number): boolean {
  // In a container every run has the same process id: what is older than this run is not of it.
  if (process === pid) return mtimeMs < performance.timeOrigin - 1000;
  return !isAlive(process) || mtimeMs < Date.now() - ABANDONED_MS;
}

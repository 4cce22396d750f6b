import { mkdir, stat } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { env, getuid, platform } from 'node:process';
import { error, ProblemError } from '../problem.js';

/**
 * A folder that belongs to this user alone, for the unpacked browser and its profiles: the system's
 * cache folder, or a private one below the temporary folder where there is no home.
 *
 * @throws ProblemError when no such folder can be made
 */
export async function cacheFolder(): Promise<string> {
  for (const folder of places()) {
    if (await isPrivate(folder)) return folder;
  }
  const hint = 'Name one with the environment variable CRIBSHEET_CACHE_DIR.';
  throw new ProblemError(error('no folder for the browser can be written', { file: '' }, hint));
}

function places(): readonly string[] {
  if (env.CRIBSHEET_CACHE_DIR) return [env.CRIBSHEET_CACHE_DIR];
  return [join(userCache(), 'cribsheet'), join(tmpdir(), `cribsheet-${getuid?.() ?? 'user'}`)];
}

function userCache(): string {
  if (platform === 'win32') return env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches');
  return env.XDG_CACHE_HOME || join(homedir(), '.cache');
}

/** Another user must not have put a program there for us to run. */
async function isPrivate(folder: string): Promise<boolean> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const { uid, mode } = await stat(folder);
    return getuid === undefined || (uid === getuid() && (mode & 0o022) === 0);
  } catch {
    return false;
  }
}

import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder } from '../src/browser/cache-folder.js';
import { temporaryFolder } from './temporary-folder.js';

const CLI = fileURLToPath(new URL('../dist/cli.js', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The built command line in a process of its own. */
export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

export function start(
  argv: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Running {
  const child = spawn(process.execPath, [CLI, ...argv], { cwd, env: { ...process.env, ...env } });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (part) => {
    stdout += part;
  });
  child.stderr.on('data', (part) => {
    stderr += part;
  });
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
  return { child, ended };
}

/**
 * A cache folder of a test's own: its name is in the command line of every browser that uses it. The
 * unpacked browser in it is the user's.
 */
export async function ownCache(): Promise<string> {
  const browsers = join(await cacheFolder(), 'browser');
  await mkdir(browsers, { recursive: true });
  const cache = await temporaryFolder({});
  await symlink(browsers, join(cache, 'browser'));
  return cache;
}

/** Processes that have the text in their command line, by `/proc`; none where there is no `/proc`. */
export function processesWith(text: string): readonly number[] {
  let names: string[] = [];
  try {
    names = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
  return names.map(Number).filter((pid) => {
    try {
      return pid !== process.pid && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(text);
    } catch {
      return false;
    }
  });
}

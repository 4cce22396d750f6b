import { spawn } from 'node:child_process';
import { execPath } from 'node:process';
import { cpuSeconds, ownShareBytes, processTree } from './process-tree.js';

/** A command as `[program, …arguments]`, and where it runs. */
export interface Command {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

/** A Node script as a command's first words. */
export function script(path: string, ...args: readonly string[]): readonly string[] {
  return [execPath, path, ...args];
}

/** Wall-clock time from start to exit, ms. @throws Error with what it said when it fails */
export async function timed(command: Command): Promise<number> {
  const started = performance.now();
  await finished(command).done;
  return performance.now() - started;
}

const SAMPLE_MS = 20;

/**
 * The most memory that the process and all that it started held at one time, MiB: the sum of their
 * proportional set sizes (what several share counts once), looked at every 20 ms.
 */
export async function peakMemory(command: Command): Promise<number> {
  let peak = 0;
  await watched(command, (tree) => {
    peak = Math.max(
      peak,
      tree.reduce((sum, pid) => sum + ownShareBytes(pid), 0),
    );
  });
  return peak / 1024 / 1024;
}

/**
 * CPU of the process and all that it started, seconds. Looked at every 20 ms: what a process uses after the
 * last look is not counted, for one that is killed as for one that ends.
 */
export async function treeCpu(command: Command): Promise<number> {
  const used = new Map<number, number>();
  await watched(command, (tree) => {
    for (const pid of tree) used.set(pid, Math.max(used.get(pid) ?? 0, cpuSeconds(pid)));
  });
  return [...used.values()].reduce((sum, seconds) => sum + seconds, 0);
}

async function watched(command: Command, look: (tree: readonly number[]) => void): Promise<void> {
  const { pid, done } = finished(command);
  const timer = setInterval(() => look(processTree(pid)), SAMPLE_MS);
  await done.finally(() => clearInterval(timer));
}

function finished({ argv: [program = '', ...args], cwd, env }: Command): {
  readonly pid: number;
  readonly done: Promise<void>;
} {
  const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (part) => {
    said += part;
  });
  const done = new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`${program} ${args.join(' ')} ended with ${code}: ${said}`)),
    );
  });
  return { pid: child.pid ?? 0, done };
}

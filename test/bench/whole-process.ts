import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { execPath } from 'node:process';

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
  const { pid, done } = finished(command);
  let peak = 0;
  const timer = setInterval(() => {
    peak = Math.max(peak, treeBytes(pid));
  }, SAMPLE_MS);
  await done.finally(() => clearInterval(timer));
  return peak / 1024 / 1024;
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

function treeBytes(root: number): number {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    const parent = Number.isInteger(pid) ? parentOf(pid) : null;
    if (parent !== null) children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  const sum = (pid: number): number =>
    proportionalBytes(pid) + (children.get(pid) ?? []).reduce((total, child) => total + sum(child), 0);
  return sum(root);
}

function parentOf(pid: number): number | null {
  // The program's name, in brackets, may hold spaces: `4711 (chrome helper) S 4710 …`
  const fields = readProc(pid, 'stat').split(') ').at(-1)?.split(' ') ?? [];
  return fields.length > 1 ? Number(fields[1]) : null;
}

function proportionalBytes(pid: number): number {
  const kilobytes = /^Pss:\s+(\d+)/m.exec(readProc(pid, 'smaps_rollup'))?.[1];
  return Number(kilobytes ?? 0) * 1024;
}

/** Empty for a process that has just ended. */
function readProc(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return '';
  }
}

import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts the CPU time of a process in hundredths of a second, whatever its kernel's own tick. */
const TICKS_PER_SECOND = 100;

/** A process and all that it started, and what these started; the process alone where there is no `/proc`. */
export function processTree(root: number): readonly number[] {
  const children = new Map<number, number[]>();
  for (const pid of allProcesses()) {
    const parent = Number(fieldsOf(pid)[PARENT] ?? 0);
    children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  const below = (pid: number): number[] =>
    (children.get(pid) ?? []).flatMap((child) => [child, ...below(child)]);
  return [root, ...below(root)];
}

/** Memory of the processes that a process started, and those of these; 0 where there is no `/proc`. */
export function descendantsBytes(root: number): number {
  const [, ...below] = processTree(root);
  return below.reduce((sum, pid) => sum + ownShareBytes(pid), 0);
}

/** Pages that several processes share count in part for each (PSS); 0 for a process that has just ended. */
export function ownShareBytes(pid: number): number {
  const kilobytes = /^Pss:\s+(\d+) kB/m.exec(readProc(pid, 'smaps_rollup'))?.[1];
  return Number(kilobytes ?? 0) * 1024;
}

/** Memory that a process holds, shared pages whole; 0 once it has ended. */
export function residentBytes(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readProc(pid, 'status'))?.[1];
  return Number(kilobytes ?? 0) * 1024;
}

/** CPU that a process has used by itself, in seconds; 0 once it has ended. */
export function cpuSeconds(pid: number): number {
  const fields = fieldsOf(pid);
  return (Number(fields[USER] ?? 0) + Number(fields[SYSTEM] ?? 0)) / TICKS_PER_SECOND;
}

/** Places of proc(5)'s `stat`, counted after the program's name. */
const PARENT = 1;
const USER = 11;
const SYSTEM = 12;

function fieldsOf(pid: number): readonly string[] {
  // The name, in brackets, may hold anything: `4711 (chrome (helper) x) S 4710 …`
  return readProc(pid, 'stat').split(') ').at(-1)?.split(' ') ?? [];
}

function allProcesses(): readonly number[] {
  try {
    return readdirSync('/proc').map(Number).filter(Number.isInteger);
  } catch {
    return [];
  }
}

function readProc(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return '';
  }
}

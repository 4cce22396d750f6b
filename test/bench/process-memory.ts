import { readdirSync, readFileSync } from 'node:fs';

/** Memory of the processes that a process started, and those of these; 0 where there is no `/proc`. */
export function descendantsBytes(pid: number): number {
  const parents = new Map<number, number>();
  try {
    for (const name of readdirSync('/proc'))
      if (/^\d+$/.test(name)) parents.set(Number(name), parentOf(name));
  } catch {
    return 0;
  }
  const isBelow = (one: number): boolean => {
    const parent = parents.get(one) ?? 0;
    return parent === pid || (parent > 1 && isBelow(parent));
  };
  return [...parents.keys()].filter(isBelow).reduce((sum, one) => sum + ownShareBytes(one), 0);
}

function parentOf(pid: string): number {
  try {
    // The second field is a name in brackets that may hold anything.
    const [, rest = ''] = /^.*\) \S (.*)$/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    return Number.parseInt(rest, 10);
  } catch {
    return 0;
  }
}

/** Pages that several processes share count in part for each (PSS). */
export function ownShareBytes(pid: number): number {
  try {
    const [, kilobytes = '0'] =
      /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')) ?? [];
    return Number(kilobytes) * 1024;
  } catch {
    return 0;
  }
}

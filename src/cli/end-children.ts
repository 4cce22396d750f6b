import { readdirSync, readFileSync } from 'node:fs';
import { kill } from 'node:process';

const THREADS = '/proc/self/task';

/**
 * Ends the processes that this one has started, and theirs. A thread that was ended cannot do it itself, and a
 * browser that a signal has stopped does not notice that nobody is there. Only Linux lists them.
 *
 * @param others those that go on: the user's viewer
 */
export function endChildren(others: ReadonlySet<number>): void {
  for (const pid of children().filter((one) => !others.has(one))) {
    try {
      // Each is the head of a group of its own.
      kill(-pid, 'SIGKILL');
    } catch {
      // It ended in this moment.
    }
  }
}

function children(): readonly number[] {
  try {
    const lists = readdirSync(THREADS).map((thread) => readFileSync(`${THREADS}/${thread}/children`, 'utf8'));
    return lists
      .join(' ')
      .split(' ')
      .map(Number)
      .filter((pid) => pid > 0);
  } catch {
    return [];
  }
}

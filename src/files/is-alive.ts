import { kill } from 'node:process';

/** Whether a process with this id is running. */
export function isAlive(process: number): boolean {
  if (!Number.isInteger(process) || process <= 0) return false;
  try {
    return kill(process, 0);
  } catch (failure) {
    return (failure as NodeJS.ErrnoException).code === 'EPERM';
  }
}

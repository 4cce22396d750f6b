import { availableParallelism, loadavg } from 'node:os';

/** However busy the machine is, somebody waits. */
const LEAST = 1 / 6;

/**
 * How much of the time that passes counts in a limit by the clock, from 1 to a sixth: where the processors have more
 * than twice the work that they can do at once, an honest note takes as many times longer. By the load of the last
 * minute; 1 where the system does not tell it.
 */
export function clockShare([load = 0] = loadavg(), processors = availableParallelism()): number {
  return Math.max(LEAST, Math.min(1, (2 * processors) / Math.max(1, load)));
}

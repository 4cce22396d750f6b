import { env } from 'node:process';

/** How often a fuzz test runs: so many times in every test run, 20 times as often in `npm run fuzz`. */
export function fuzzRuns(everyTime: number): number {
  return everyTime * Number(env.CRIBSHEET_FUZZ ?? 1);
}

/** Time for it. */
export function fuzzMs(everyTime: number): number {
  return everyTime * Number(env.CRIBSHEET_FUZZ ?? 1);
}

import type { ProblemList } from './problem-list.js';

/** Where a reference to a link definition stands that there is none of. */
interface Reference {
  /** What is between the second brackets. */
  readonly id: string;
  /** Line of the note's file, from 1. */
  readonly line: number;
  /** The character before the first bracket, '' where there is none. */
  readonly before: string;
}

/**
 * `[words][id]` without a definition of `id` is printed as it is written, and said. Not so `a[i][j]`
 * and `[1][2]`, which refer to nothing.
 */
export function reportMissingLink(
  { id, line, before }: Reference,
  problems: Pick<ProblemList, 'warn'>,
): void {
  if (/[\p{L}\p{N}_)\]]/u.test(before) || !/\p{L}/u.test(id)) return;
  problems.warn(`Link definition "${id}" is missing`, line, `[${id}]`, `Add a line like [${id}]: address.`);
}

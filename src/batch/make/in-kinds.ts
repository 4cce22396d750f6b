import type { Job } from '../plan/plan-note.js';

/** So many notes stay parsed between their outputs of one kind and those of the next. */
const NOTES_TOGETHER = 4;

/**
 * The jobs, a few notes at a time and in these kind by kind: a page that goes from one kind to another has
 * other faces to decode, which is most of what a small output costs.
 */
export function inKinds(jobs: readonly Job[]): readonly Job[] {
  const notes = grouped(jobs, ({ note }) => note.file);
  const ordered: Job[] = [];
  for (let first = 0; first < notes.length; first += NOTES_TOGETHER) {
    const together = notes.slice(first, first + NOTES_TOGETHER).flat();
    ordered.push(...grouped(together, ({ kind }) => kind.name).flat());
  }
  return ordered;
}

/** In the order in which the first of each group comes. */
function grouped(jobs: readonly Job[], keyOf: (job: Job) => string): readonly (readonly Job[])[] {
  const groups = new Map<string, Job[]>();
  for (const job of jobs) {
    const group = groups.get(keyOf(job)) ?? [];
    group.push(job);
    groups.set(keyOf(job), group);
  }
  return [...groups.values()];
}

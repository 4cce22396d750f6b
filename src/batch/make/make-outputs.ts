import type { Output } from '../../outputs/output-kinds.js';
import type { Problem, Warned } from '../../problem.js';
import type { OutputRecord } from '../cache/manifest.js';
import type { NoteCache } from '../cache/note-cache.js';
import type { OutputCache } from '../cache/output-cache.js';
import { type Job, jobTitle } from '../plan/plan-note.js';
import { withNotePath } from '../problem-paths.js';
import { reportedOutput } from '../reported-output.js';
import type { Run } from '../run.js';
import { currentRecord } from './current-record.js';
import type { LazyBrowser } from './lazy-browser.js';
import { makeStale } from './make-stale.js';

export interface MakeOutputsContext {
  readonly cache: OutputCache;
  readonly notes: NoteCache;
  readonly browser: LazyBrowser;
  /** Somebody waits for the first output: nothing else runs beside it. */
  readonly firstAlone: boolean;
}

/** What became of a job; no output where it could not be made or nothing is written. */
interface Result {
  readonly output: Output | null;
  readonly problems: readonly Problem[];
}

/**
 * Makes the outputs that are not up to date, and tells of all.
 *
 * @returns the outputs in the order of the jobs, and what could not be made
 * @throws the signal's reason when it is aborted
 */
export async function makeOutputs(
  jobs: readonly Job[],
  run: Run,
  { cache, notes, browser, firstAlone }: MakeOutputsContext,
): Promise<Warned<readonly Output[]>> {
  const results = new Map<Job, Result>();
  const count = () => ({ done: results.size, total: jobs.length });
  const made = (job: Job, record: OutputRecord, cached: boolean): void => {
    const output = run.write ? reportedOutput(record, run, cached) : null;
    results.set(job, { output, problems: withNotePath(record.problems, job.note.file) });
    if (output) run.report({ type: 'made', item: jobTitle(job), output, ...count() });
  };
  const stale: Job[] = [];
  for (const job of jobs) {
    const record = await currentRecord(job, cache);
    if (record) made(job, record, true);
    else stale.push(job);
  }
  run.signal?.throwIfAborted();
  if (stale.length > 0) {
    const session = await browser.open();
    void session.start();
    await makeStale(stale, {
      given: run.given,
      forNote: run.forNote,
      write: run.write,
      cache,
      notes,
      withPage: session.withPage,
      isStopped: () => run.signal?.aborted === true,
      firstAlone,
      oneByOne: run.oneByOne,
      onStart: (job) => run.report({ type: 'started', item: jobTitle(job), file: job.note.file, ...count() }),
      onMade: (job, record) => made(job, record, false),
      onFailed: (job, problem) => {
        results.set(job, { output: null, problems: [problem] });
        run.report({ type: 'failed', item: jobTitle(job), ...count() });
      },
    });
    run.signal?.throwIfAborted();
  }
  const inOrder = jobs.flatMap((job) => results.get(job) ?? []);
  return {
    value: inOrder.flatMap(({ output }) => output ?? []),
    problems: inOrder.flatMap(({ problems }) => problems),
  };
}

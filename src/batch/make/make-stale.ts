import { availableParallelism } from 'node:os';
import { LIMITS } from '../../bounds/limits.js';
import { TooMuchForBrowser } from '../../bounds/too-much-for-browser.js';
import { BrowserUnavailable } from '../../browser/browser-unavailable.js';
import type { Settings } from '../../options/options.js';
import { endingsOf } from '../../outputs/output-kind.js';
import type { WithPage } from '../../page/render-page.js';
import { error, type Problem, ProblemError } from '../../problem.js';
import { type FileState, type OutputRecord, recordId } from '../cache/manifest.js';
import type { NoteCache } from '../cache/note-cache.js';
import type { OutputCache } from '../cache/output-cache.js';
import { failureProblem } from '../failure.js';
import { type Job, jobTitle } from '../plan/plan-note.js';
import type { Run } from '../run.js';
import { recordOf } from './current-record.js';
import { inKinds } from './in-kinds.js';
import { makeOutput } from './make-output.js';

export interface MakeStaleContext {
  /** Options of this run. */
  readonly given: Partial<Settings>;
  readonly forNote: Run['forNote'];
  /** False to find problems only. */
  readonly write: boolean;
  readonly cache: OutputCache;
  readonly notes: NoteCache;
  readonly withPage: WithPage;
  readonly isStopped: () => boolean;
  /** Somebody waits for the first output: nothing else runs beside it. */
  readonly firstAlone: boolean;
  /** No two are made at the same time. */
  readonly oneByOne: boolean;
  readonly onStart: (job: Job) => void;
  readonly onMade: (job: Job, record: OutputRecord) => void;
  /** It could not be made, for this reason. */
  readonly onFailed: (job: Job, problem: Problem) => void;
}

/** Outputs of each note that were too much for the browser. */
type Losses = Map<string, number>;

/** The manifest is written this often, so that a killed run leaves little to do again. */
const SAVE_EVERY_MS = 1000;

/**
 * Makes outputs, so many at a time as the cores can render. A failure is reported and the rest goes
 * on; only a missing browser stops it all.
 */
export async function makeStale(jobs: readonly Job[], context: MakeStaleContext): Promise<void> {
  const { cache, write } = context;
  const before = new Map(jobs.map((job) => [job, cache.output(recordId(job.kind.name, job.stem))]));
  const old = (job: Job): OutputRecord | null => before.get(job) ?? null;
  for (const job of jobs) cache.setOutput(pending(job, old(job)));
  // Before any file changes, the manifest no longer says what is in it.
  const announced = write ? cache.save() : Promise.resolve();
  announced.catch(() => undefined);
  let unavailable = false;
  const save = write ? savingNowAndThen(cache) : () => undefined;
  const losses: Losses = new Map();
  const make = async (job: Job): Promise<void> => {
    context.onStart(job);
    try {
      const withPage = patience(context.withPage, losses.get(job.note.file) ?? 0);
      const record = await makeOutput(job, { ...context, withPage, announced });
      if (write) await commit(record, old(job), cache);
      context.onMade(job, record);
    } catch (failure) {
      if (failure instanceof BrowserUnavailable) unavailable = true;
      if (failure instanceof TooMuchForBrowser)
        losses.set(job.note.file, (losses.get(job.note.file) ?? 0) + 1);
      giveBack(old(job), cache);
      if (!context.isStopped()) context.onFailed(job, failureProblem(failure, aboutJob(job)));
    }
    save();
  };
  const queue = inKinds(jobs).values();
  const work = async (): Promise<void> => {
    for (const job of queue) {
      if (unavailable || context.isStopped()) return giveBack(old(job), cache);
      await make(job);
    }
  };
  const first = context.firstAlone ? queue.next().value : undefined;
  if (first) await make(first);
  await Promise.all(Array.from({ length: context.oneByOne ? 1 : availableParallelism() + 1 }, work));
  for (const job of queue) giveBack(old(job), cache);
}

/**
 * Less time for each output of a note that held up the browser before: a note of three hundred sections would
 * else take three hundred times as long as one is given.
 */
function patience(withPage: WithPage, losses: number): WithPage {
  if (losses === 0) return withPage;
  if (losses > LIMITS.losses) return () => Promise.reject(new ProblemError(lostEnough()));
  return (job, needs) => withPage(job, { limitMs: LIMITS.pageAfterLossMs, ...needs });
}

function lostEnough(): Problem {
  const hint = 'Try the note in parts.';
  return error('left out: too many outputs of the note were too much for the browser', { file: '' }, hint);
}

function savingNowAndThen(cache: OutputCache): () => void {
  let savedAt = performance.now();
  return () => {
    if (performance.now() - savedAt <= SAVE_EVERY_MS) return;
    savedAt = performance.now();
    cache.save().catch(() => undefined);
  };
}

/** A picture that is not asked for any more goes when the sheet is made again. */
async function commit(record: OutputRecord, old: OutputRecord | null, cache: OutputCache): Promise<void> {
  const kept = new Set(record.files.map(({ path }) => path));
  for (const file of old?.files ?? []) if (!kept.has(file.path)) await cache.removeFile(file);
  cache.setOutput(record);
}

/** Not made: the old file is still there, and the cache checks that it is whole. */
function giveBack(old: OutputRecord | null, cache: OutputCache): void {
  if (old !== null) cache.setOutput(old);
}

function pending(job: Job, old: OutputRecord | null): OutputRecord {
  const known = old?.files ?? [];
  const endings = endingsOf(job.kind, job.settings);
  const fresh = endings.map((ending) => unknownFile(job.stem + ending));
  const files = [...known, ...fresh.filter(({ path }) => known.every((file) => file.path !== path))];
  return { ...recordOf(job), key: null, files, facts: null, problems: [] };
}

function unknownFile(path: string): FileState {
  return { path, bytes: 0, mtimeMs: 0, hash: '' };
}

function aboutJob(job: Job) {
  const line = job.part.section === null ? null : job.part.line;
  return { title: jobTitle(job), file: job.note.file, line };
}

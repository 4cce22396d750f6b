import { availableParallelism } from 'node:os';
import { BrowserUnavailable } from '../../browser/browser-unavailable.js';
import type { LendPage } from '../../browser/lend-page.js';
import { sectionOf, wholeNote } from '../../note/excerpt.js';
import type { Problem } from '../../problem.js';
import { type FileState, type OutputRecord, recordId } from '../cache/manifest.js';
import type { NoteShelf } from '../cache/note-shelf.js';
import type { OutputLedger } from '../cache/output-ledger.js';
import { type Job, jobTitle } from '../plan/plan-note.js';
import { failureProblem } from './failure.js';
import { makeOutput } from './make-output.js';

/** A job with where its note lies, as the manifest names it. */
export interface SourcedJob extends Job {
  readonly source: string;
  /** Hash of the note's bytes when it was planned. */
  readonly noteHash: string;
}

export interface MakeAllContext {
  /** Absolute path of the output folder; null to find problems only. */
  readonly out: string | null;
  readonly ledger: OutputLedger;
  readonly shelf: NoteShelf;
  readonly lend: LendPage;
  readonly isStopped: () => boolean;
  /** Somebody waits for the first output: nothing else runs beside it. */
  readonly firstAlone: boolean;
  readonly onStart: (job: SourcedJob) => void;
  /** null: it could not be made, for this reason. */
  readonly onEnd: (job: SourcedJob, record: OutputRecord | null, problems: readonly Problem[]) => void;
}

/** The manifest is written this often, so that a killed run leaves little to do again. */
const SAVE_EVERY_MS = 1000;

/**
 * Makes the outputs, so many at a time as the cores can render. A failure is reported and the rest
 * goes on; only a missing browser stops it all.
 */
export async function makeAll(jobs: readonly SourcedJob[], context: MakeAllContext): Promise<void> {
  const { ledger, out } = context;
  const before = new Map(jobs.map((job) => [job, ledger.output(recordId(job))]));
  for (const job of jobs) ledger.setOutput(pending(job, before.get(job) ?? null));
  // Before any file changes, the manifest no longer says what is in it.
  const announced = out === null ? Promise.resolve() : ledger.save();
  announced.catch(() => undefined);
  let unavailable = false;
  let savedAt = performance.now();
  const queue = jobs.values();
  const make = async (job: SourcedJob): Promise<void> => {
    context.onStart(job);
    try {
      const { record, problems } = await makeRecord(job, announced, context);
      if (out !== null) await commit(record, before.get(job) ?? null, ledger);
      context.onEnd(job, record, problems);
    } catch (failure) {
      if (failure instanceof BrowserUnavailable) unavailable = true;
      giveBack(before.get(job) ?? null, ledger);
      if (!context.isStopped()) context.onEnd(job, null, [failureProblem(failure, aboutJob(job))]);
    }
    if (out !== null && performance.now() - savedAt > SAVE_EVERY_MS) {
      savedAt = performance.now();
      ledger.save().catch(() => undefined);
    }
  };
  const work = async (): Promise<void> => {
    for (const job of queue) {
      if (unavailable || context.isStopped()) return giveBack(before.get(job) ?? null, ledger);
      await make(job);
    }
  };
  const first = context.firstAlone ? queue.next().value : undefined;
  if (first) await make(first);
  await Promise.all(Array.from({ length: availableParallelism() + 1 }, work));
  for (const job of queue) giveBack(before.get(job) ?? null, ledger);
}

async function makeRecord(job: SourcedJob, announced: Promise<void>, context: MakeAllContext) {
  const { note } = await context.shelf.take(job.file, job.noteHash);
  const { section } = job.part;
  const excerpt = (section === null ? null : sectionOf(note, section)) ?? wholeNote(note);
  const { kind, stem, settings } = job;
  const target = { out: context.out, lend: context.lend, announced };
  const { value, problems } = await makeOutput({ kind, excerpt, stem, settings }, target);
  const own = problems.map((problem) => (problem.file === note.file ? { ...problem, file: '' } : problem));
  const record: OutputRecord = { ...recordOf(job), ...value, key: job.key, problems: own };
  return { record, problems: problemsOf(record, job.file) };
}

/** The problems of an output under the name that the caller has for the note. */
export function problemsOf({ problems }: OutputRecord, file: string): readonly Problem[] {
  return problems.map((problem) => (problem.file === '' ? { ...problem, file } : problem));
}

/** A picture that is not asked for any more goes when the sheet is made again. */
async function commit(record: OutputRecord, old: OutputRecord | null, ledger: OutputLedger): Promise<void> {
  const kept = new Set(record.files.map(({ path }) => path));
  for (const file of old?.files ?? []) if (!kept.has(file.path)) await ledger.removeFile(file);
  ledger.setOutput(record);
}

/** Not made: the old file is still there, and the ledger checks that it is whole. */
function giveBack(old: OutputRecord | null, ledger: OutputLedger): void {
  if (old !== null) ledger.setOutput(old);
}

function pending(job: SourcedJob, old: OutputRecord | null): OutputRecord {
  const known = old?.files ?? [];
  const fresh = endingsOf(job).map((ending) => unknownFile(job.stem + ending));
  const files = [...known, ...fresh.filter(({ path }) => known.every((file) => file.path !== path))];
  return { ...recordOf(job), key: null, files, facts: null, problems: [] };
}

function unknownFile(path: string): FileState {
  return { path, bytes: 0, mtimeMs: 0, hash: '' };
}

function endingsOf({ kind, part, settings }: Job): readonly string[] {
  if (kind === 'sheet') return settings.png ? ['.png', '.pdf'] : ['.pdf'];
  return settings.deckPdf ? [part.section === null ? '.pdf' : '.slides.pdf', '.html'] : ['.html'];
}

/** What a record says of the job itself. */
export function recordOf(job: SourcedJob) {
  const { kind, stem, source, name, noteTitle, part, order } = job;
  const { section, title, line } = part;
  const sectionTitle = section === null ? null : title;
  return { kind, stem, source, note: name, noteTitle, section, sectionTitle, order, line };
}

function aboutJob(job: Job) {
  return { title: jobTitle(job), file: job.file, line: job.part.section === null ? null : job.part.line };
}

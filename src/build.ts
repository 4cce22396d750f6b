import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { type About, failureProblem, unknownSection } from './batch/failure.js';
import type { IndexEntry } from './batch/index-page.js';
import { type LoadedNote, loadNote } from './batch/load-note.js';
import { makeOutput } from './batch/make-output.js';
import { nameNotes } from './batch/output-names.js';
import { type Job, jobTitle, planNote, sectionProblems } from './batch/plan-note.js';
import { type BuildReport, distinct, type Output, type Progress } from './batch/report.js';
import type { BrowserSession } from './browser/browser-session.js';
import { BrowserUnavailable } from './browser/browser-unavailable.js';
import { findNotes, makeFolder, writeWhole } from './files.js';
import { DEFAULTS, type Settings } from './options.js';
import { type Problem, ProblemError } from './problem.js';
import { checkOptions, mergeSettings } from './settings.js';

/** What every function of the API takes besides the options of the table. */
export interface RunOptions {
  /** Files, folders and globs; `notes` unless given. */
  readonly paths?: readonly string[];
  /** Folder that relative paths start from; the process's own unless given. */
  readonly cwd?: string;
  /** Stops the work: finished files stay, the browser ends, the promise rejects with the reason. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

/** Options of the table, all optional, and what concerns only this call. */
export type BuildOptions = Partial<Settings> & RunOptions;

/** The options of one call, checked once; nothing below looks at raw input again. */
export interface Run {
  readonly paths: readonly string[];
  readonly cwd: string;
  /** Absolute path of the output folder. */
  readonly out: string;
  /** Only what the caller gave: a note's own settings come before the defaults. */
  readonly given: Partial<Settings>;
  /** False to find problems only. */
  readonly write: boolean;
  readonly signal: AbortSignal | null;
  readonly report: (progress: Progress) => void;
}

/** @throws ProblemError for an unknown option or a bad value */
export function openRun({ paths, cwd, signal, onProgress, ...options }: BuildOptions, write: boolean): Run {
  const given = checkOptions(options);
  const from = cwd ?? process.cwd();
  return {
    paths: paths && paths.length > 0 ? paths : ['notes'],
    cwd: from,
    out: resolve(from, given.out ?? DEFAULTS.out),
    given,
    write,
    signal: signal ?? null,
    report: onProgress ?? (() => undefined),
  };
}

/**
 * Makes the sheets and decks of every note under the paths: `<out>/<note>/sheet.pdf`, `deck.html`,
 * `sections/<id>.pdf` and `.html`, and `<out>/index.html` to find them all. A note that cannot be
 * made is reported, and the others are made.
 *
 * @throws ProblemError for wrong usage: an unknown option, a bad value, no notes at all
 * @throws the signal's reason when it is aborted
 */
export async function build(options: BuildOptions = {}): Promise<BuildReport> {
  return runBuild(openRun(options, true));
}

/** The same work with nothing written where `run.write` is false. */
export async function runBuild(run: Run): Promise<BuildReport> {
  const started = performance.now();
  run.signal?.throwIfAborted();
  const found = await findNotes(run.paths, { cwd: run.cwd, out: run.out });
  const [first] = found.problems;
  if (found.value.length === 0 && first) throw new ProblemError(first);
  const work = new Work(run, found.value);
  work.problems.push(...found.problems);
  await work.finish();
  const outputs = work.made.flatMap(({ output }) => (run.write ? [output] : []));
  return {
    outputs,
    problems: distinct(work.problems),
    ms: Math.round(performance.now() - started),
  };
}

const NOTHING: About = { title: null, file: '', line: null };

interface MadeOutput {
  readonly order: number;
  readonly entry: IndexEntry;
  readonly output: Output;
}

/** One build under way: what is planned, what is made, what went wrong. */
class Work {
  readonly problems: Problem[] = [];
  made: MadeOutput[] = [];
  readonly #run: Run;
  readonly #files: readonly string[];
  #session: BrowserSession | null = null;
  #planned = 0;
  #done = 0;
  #stopped = false;

  constructor(run: Run, files: readonly string[]) {
    this.#run = run;
    this.#files = files;
  }

  async finish(): Promise<void> {
    if (this.#run.write && !(await this.#prepareOutput())) return;
    this.#session = await openSession(this.#run);
    const session = this.#session;
    const stop = (): void => void session.close();
    this.#run.signal?.addEventListener('abort', stop, { once: true });
    try {
      await this.#makeAll();
      this.#run.signal?.throwIfAborted();
      if (this.#run.write) await this.#writeIndex();
    } finally {
      this.#run.signal?.removeEventListener('abort', stop);
      await session.close();
    }
  }

  async #prepareOutput(): Promise<boolean> {
    return this.#tried(makeFolder(this.#run.out).then(() => true)).then((made) => made === true);
  }

  /** Notes are parsed while others print: one more worker than pages keeps both sides busy. */
  async #makeAll(): Promise<void> {
    const jobs = this.#jobs();
    const worker = async (): Promise<void> => {
      for await (const [order, job] of jobs) await this.#make(order, job);
    };
    await Promise.all(Array.from({ length: availableParallelism() + 1 }, worker));
    this.made.sort((a, b) => a.order - b.order);
  }

  /** Notes are read one after the other and let go when their outputs are made. */
  async *#jobs(): AsyncGenerator<readonly [number, Job]> {
    const names = nameNotes(this.#files, this.#run.cwd);
    const wanted = new Set(this.#run.given.section);
    const known = new Set<string>();
    this.#session?.start();
    for (const file of this.#files) {
      if (this.#isOver()) return;
      const loaded = await this.#tried(loadNote(file, this.#run.cwd), { ...NOTHING, file });
      if (!loaded) continue;
      this.problems.push(...loaded.problems);
      const jobs = this.#plan(loaded.value, names.get(file) ?? 'note');
      for (const { id } of loaded.value.note.sections) known.add(id);
      for (const job of jobs) {
        if (this.#isOver()) return;
        yield [this.#planned - jobs.length + jobs.indexOf(job), job];
      }
    }
    for (const id of wanted) if (!known.has(id)) this.problems.push(unknownSection(id, [...known]));
  }

  #plan({ note, settings }: LoadedNote, name: string): readonly Job[] {
    const merged = mergeSettings(settings, this.#run.given);
    this.problems.push(...sectionProblems(note, merged));
    const jobs = planNote(note, name, merged);
    this.#planned += jobs.length;
    return jobs;
  }

  #isOver(): boolean {
    return this.#stopped || this.#run.signal?.aborted === true;
  }

  async #make(order: number, job: Job): Promise<void> {
    const { report, cwd, out, write } = this.#run;
    const session = this.#session;
    if (!session || this.#isOver()) return;
    const item = jobTitle(job);
    report({ type: 'started', item, ...this.#count() });
    const made = await this.#tried(
      makeOutput(job, { cwd, out, write, lend: session.withPage }),
      aboutJob(job),
    );
    this.#done += 1;
    if (!made) {
      if (!this.#isOver()) report({ type: 'failed', item, ...this.#count() });
      return;
    }
    this.problems.push(...made.problems);
    this.made.push({ order, entry: entryOf(job), output: made.value });
    report({ type: 'made', output: made.value, ...this.#count() });
  }

  #count(): { readonly done: number; readonly total: number } {
    return { done: this.#done, total: this.#planned };
  }

  async #writeIndex(): Promise<void> {
    if (this.made.length === 0) return;
    const { renderIndexPage } = await import('./batch/index-page.js');
    const entries = this.made.map(({ entry }) => entry);
    const templates = this.#run.given.templates ?? null;
    const write = async (): Promise<void> =>
      writeWhole(join(this.#run.out, 'index.html'), await renderIndexPage(entries, templates));
    await this.#tried(write());
  }

  /** A failure is kept as a problem, and the rest goes on; only a missing browser stops it all. */
  async #tried<T>(work: Promise<T>, about: About = NOTHING): Promise<T | null> {
    try {
      return await work;
    } catch (failure) {
      if (this.#run.signal?.aborted) return null;
      if (failure instanceof BrowserUnavailable) this.#stopped = true;
      this.problems.push(failureProblem(failure, about));
      return null;
    }
  }
}

async function openSession({ given, report }: Run): Promise<BrowserSession> {
  const { BrowserSession } = await import('./browser/browser-session.js');
  return new BrowserSession({
    browser: given.browser ?? null,
    onNotice: (message) => report({ type: 'notice', message }),
  });
}

function entryOf({ kind, name, note, section, stem }: Job): IndexEntry {
  return { kind, note: name, noteTitle: note.meta.title, sectionTitle: section?.title ?? null, stem };
}

function aboutJob(job: Job): About {
  return { title: jobTitle(job), file: job.note.file, line: job.section?.lines[0] ?? null };
}

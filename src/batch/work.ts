import type { Run } from '../api/build.js';
import type { BrowserSession } from '../browser/browser-session.js';
import { findNotes, makeOutputFolder, shownPath } from '../files/files.js';
import { type Problem, ProblemError } from '../problem.js';
import { currentRecord } from './cache/current-record.js';
import { type Grounds, readGrounds } from './cache/grounds.js';
import type { OutputRecord } from './cache/manifest.js';
import { NoteShelf } from './cache/note-shelf.js';
import { OutputLedger } from './cache/output-ledger.js';
import { removeOrphans, removeStale, sweepOutput } from './cache/tidy-output.js';
import { type About, failureProblem, unknownSection } from './make/failure.js';
import { makeAll, problemsOf, type SourcedJob } from './make/make-all.js';
import { outputOf } from './output-of.js';
import { nameNotes } from './plan/output-names.js';
import { jobTitle } from './plan/plan-note.js';
import { shareOf } from './plan/shard.js';
import { imageFiles, type Surveyed, surveyNote } from './plan/survey.js';
import { type BuildReport, distinct, type Output } from './report.js';
import { isIndexCurrent, writeIndex } from './write-index.js';

/** A browser and parsed notes that outlive one build: watching keeps them. */
export interface Warm {
  readonly session: BrowserSession;
  readonly shelf: NoteShelf;
  /** Told which image files the notes show. */
  readonly onImages: (files: readonly string[]) => void;
}

const NOWHERE: About = { title: null, file: '', line: null };

/** One build under way: what is planned, what is made, what went wrong. */
export class Work {
  readonly #run: Run;
  readonly #warm: Warm | null;
  readonly #shelf: NoteShelf;
  readonly #problems: Problem[] = [];
  readonly #made = new Map<SourcedJob, Output>();
  #session: Promise<BrowserSession> | null = null;
  #done = 0;
  #total = 0;

  constructor(run: Run, warm: Warm | null) {
    this.#run = run;
    this.#warm = warm;
    this.#shelf = warm?.shelf ?? new NoteShelf(run.cwd);
  }

  async finish(): Promise<BuildReport> {
    const started = performance.now();
    const files = await this.#files();
    if (!this.#run.write) await this.#make(files, OutputLedger.blank());
    else if (await this.#tried(makeOutputFolder(this.#run.out, this.#run.home).then(() => true))) {
      await this.#make(files, await OutputLedger.open(this.#run.out));
    }
    this.#run.signal?.throwIfAborted();
    return {
      outputs: this.#run.write ? [...this.#made.values()] : [],
      problems: distinct(this.#problems),
      ms: Math.round(performance.now() - started),
    };
  }

  async #files(): Promise<readonly string[]> {
    const found = await findNotes(this.#run.paths, this.#run);
    const [first] = found.problems;
    if (found.value.length === 0 && first) throw new ProblemError(first);
    this.#problems.push(...found.problems);
    return found.value;
  }

  async #make(files: readonly string[], ledger: OutputLedger): Promise<void> {
    const { signal, write } = this.#run;
    const stop = (): void => void this.#closeSession();
    signal?.addEventListener('abort', stop, { once: true });
    try {
      if (write) await sweepOutput(this.#run.out, ledger);
      const grounds = await readGrounds(this.#run.given.templates ?? null, this.#run.given.browser ?? null);
      const surveyed = await this.#survey(files, ledger, grounds);
      await this.#makeJobs(this.#chosen(surveyed), ledger);
      void this.#closeSession();
      if (write && !this.#isOver()) await this.#tidy(surveyed, ledger, grounds);
      this.#problems.push(...ledger.takeProblems().map((problem) => this.#shown(problem)));
    } finally {
      signal?.removeEventListener('abort', stop);
      if (write && ledger.isChanged) await ledger.save().catch(() => undefined);
      await this.#closeSession();
    }
  }

  async #survey(files: readonly string[], ledger: OutputLedger, grounds: Grounds) {
    const { cwd, out, given } = this.#run;
    const names = nameNotes(files, cwd);
    const onChanged = (): Promise<void> => this.#startBrowser();
    const context = { cwd, out, given, grounds, ledger, shelf: this.#shelf, onChanged };
    const surveyed: Surveyed[] = [];
    for (const file of files) {
      if (this.#isOver()) break;
      const note = await this.#tried(surveyNote(file, names.get(file) ?? 'note', context), {
        ...NOWHERE,
        file,
      });
      if (!note) continue;
      this.#problems.push(...note.problems.map((problem) => this.#shown(problem)));
      surveyed.push(note);
      this.#warm?.onImages(imageFiles(note, cwd));
    }
    this.#missSections(surveyed);
    return surveyed;
  }

  #missSections(surveyed: readonly Surveyed[]): void {
    const known = new Set(surveyed.flatMap(({ note }) => note.outline.parts.map(({ section }) => section)));
    const ids = [...known].filter((id) => id !== null);
    for (const id of this.#run.given.section ?? []) {
      if (!known.has(id)) this.#problems.push(unknownSection(id, ids));
    }
  }

  #chosen(surveyed: readonly Surveyed[]): readonly SourcedJob[] {
    const jobs = surveyed.flatMap(({ jobs: planned, source, note }) =>
      planned.map((job): SourcedJob => ({ ...job, source, noteHash: note.outline.source })),
    );
    const { shard } = this.#run.given;
    return shard ? shareOf(jobs, shard) : jobs;
  }

  async #makeJobs(jobs: readonly SourcedJob[], ledger: OutputLedger): Promise<void> {
    this.#total = jobs.length;
    const dirty: SourcedJob[] = [];
    const order = new Map(jobs.map((job, i) => [job, i]));
    for (const job of jobs) {
      const record = await currentRecord(job, ledger);
      if (record) this.#keep(job, record);
      else dirty.push(job);
    }
    if (dirty.length > 0 && !this.#isOver()) await this.#render(dirty, ledger);
    const made = [...this.#made].sort(([a], [b]) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
    this.#made.clear();
    for (const [job, output] of made) this.#made.set(job, output);
  }

  async #render(dirty: readonly SourcedJob[], ledger: OutputLedger): Promise<void> {
    const session = await this.#openSession();
    void session.start();
    const { report, write, given } = this.#run;
    await makeAll(dirty, {
      write,
      ledger,
      shelf: this.#shelf,
      given,
      lend: session.withPage,
      isStopped: () => this.#isOver(),
      firstAlone: this.#warm !== null,
      onStart: (job) => report({ type: 'started', item: jobTitle(job), ...this.#count() }),
      onEnd: (job, record, problems) => {
        this.#done += 1;
        this.#problems.push(...problems.map((problem) => this.#shown(problem)));
        if (record) this.#tell(job, record, false);
        else report({ type: 'failed', item: jobTitle(job), ...this.#count() });
      },
    });
  }

  #keep(job: SourcedJob, record: OutputRecord): void {
    this.#done += 1;
    this.#problems.push(...problemsOf(record, job.file));
    this.#tell(job, record, true);
  }

  #tell(job: SourcedJob, record: OutputRecord, cached: boolean): void {
    if (!this.#run.write || !record.facts) return;
    const output = outputOf({ ...record, facts: record.facts }, this.#run, cached);
    this.#made.set(job, output);
    this.#run.report({ type: 'made', output, ...this.#count() });
  }

  #count(): { readonly done: number; readonly total: number } {
    return { done: this.#done, total: this.#total };
  }

  async #tidy(surveyed: readonly Surveyed[], ledger: OutputLedger, grounds: Grounds): Promise<void> {
    await removeStale(surveyed, ledger);
    await removeOrphans(this.#run.paths, this.#run, ledger);
    const context = { ground: grounds.index, templates: this.#run.given.templates ?? null };
    const current = !ledger.isChanged && (await isIndexCurrent(ledger, context));
    if (current || ledger.outputs().length === 0) return;
    const work = ledger.saveAnd(async () => {
      if (!(await isIndexCurrent(ledger, context))) await writeIndex(ledger, context);
    });
    await this.#tried(work);
  }

  #isOver(): boolean {
    return this.#run.signal?.aborted === true;
  }

  async #startBrowser(): Promise<void> {
    await (await this.#openSession()).start();
  }

  #openSession(): Promise<BrowserSession> {
    if (this.#warm) return Promise.resolve(this.#warm.session);
    this.#session ??= openSession(this.#run);
    return this.#session;
  }

  async #closeSession(): Promise<void> {
    await (await this.#session)?.close();
  }

  /** Notes bear the path by which they are found; people see the one that they gave. */
  #shown(problem: Problem): Problem {
    return problem.file === '' ? problem : { ...problem, file: shownPath(problem.file, this.#run.cwd) };
  }

  async #tried<T>(work: Promise<T>, about: About = NOWHERE): Promise<T | null> {
    try {
      return await work;
    } catch (failure) {
      if (!this.#isOver()) this.#problems.push(this.#shown(failureProblem(failure, about)));
      return null;
    }
  }
}

async function openSession({ given, report }: Run): Promise<BrowserSession> {
  const { BrowserSession } = await import('../browser/browser-session.js');
  return new BrowserSession({
    browser: given.browser ?? null,
    onNotice: (message) => report({ type: 'notice', message }),
  });
}

import { resolve } from 'node:path';
import { readBaseKeys } from '../batch/cache/base-keys.js';
import { NoteCache } from '../batch/cache/note-cache.js';
import { OutputCache } from '../batch/cache/output-cache.js';
import { failureProblem, RUN } from '../batch/failure.js';
import { LazyBrowser } from '../batch/make/lazy-browser.js';
import { makeOutputs } from '../batch/make/make-outputs.js';
import { planBuild } from '../batch/plan/plan-build.js';
import type { PlannedNote } from '../batch/plan/plan-note.js';
import { withShownPaths } from '../batch/problem-paths.js';
import { Refusals } from '../batch/refusals.js';
import { type BuildReport, distinct, type Progress, type ReportedNote } from '../batch/report.js';
import type { Run } from '../batch/run.js';
import { sweepOutput, tidyOutput } from '../batch/tidy-output.js';
import { NO_CONFIG, readConfig, withWholePaths } from '../config/read-config.js';
import { findNotes } from '../files/find-notes.js';
import { shownPath } from '../files/shown-path.js';
import { makeOutputFolder } from '../files/write-whole.js';
import { type OwnStyles, readOwnStyles } from '../html/own-styles/own-styles.js';
import { DEFAULTS, type OptionsOfCommand, type Settings } from '../options/options.js';
import { OUTPUT_KINDS, type Output } from '../outputs/output-kinds.js';
import type { PagePool } from '../page/render-page.js';
import { type Problem, ProblemError, type Warned } from '../problem.js';
import { type CallPartName, checkCall } from './check-call.js';

/** What the functions of the API take besides the options of the table. */
export interface RunOptions {
  /** Files, folders and globs, at least one; `["notes"]` unless given. */
  readonly paths?: readonly string[];
  /** Folder that relative paths start from; the process's own unless given. */
  readonly cwd?: string;
  /** Stops the work: finished files stay, the browser ends, then the promise rejects with the reason. */
  readonly signal?: AbortSignal;
  /** Told of each output when it is begun, made or failed; called synchronously, so keep it short. */
  readonly onProgress?: (progress: Progress) => void;
  /** Notes that an earlier call could not get through: as long as they are as they were, each is left out, and its problem reported. */
  readonly refused?: readonly Problem[];
  /** Makes no two outputs at the same time. */
  readonly oneByOne?: boolean;
}

/** The options that a build takes, and what concerns only this call; all are optional. */
export type BuildOptions = OptionsOfCommand<'build'> & RunOptions;

const RUN_PARTS: readonly CallPartName[] = ['paths', 'cwd', 'signal', 'onProgress', 'refused', 'oneByOne'];

/**
 * @param parts what the function takes besides
 * @param defaults its own, where they differ from the table's
 * @throws ProblemError for an unknown option or a bad value
 */
export async function openRun(
  options: BuildOptions,
  write: boolean,
  { parts = [], defaults = {} }: { parts?: readonly CallPartName[]; defaults?: Partial<Settings> } = {},
): Promise<Run> {
  const call = checkCall(options, [...RUN_PARTS, ...parts]);
  const from = options.cwd ?? process.cwd();
  const config = call.config ? await readConfig(resolve(from, call.config)) : NO_CONFIG;
  const given = { ...defaults, ...config.run, ...withWholePaths(call, from) };
  return {
    paths: options.paths ?? config.paths ?? ['notes'],
    cwd: from,
    out: given.out ?? resolve(from, DEFAULTS.out),
    home: given.out === undefined ? from : null,
    given,
    forNote: config.forNote,
    dialect: given.dialect ?? DEFAULTS.dialect,
    kinds: OUTPUT_KINDS,
    write,
    refusals: new Refusals(options.refused ?? []),
    oneByOne: options.oneByOne ?? false,
    signal: options.signal ?? null,
    report: options.onProgress ?? (() => undefined),
  };
}

/**
 * Makes the sheets and decks of every note under the paths. They go to
 * `<out>/<note>/<note>.sheet.pdf`, `<note>.deck.html`, `sections/<id>.sheet.pdf` and `.deck.html`, and `<out>/index.html` lists them all. What has not changed
 * since the last build is left as it is. A note that cannot be made is reported, and the others
 * are made.
 *
 * @returns what was made (in the order of the notes) and what was not, with the reason
 * @throws ProblemError for wrong usage: an unknown option, a bad value, no notes at all
 * @throws the signal's reason when it is aborted, before or during the work
 */
export async function build(options: BuildOptions = {}): Promise<BuildReport> {
  return runBuild(await openRun(options, true));
}

/** A browser and parsed notes that outlive one build: watching keeps them. */
export interface Warm {
  readonly session: PagePool;
  readonly notes: NoteCache;
  /** Told which image files the notes and the style sheets show. */
  readonly onImages: (files: readonly string[]) => void;
}

/**
 * Plan, make, tidy. Nothing is written where `run.write` is false.
 *
 * @param warm what earlier builds left running
 */
export async function runBuild(run: Run, warm: Warm | null = null): Promise<BuildReport> {
  const started = performance.now();
  const { signal, write, given } = run;
  signal?.throwIfAborted();
  const found = await findNotes(run.paths, run);
  const [first] = found.problems;
  if (found.value.length === 0 && first) throw new ProblemError(first);
  const problems: Problem[] = [...found.problems];
  const add = (more: readonly Problem[]): void => {
    for (const problem of more) problems.push(problem);
  };
  let read: readonly ReportedNote[] = [];
  const report = (outputs: readonly Output[]): BuildReport => ({
    outputs,
    notes: read,
    problems: distinct(withShownPaths(problems, run.cwd)),
    ms: Math.round(performance.now() - started),
  });

  const cache = write ? await openOutput(run, problems) : OutputCache.blank();
  if (!cache) return report([]);
  const notes = warm?.notes ?? new NoteCache(run);
  const browser = new LazyBrowser(run, warm?.session ?? null);
  const stop = (): void => void browser.close();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    const styles = await checkedLook(given);
    add(styles.problems);
    const baseKeys = await readBaseKeys(run.kinds, { ...DEFAULTS, ...given }, styles.value);
    const onChanged = async (): Promise<void> => (await browser.open()).start();
    const onImages = warm?.onImages ?? (() => undefined);
    onImages(styles.value.files);
    cache.setShare(given.shard ?? null);
    const plan = await planBuild(found.value, run, { cache, notes, baseKeys, onChanged, onImages });
    add(plan.problems);
    read = plan.value.notes.map((note) => reportedNote(note, run.cwd));

    const firstAlone = warm !== null;
    const made = await makeOutputs(plan.value.jobs, run, { cache, notes, browser, firstAlone });
    add(made.problems);
    // It ends while the rest is tidied.
    void browser.close();

    if (write) add(await tidied(tidyOutput(plan.value.notes, run, cache, baseKeys)));
    add(cache.takeProblems());
    signal?.throwIfAborted();
    return report(made.value);
  } finally {
    signal?.removeEventListener('abort', stop);
    if (write && cache.isChanged) await cache.save().catch(() => undefined);
    await browser.close();
  }
}

/** The user's style sheets; and what is wrong with them or with templates. */
async function checkedLook({ css, templates }: Run['given']): Promise<Warned<OwnStyles>> {
  const styles = await readOwnStyles(css ?? DEFAULTS.css);
  if (!templates) return styles;
  // Loaded only here: it brings Handlebars along.
  const { checkTemplates } = await import('../html/templates.js');
  return { value: styles.value, problems: [...styles.problems, ...checkTemplates(templates)] };
}

function reportedNote(
  { file, outline: { title, dialect, leftOut } }: PlannedNote,
  cwd: string,
): ReportedNote {
  return { file: shownPath(file, cwd), title, dialect, leftOut };
}

/** The cache of the output folder, which is made where there is none; null where it cannot be made. */
async function openOutput({ out, home, kinds }: Run, problems: Problem[]): Promise<OutputCache | null> {
  try {
    await makeOutputFolder(out, home);
  } catch (failure) {
    problems.push(failureProblem(failure, RUN));
    return null;
  }
  const cache = await OutputCache.open(out, kinds);
  await sweepOutput(out, cache);
  return cache;
}

async function tidied(work: Promise<void>): Promise<readonly Problem[]> {
  try {
    await work;
    return [];
  } catch (failure) {
    return [failureProblem(failure, RUN)];
  }
}

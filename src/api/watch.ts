import { join } from 'node:path';
import { NoteCache } from '../batch/cache/note-cache.js';
import { ChangeFeed } from '../batch/change-feed.js';
import type { BuildReport, Progress } from '../batch/report.js';
import type { Run } from '../batch/run.js';
import { PACKAGE_FOLDER } from '../files/package-folder.js';
import type { Settings } from '../options/options.js';
import type { Output } from '../outputs/output-kinds.js';
import { type Problem, ProblemError } from '../problem.js';
import { openWatcher } from '../site/open-watcher.js';
import { type BuildOptions, openRun, runBuild, type Warm } from './build.js';

/** Options of a build, and who is told of each one. */
export type WatchOptions = BuildOptions & {
  /** Told after the first build and after each further one. */
  readonly onBuild: (report: BuildReport) => void;
};

/**
 * Builds, then builds again what a change of a note, an image or a template touches, with the
 * browser kept running. A change during a build ends it early; what was made stays.
 *
 * @returns when the signal is aborted
 * @throws ProblemError for wrong usage, as `build` does
 */
export async function watch(options: WatchOptions): Promise<void> {
  const open = (): Promise<Run> => openRun(options, true, { parts: ['onBuild'] });
  const run = await open();
  if (run.signal?.aborted) return;
  const onBuild = (report: BuildReport): void => {
    if (!run.signal?.aborted) options.onBuild(report);
  };
  const { BrowserSession } = await import('../browser/browser-session.js');
  const session = new BrowserSession({
    browser: run.given.browser ?? null,
    onNotice: (message) => run.report({ type: 'notice', message }),
  });
  void session.start();
  const feed = new ChangeFeed();
  const { paths, cwd, out, given } = run;
  const watcher = await openWatcher({ paths, others: watchedBesides(given), cwd, out }, feed.note);
  const warm = {
    session,
    notes: new NoteCache(run),
    onImages: (files: readonly string[]) => watcher.add(files),
  };
  const tell = (report: BuildReport, unwatched: readonly Problem[]): void =>
    onBuild({ ...report, problems: [...report.problems, ...unwatched] });
  try {
    let last = await once(run, async () => run, { warm, feed, isFirst: true });
    tell(last, watcher.problems());
    while (!run.signal?.aborted) {
      await feed.next(run.signal);
      if (run.signal?.aborted) return;
      const report = await once(run, open, { warm, feed, isFirst: false });
      const unwatched = watcher.problems();
      if (isNews(report, last) || unwatched.length > 0) tell(report, unwatched);
      last = report;
    }
  } finally {
    await Promise.all([watcher.close(), session.close()]);
  }
}

/** What is watched besides the notes, by whole paths. */
export function watchedBesides({ templates, css = [], config }: Partial<Settings>): readonly string[] {
  const own = [templates, ...css, config].filter((path) => typeof path === 'string');
  return [join(PACKAGE_FOLDER, 'templates'), ...own];
}

interface Round {
  readonly warm: Warm;
  readonly feed: ChangeFeed;
  readonly isFirst: boolean;
}

/**
 * One build; what a change ended early is in the report of the next, which follows at once.
 *
 * @param open the run with its options as they are now: the config may be what has changed. Which notes were refused,
 *   and in which state, is known from the first.
 */
async function once(
  { signal: stop, report: tell, refusals }: Run,
  open: () => Promise<Run>,
  { warm, feed, isFirst }: Round,
): Promise<BuildReport> {
  const made = new Map<string, Output>();
  const report = (progress: Progress): void => {
    if (progress.type === 'made' && !progress.output.cached) made.set(progress.output.file, progress.output);
    tell(progress);
  };
  for (;;) {
    const changed = feed.begin();
    const signal = stop ? AbortSignal.any([stop, changed]) : changed;
    try {
      const built = await runBuild({ ...(await open()), refusals, signal, report }, warm);
      return { ...built, outputs: built.outputs.map((output) => made.get(output.file) ?? output) };
    } catch (failure) {
      if (stop?.aborted) return { outputs: [], notes: [], problems: [], ms: 0 };
      if (failure instanceof ProblemError && !isFirst)
        return { outputs: [], notes: [], problems: [failure.problem], ms: 0 };
      if (!changed.aborted) throw failure;
      await feed.next(stop);
    }
  }
}

/** Not so where a file was only touched, or looked at twice. */
function isNews(report: BuildReport, last: BuildReport): boolean {
  return report.outputs.some(({ cached }) => !cached) || gist(report) !== gist(last);
}

function gist({ outputs, problems }: BuildReport): string {
  return JSON.stringify([outputs.map(({ file }) => file), problems]);
}

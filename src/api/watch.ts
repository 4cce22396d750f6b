import { join } from 'node:path';
import { NoteCache } from '../batch/cache/note-cache.js';
import { ChangeFeed } from '../batch/change-feed.js';
import type { BuildReport, Progress } from '../batch/report.js';
import type { Run } from '../batch/run.js';
import { PACKAGE_FOLDER } from '../files/package-folder.js';
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
  const run = openRun(options, true, { parts: ['onBuild'] });
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
  const others = [join(PACKAGE_FOLDER, 'templates'), ...(given.templates ? [given.templates] : [])];
  const watcher = await openWatcher({ paths, others, cwd, out }, feed.note);
  const warm = {
    session,
    notes: new NoteCache(run),
    onImages: (files: readonly string[]) => watcher.add(files),
  };
  const tell = (report: BuildReport, unwatched: readonly Problem[]): void =>
    onBuild({ ...report, problems: [...report.problems, ...unwatched] });
  try {
    let last = await once(run, warm, feed, true);
    tell(last, watcher.problems());
    while (!run.signal?.aborted) {
      await feed.next(run.signal);
      if (run.signal?.aborted) return;
      const report = await once(run, warm, feed, false);
      const unwatched = watcher.problems();
      if (isNews(report, last) || unwatched.length > 0) tell(report, unwatched);
      last = report;
    }
  } finally {
    await Promise.all([watcher.close(), session.close()]);
  }
}

/** One build; what a change ended early is in the report of the next, which follows at once. */
async function once(run: Run, warm: Warm, feed: ChangeFeed, isFirst: boolean): Promise<BuildReport> {
  const made = new Map<string, Output>();
  const report = (progress: Progress): void => {
    if (progress.type === 'made' && !progress.output.cached) made.set(progress.output.file, progress.output);
    run.report(progress);
  };
  for (;;) {
    const changed = feed.begin();
    const signal = run.signal ? AbortSignal.any([run.signal, changed]) : changed;
    try {
      const built = await runBuild({ ...run, signal, report }, warm);
      return { ...built, outputs: built.outputs.map((output) => made.get(output.file) ?? output) };
    } catch (failure) {
      if (run.signal?.aborted) return { outputs: [], notes: [], problems: [], ms: 0 };
      if (failure instanceof ProblemError && !isFirst)
        return { outputs: [], notes: [], problems: [failure.problem], ms: 0 };
      if (!changed.aborted) throw failure;
      await feed.next(run.signal);
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

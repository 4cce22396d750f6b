import type { Stats } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { NoteCache } from '../batch/cache/note-cache.js';
import { ChangeFeed } from '../batch/change-feed.js';
import type { BuildReport, Progress } from '../batch/report.js';
import type { Run } from '../batch/run.js';
import { PACKAGE_FOLDER } from '../files/package-folder.js';
import { patternBase } from '../files/pattern-base.js';
import type { Output } from '../outputs/output-kinds.js';
import { type Problem, ProblemError } from '../problem.js';
import { UnwatchedPlaces } from '../site/unwatched-places.js';
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
  const watcher = await openWatcher(run, feed.note);
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

interface Round {
  readonly warm: Warm;
  readonly feed: ChangeFeed;
  readonly isFirst: boolean;
}

/**
 * One build; what a change ended early is in the report of the next, which follows at once.
 *
 * @param open the run with its options as they are now: the config may be what has changed
 */
async function once(
  { signal: stop, report: tell }: Run,
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
      const built = await runBuild({ ...(await open()), signal, report }, warm);
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

interface Watcher {
  readonly add: (files: readonly string[]) => void;
  /** What cannot be watched, each once and since the last call. */
  readonly problems: () => readonly Problem[];
  readonly close: () => Promise<void>;
}

const SHOWN = /\.(md|markdown|png|jpe?g|gif|webp|avif|svg|hbs|css|js)$/i;

async function openWatcher(run: Run, onChange: () => void): Promise<Watcher> {
  const { watch: observe } = await import('chokidar');
  const { templates, css = [], config } = run.given;
  const bases = await Promise.all(run.paths.map(async (path) => (await patternBase(path, run.cwd)) ?? path));
  const named = bases.map((path) => resolve(run.cwd, path));
  const places = [
    ...named,
    join(PACKAGE_FOLDER, 'templates'),
    ...(templates ? [templates] : []),
    ...css,
    ...(config ? [resolve(run.cwd, config)] : []),
  ];
  // Whatever their names end in: a config, the fonts of a style sheet.
  const wanted = new Set(places);
  const [out, ...real] = await Promise.all([run.out, ...places].map(realPlace));
  const watcher = observe(real, {
    ignoreInitial: true,
    // What a link below a place leads to lies there too, or is not read: links in a circle have no end.
    followSymlinks: false,
    ignored: (path, stats) =>
      isIgnored(path, out ?? run.out) || (stats?.isFile() === true && !SHOWN.test(path) && !wanted.has(path)),
  });
  const unwatched = new UnwatchedPlaces(run.cwd);
  watcher.on('error', (failure) => unwatched.add(failure) && onChange());
  watcher.on('all', (_event, path, stats) => {
    onChange();
    void lookAgain(path, stats).then((isOther) => isOther && onChange());
  });
  await new Promise<void>((ready) => watcher.once('ready', () => ready()));
  return {
    add: (files) => {
      for (const file of files) wanted.add(file);
      watcher.add([...files]);
    },
    problems: () => unwatched.take(),
    close: () => watcher.close(),
  };
}

/** A place after links are resolved, also where it is yet to be made. */
async function realPlace(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    return dirname(path) === path ? path : join(await realPlace(dirname(path)), basename(path));
  }
}

/** chokidar drops a change that follows the last one of the same file within 50 ms. */
const DEAF_MS = 60;

async function lookAgain(path: string, seen: Stats | undefined): Promise<boolean> {
  await pause(DEAF_MS);
  const now = await stat(path).catch(() => undefined);
  return now?.isDirectory() !== true && now?.mtimeMs !== seen?.mtimeMs;
}

function isIgnored(path: string, out: string): boolean {
  return path === out || path.startsWith(out + sep) || /[\\/](node_modules|\.git)([\\/]|$)/.test(path);
}

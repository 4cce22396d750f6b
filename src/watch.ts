import { join, resolve, sep } from 'node:path';
import { ChangeFeed } from './batch/change-feed.js';
import { NoteShelf } from './batch/note-shelf.js';
import type { BuildReport } from './batch/report.js';
import type { Warm } from './batch/work.js';
import { type BuildOptions, openRun, type Run, runBuild } from './build.js';
import { PACKAGE_FOLDER } from './package-folder.js';
import { ProblemError } from './problem.js';

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
  const { BrowserSession } = await import('./browser/browser-session.js');
  const session = new BrowserSession({
    browser: run.given.browser ?? null,
    onNotice: (message) => run.report({ type: 'notice', message }),
  });
  session.start();
  const feed = new ChangeFeed();
  const watcher = await openWatcher(run, feed.note);
  const warm = {
    session,
    shelf: new NoteShelf(run.cwd),
    onImages: (files: readonly string[]) => watcher.add(files),
  };
  try {
    onBuild(await once(run, warm, feed, true));
    while (!run.signal?.aborted) {
      await feed.next(run.signal);
      if (run.signal?.aborted) return;
      onBuild(await once(run, warm, feed, false));
    }
  } finally {
    await Promise.all([watcher.close(), session.close()]);
  }
}

/** One build; what a change ended early says nothing, since the next build follows at once. */
async function once(run: Run, warm: Warm, feed: ChangeFeed, isFirst: boolean): Promise<BuildReport> {
  for (;;) {
    const changed = feed.begin();
    const signal = run.signal ? AbortSignal.any([run.signal, changed]) : changed;
    try {
      return await runBuild({ ...run, signal }, warm);
    } catch (failure) {
      if (run.signal?.aborted) return { outputs: [], problems: [], ms: 0 };
      if (failure instanceof ProblemError && !isFirst)
        return { outputs: [], problems: [failure.problem], ms: 0 };
      if (!changed.aborted) throw failure;
      await feed.next(run.signal);
    }
  }
}

interface Watcher {
  readonly add: (files: readonly string[]) => void;
  readonly close: () => Promise<void>;
}

const SHOWN = /\.(md|markdown|png|jpe?g|gif|webp|avif|svg|hbs|css|js)$/i;

async function openWatcher(run: Run, onChange: () => void): Promise<Watcher> {
  const { watch: observe } = await import('chokidar');
  const { templates } = run.given;
  const places = [
    ...run.paths.map((path) => resolve(run.cwd, base(path))),
    join(PACKAGE_FOLDER, 'templates'),
  ];
  const watcher = observe([...places, ...(templates ? [templates] : [])], {
    ignoreInitial: true,
    ignored: (path, stats) => isIgnored(path, run.out) || (stats?.isFile() === true && !SHOWN.test(path)),
  });
  watcher.on('all', onChange);
  await new Promise<void>((ready) => watcher.once('ready', () => ready()));
  return { add: (files) => void watcher.add([...files]), close: () => watcher.close() };
}

/** The folder in which a glob begins: `notes/*.md` → `notes`. */
function base(path: string): string {
  const at = path.search(/[*?{[]/);
  return at < 0 ? path : path.slice(0, at).replace(/[^/\\]*$/, '') || '.';
}

function isIgnored(path: string, out: string): boolean {
  return path === out || path.startsWith(out + sep) || /[\\/](node_modules|\.git)([\\/]|$)/.test(path);
}

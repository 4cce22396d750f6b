import { stat } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import type { Progress } from '../batch/report.js';
import type { Run } from '../batch/run.js';
import { DEFAULTS, type OptionsOfCommand } from '../options/options.js';
import { type Problem, ProblemError } from '../problem.js';
import { aborted } from './aborted.js';
import { openRun } from './build.js';
import { closed } from './closed.js';
import { watchedBesides } from './watch.js';

/** What the studio is opened with: options as its user would set them, and where the notes are. */
export type StudioOptions = OptionsOfCommand<'studio'> & {
  /** Files, folders and globs; the folder `notes` where there is one, unless given. */
  readonly paths?: readonly string[];
  /** Folder that relative paths start from; the process's own unless given. */
  readonly cwd?: string;
  /** Closes the studio. */
  readonly signal?: AbortSignal;
  /** Told of each note that is read and made. */
  readonly onProgress?: (progress: Progress) => void;
  /** Notes that an earlier call could not get through. */
  readonly refused?: readonly Problem[];
  /** Told once, when the page can be opened. */
  readonly onListening?: (url: string) => void;
};

/**
 * A page on this machine's loopback address on which a person sees notes as sheets and decks, sets options and
 * chooses what stays. It writes to a note only when told, and to no other file.
 *
 * @returns when the signal is aborted
 * @throws ProblemError for wrong usage, for paths without notes, and when the port is taken
 */
export async function studio(options: StudioOptions = {}): Promise<void> {
  const run = await openRun(options, false, { parts: ['onListening'] });
  const { signal, given, cwd } = run;
  if (signal?.aborted) return;
  const isAsked = options.paths !== undefined || run.paths.join() !== 'notes';
  const paths = isAsked || (await isFolder(resolve(cwd, 'notes'))) ? run.paths : [];
  const opened = await startStudio({ ...run, paths }, { port: given.port ?? DEFAULTS.port, isAsked });
  try {
    options.onListening?.(opened.url);
    await aborted(signal);
  } finally {
    await opened.close();
  }
}

/** A studio that is open. */
export interface OpenedStudio {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/**
 * Opens the studio, and starts its browser.
 *
 * @param isAsked paths without notes are an error
 * @throws ProblemError for paths without notes, and when the port is taken
 */
export async function startStudio(
  run: Run,
  { port, isAsked }: { readonly port: number; readonly isAsked: boolean },
): Promise<OpenedStudio> {
  const [{ Studio }, { StudioSite }, { openServer }, { openWatcher }, { BrowserSession }] = await Promise.all(
    [
      import('../studio/studio.js'),
      import('../studio/studio-site.js'),
      import('../site/local-server.js'),
      import('../site/open-watcher.js'),
      import('../browser/browser-session.js'),
    ],
  );
  const { given, paths, cwd, out } = run;
  const session = new BrowserSession({
    browser: given.browser ?? null,
    onNotice: (message) => run.report({ type: 'notice', message }),
  });
  void session.start();
  try {
    const studio = new Studio({ ...run, withPage: session.withPage });
    const [problem] = await studio.library.refresh();
    const isNothingThere = isAsked && studio.library.notes.length === 0;
    if (problem && isNothingThere) throw new ProblemError(problem);
    const site = new StudioSite(studio);
    const server = await openServer(site.handle, port);
    const onChange = (): void => {
      studio.renderings.outdate();
      site.changed();
    };
    const watcher = await openWatcher({ paths, others: watchedBesides(given), cwd, out }, onChange);
    const close = async (): Promise<void> => {
      site.close();
      await Promise.all([watcher.close(), closed(server), session.close()]);
    };
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close };
  } catch (failure) {
    await session.close();
    throw failure;
  }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

import { stat } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import type { Progress } from '../batch/report.js';
import { DEFAULTS, type OptionsOfCommand } from '../options/options.js';
import { type Problem, ProblemError } from '../problem.js';
import { aborted } from './aborted.js';
import { openRun } from './build.js';
import { closed } from './serve.js';
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
  const { signal, given, cwd, out } = run;
  if (signal?.aborted) return;
  const isAsked = options.paths !== undefined || run.paths.join() !== 'notes';
  const paths = isAsked || (await isFolder(resolve(cwd, 'notes'))) ? run.paths : [];
  const [{ Studio }, { StudioSite }, { openServer }, { openWatcher }, { BrowserSession }] = await Promise.all(
    [
      import('../studio/studio.js'),
      import('../studio/studio-site.js'),
      import('../site/local-server.js'),
      import('../site/open-watcher.js'),
      import('../browser/browser-session.js'),
    ],
  );
  const session = new BrowserSession({
    browser: given.browser ?? null,
    onNotice: (message) => run.report({ type: 'notice', message }),
  });
  try {
    const { withPage } = session;
    const studio = new Studio({ ...run, paths, withPage });
    const [problem] = await studio.library.refresh();
    const isNothingThere = isAsked && studio.library.notes.length === 0;
    if (problem && isNothingThere) throw new ProblemError(problem);
    void session.start();
    const site = new StudioSite(studio);
    const server = await openServer(site.handle, given.port ?? DEFAULTS.port);
    const onChange = (): void => {
      studio.renderings.outdate();
      site.changed();
    };
    const watcher = await openWatcher({ paths, others: watchedBesides(given), cwd, out }, onChange);
    options.onListening?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await aborted(signal);
    site.close();
    await Promise.all([watcher.close(), closed(server)]);
  } finally {
    await session.close();
  }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

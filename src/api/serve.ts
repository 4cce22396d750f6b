import type { AddressInfo } from 'node:net';
import type { BuildReport } from '../batch/report.js';
import { makeOutputFolder } from '../files/write-whole.js';
import { DEFAULTS } from '../options/options.js';
import { openRun } from './build.js';
import { closed } from './closed.js';
import { type OpenedStudio, startStudio } from './studio.js';
import { type WatchOptions, watch } from './watch.js';

/** Options of watching, and where to serve. */
export type ServeOptions = WatchOptions & {
  /** Port of this machine's loopback address, 0 to 65535; 4410 unless given, 0 takes any that is free. */
  readonly port?: number;
  /** Told once, when pages can be opened. */
  readonly onListening?: (url: string) => void;
};

/**
 * Watches, and shows the output folder to browsers on this machine; the page that is open reloads
 * when its file is made again. Its index page leads to the studio, which opens with the first that asks.
 *
 * @returns when the signal is aborted
 * @throws ProblemError for wrong usage, as `build` does, and when the port is taken
 */
export async function serve(options: ServeOptions): Promise<void> {
  const run = await openRun(options, true, { parts: ['onBuild', 'onListening'] });
  const { out, home, given, signal } = run;
  if (signal?.aborted) return;
  const { onListening, onBuild, ...watching } = options;
  await makeOutputFolder(out, home);
  const [{ LiveSite }, { openServer }] = await Promise.all([
    import('../site/live-site.js'),
    import('../site/local-server.js'),
  ]);
  /** At most one, opened when it is asked for. */
  const studios: Promise<OpenedStudio>[] = [];
  const site = new LiveSite(out, async () => {
    const studio = studios[0] ?? startStudio(run, { port: 0, isAsked: false });
    if (studios.length === 0) studios.push(studio);
    return (await studio).url;
  });
  const server = await openServer(site.handle, given.port ?? DEFAULTS.port);
  onListening?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  const tell = (report: BuildReport): void => {
    onBuild(report);
    site.reload();
  };
  try {
    await watch({ ...watching, onBuild: tell });
  } finally {
    site.close();
    // One that could not be opened has told who asked for it.
    const ended = studios.map((studio) => studio.then(({ close }) => close()).catch(() => undefined));
    await Promise.all([closed(server), ...ended]);
  }
}

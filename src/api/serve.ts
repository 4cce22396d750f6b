import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BuildReport } from '../batch/report.js';
import { makeOutputFolder } from '../files/write-whole.js';
import { DEFAULTS } from '../options/options.js';
import { openRun } from './build.js';
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
 * when its file is made again.
 *
 * @returns when the signal is aborted
 * @throws ProblemError for wrong usage, as `build` does, and when the port is taken
 */
export async function serve(options: ServeOptions): Promise<void> {
  const { out, home, given, signal } = await openRun(options, true, { parts: ['onBuild', 'onListening'] });
  if (signal?.aborted) return;
  const { onListening, onBuild, ...watching } = options;
  await makeOutputFolder(out, home);
  const [{ LiveSite }, { openServer }] = await Promise.all([
    import('../site/live-site.js'),
    import('../site/local-server.js'),
  ]);
  const site = new LiveSite(out);
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
    await closed(server);
  }
}

/** Ends a server, its open connections too. */
export async function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
}

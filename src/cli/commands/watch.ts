import { type BuildReport, serve, watch } from '../../index.js';
import { callOf, type ExitCode, viewFor } from '../call.js';
import type { Request } from '../command-line.js';
import { openInViewer, openMade } from '../open-made.js';
import { printJson, showReport } from '../show-report.js';
import type { Io } from '../terminal.js';

/** Watching and serving go on until Ctrl-C, which is then no failure. */
export async function goOn(request: Request, io: Io): Promise<ExitCode> {
  const { json, quiet } = request.options;
  const view = viewFor(request, io);
  let shown = Promise.resolve();
  let isFirst = true;
  const onBuild = (report: BuildReport): void => {
    view.end();
    const again = !isFirst;
    isFirst = false;
    shown = shown.then(() => showReport(request, io, report, again));
    if (!again && request.command !== 'serve') shown = shown.then(() => openMade(request, io, report));
    if (!again && !quiet && !json && request.command !== 'serve') {
      shown = shown.then(
        () => void io.stderr.write('Watching: what changes is made again (Ctrl-C ends it)\n'),
      );
    }
  };
  const onListening = (url: string): void => {
    if (json) printJson(io, { url }, 0);
    else if (!quiet) io.stderr.write(`Serving on ${url} (Ctrl-C ends it)\n`);
    shown = shown.then(() => openInViewer(url, request, io));
  };
  const all = { ...callOf(request, io), onProgress: view.show, onBuild };
  await (request.command === 'serve' ? serve({ ...all, onListening }) : watch(all));
  view.end();
  await shown;
  return 0;
}

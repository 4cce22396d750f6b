import { studio } from '../../index.js';
import { callOf, type ExitCode } from '../call.js';
import type { Request } from '../command-line.js';
import { openInViewer } from '../open-made.js';
import { printJson } from '../show-report.js';
import type { Io } from '../terminal.js';

/** Open until Ctrl-C, which is then no failure. */
export async function openStudio(request: Request, io: Io): Promise<ExitCode> {
  const { json, quiet } = request.options;
  let opened = Promise.resolve();
  const onListening = (url: string): void => {
    if (json) printJson(io, { url }, 0);
    else if (!quiet) io.stderr.write(`The studio is open on ${url} (Ctrl-C ends it)\n`);
    opened = openInViewer(url, request, io);
  };
  const { oneByOne: _oneByOne, ...call } = callOf(request, io);
  const { json: _json, quiet: _quiet, verbose: _verbose, ...given } = call;
  await studio({ ...given, ...(io.onProgress && { onProgress: io.onProgress }), onListening });
  await opened;
  return 0;
}

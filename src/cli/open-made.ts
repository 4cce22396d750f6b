import { resolve } from 'node:path';
import type { BuildReport } from '../index.js';
import type { Request } from './command-line.js';
import { indexFile } from './index-file.js';
import { type Io, printable } from './terminal.js';

/** `--open`: what a build made, in the user's viewer. */
export async function openMade(request: Request, io: Io, report: BuildReport): Promise<void> {
  // The problems say why there is nothing.
  if (report.outputs.length > 0) await openInViewer(whatToOpen(request, report), request, io);
}

/** The one file that was made, or the one of the whole note; else the page that lists them all. */
function whatToOpen(request: Request, report: BuildReport): string {
  const whole = report.outputs.filter(({ section }) => section === null);
  const [one, ...others] = whole.length > 0 ? whole : report.outputs;
  return one && others.length === 0 ? one.file : indexFile(request, report);
}

/**
 * Opens a file or an address, where `--open` asks for it, or says why not.
 *
 * @param target a path from the working folder, or an address
 */
export async function openInViewer(target: string, { options }: Request, io: Io): Promise<void> {
  if (!options.open) return;
  const isAddress = URL.canParse(target) && /^https?:/.test(target);
  const reason = await io.open?.(isAddress ? target : resolve(io.cwd, target));
  const shown = printable(target);
  if (reason) io.stderr.write(`Not opened: ${reason}. Open it yourself: ${shown}\n`);
  else if (!options.quiet && !options.json) io.stderr.write(`Opened ${shown}\n`);
}

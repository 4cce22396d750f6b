import { type BuildReport, type build, hasError, type Problem, type Progress } from '../index.js';
import type { Request } from './command-line.js';
import { openMade } from './open-made.js';
import { type ProgressView, progressView, SILENT } from './progress.js';
import { problemsText } from './show-problems.js';
import { printJson, showReport } from './show-report.js';
import { coloursFor, type Io } from './terminal.js';

/** 0 all made · 1 something in a note could not be made · 2 wrong usage · 130 stopped by Ctrl-C */
export type ExitCode = 0 | 1 | 2 | 130;

/** What every function of the API is told: they neither watch nor open, unless that is what they are for. */
export function callOf({ paths, options }: Request, io: Io) {
  const { watch: _watch, open: _open, ...given } = options;
  const { cwd, signal, refused = [], oneByOne = false } = io;
  return { ...given, ...(paths.length > 0 && { paths }), cwd, signal, refused, oneByOne };
}

export function viewFor({ options: { json, quiet, verbose } }: Request, io: Io): ProgressView {
  const isSilent = json || quiet;
  const view = isSilent
    ? SILENT
    : progressView(io.stderr, io.env, coloursFor(io.stderr, io.env), verbose === true);
  const show = (progress: Progress): void => {
    io.onProgress?.(progress);
    view.show(progress);
  };
  return { ...view, show };
}

/** Runs a function of the API while a person watches. */
export async function watched(request: Request, io: Io, work: typeof build): Promise<BuildReport> {
  const view = viewFor(request, io);
  try {
    return await work({ ...callOf(request, io), onProgress: view.show });
  } finally {
    view.end();
  }
}

/** Shows what came of it. */
export async function finish(
  request: Request,
  io: Io,
  report: BuildReport,
  failed: ExitCode = 1,
): Promise<ExitCode> {
  await showReport(request, io, report, false);
  await openMade(request, io, report);
  return hasError(report.problems) ? failed : 0;
}

/** Nothing is run: says why. */
export async function refuseCommand(problem: Problem, argv: readonly string[], io: Io): Promise<ExitCode> {
  if (argv.includes('--json')) printJson(io, { outputs: [], notes: [], problems: [problem], ms: 0 });
  else io.stderr.write(await problemsText([problem], io, coloursFor(io.stderr, io.env)));
  return 2;
}

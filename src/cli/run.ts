import {
  type BuildReport,
  build,
  check,
  findBrowser,
  hasError,
  listSections,
  type Problem,
  ProblemError,
} from '../index.js';
import { parseCommandLine, type Request } from './command-line.js';
import { listText } from './list-text.js';
import { outputsTable } from './outputs-table.js';
import { durationText, progressView, SILENT } from './progress.js';
import { problemsText } from './show-problems.js';
import { coloursFor, type Io, printable } from './terminal.js';

/** 0 all made · 1 something in a note could not be made · 2 wrong usage · 130 stopped by Ctrl-C */
export type ExitCode = 0 | 1 | 2 | 130;

/** Runs the command line; prints to the sinks of `io` only and never throws for what a user did. */
export async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  const request = parseCommandLine(argv);
  if ('exitCode' in request) return answer(request, argv, io);
  try {
    return await perform(request, io);
  } catch (failure) {
    if (io.signal.aborted) {
      io.stderr.write('Stopped. Finished files are kept.\n');
      return 130;
    }
    if (!(failure instanceof ProblemError)) throw failure;
    const unusable = request.command === 'browser' ? 1 : 2;
    return finish(request, io, { outputs: [], problems: [failure.problem], ms: 0 }, unusable);
  }
}

function answer({ exitCode, text }: { exitCode: 0 | 2; text: string }, argv: readonly string[], io: Io) {
  const message = text.replace(/^error: /, '').trim();
  if (exitCode !== 0 && argv.includes('--json')) {
    const problem: Problem = {
      severity: 'error',
      message,
      file: '',
      line: null,
      column: null,
      hints: [],
    };
    printJson(io, { outputs: [], problems: [problem], ms: 0 });
  } else if (exitCode === 0) io.stdout.write(text);
  else io.stderr.write(text);
  return exitCode;
}

async function perform(request: Request, io: Io): Promise<ExitCode> {
  switch (request.command) {
    case 'list':
      return list(request, io);
    case 'browser':
      return browser(request, io);
    case 'check':
      return finish(request, io, await watched(request, io, check));
    case 'sheet':
      return finish(request, io, await watched(only(request, 'sheet'), io, build));
    case 'deck':
      return finish(request, io, await watched(only(request, 'deck'), io, build));
    case 'build':
      return finish(request, io, await watched(request, io, build));
  }
}

function only(request: Request, kind: 'sheet' | 'deck'): Request {
  return { ...request, options: { ...request.options, only: [kind] } };
}

/** Runs a function of the API while a person watches. */
async function watched(request: Request, io: Io, work: typeof build): Promise<BuildReport> {
  const { json, quiet } = request.options;
  const colours = coloursFor(io.stderr, io.env);
  const view = json || quiet ? SILENT : progressView(io.stderr, io.env, colours);
  const { paths, options } = request;
  try {
    return await work({ ...options, paths, cwd: io.cwd, signal: io.signal, onProgress: view.show });
  } finally {
    view.end();
  }
}

async function finish(
  request: Request,
  io: Io,
  report: BuildReport,
  failed: ExitCode = 1,
): Promise<ExitCode> {
  const { json, quiet, verbose } = request.options;
  if (json) printJson(io, report);
  else {
    io.stderr.write(await problemsText(report.problems, io, coloursFor(io.stderr, io.env)));
    const colours = coloursFor(io.stdout, io.env);
    if (!quiet && report.outputs.length > 0) {
      io.stdout.write(outputsTable(report.outputs, verbose === true, colours));
      io.stdout.write(`${summary(report, request)}\n`);
    }
    if (!quiet && request.command === 'check' && report.problems.length === 0) {
      io.stdout.write('No problems.\n');
    }
  }
  return hasError(report.problems) ? failed : 0;
}

function summary({ outputs, ms }: BuildReport, { options }: Request): string {
  const extras = outputs.reduce((total, output) => total + output.extras.length, 0);
  const count = outputs.length + extras;
  const folder = options.out ?? 'output';
  return `${count} ${count === 1 ? 'file' : 'files'} in ${durationText(ms)}; all of them: ${folder}/index.html`;
}

async function list({ paths, options }: Request, io: Io): Promise<ExitCode> {
  const report = await listSections({ ...options, paths, cwd: io.cwd, signal: io.signal });
  if (options.json) printJson(io, report);
  else {
    io.stderr.write(await problemsText(report.problems, io, coloursFor(io.stderr, io.env)));
    if (!options.quiet) io.stdout.write(listText(report.notes, coloursFor(io.stdout, io.env)));
  }
  return hasError(report.problems) ? 1 : 0;
}

async function browser({ options }: Request, io: Io): Promise<ExitCode> {
  const report = await findBrowser({ browser: options.browser ?? null });
  if (options.json) {
    printJson(io, { ...report, problems: [] });
    return 0;
  }
  const { name, path, version, sandboxed, passedOver } = report;
  const lines = [
    `${version} (${name})`,
    path,
    sandboxed ? 'sandbox on' : 'sandbox off, as it must be for root',
    'Passed over:',
    ...passedOver.map((other) => `  ${other.name}: ${other.reason}`),
  ];
  io.stdout.write(`${lines.map(printable).join('\n')}\n`);
  return 0;
}

function printJson(io: Io, document: object): void {
  io.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
}

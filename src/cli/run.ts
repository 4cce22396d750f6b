import {
  type BuildReport,
  build,
  check,
  findConfig,
  hasError,
  init,
  listSections,
  merge,
  nearest,
  type Problem,
  ProblemError,
  type Progress,
  present,
  type SessionAddresses,
  serve,
  studio,
  takesOption,
  watch,
} from '../index.js';
import { showBrowser } from './browser-command.js';
import { parseCommandLine, type Request } from './command-line.js';
import { listText } from './list-text.js';
import { asksForOne, makeOneFile } from './make-one.js';
import { type ProgressView, progressView, SILENT } from './progress.js';
import { sessionText } from './session-text.js';
import { problemsText } from './show-problems.js';
import { printJson, showReport } from './show-report.js';
import { coloursFor, type Io, printable } from './terminal.js';

/** 0 all made · 1 something in a note could not be made · 2 wrong usage · 130 stopped by Ctrl-C */
export type ExitCode = 0 | 1 | 2 | 130;

/** Runs the command line; prints to the sinks of `io` only and never throws for what a user did. */
export async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  const request = parseCommandLine(argv);
  if ('problem' in request) return refuse(request.problem, argv, io);
  if ('text' in request) {
    io.stdout.write(request.text);
    return 0;
  }
  try {
    return await perform(await withConfig(request, io), io);
  } catch (failure) {
    if (io.signal.aborted) {
      io.stderr.write('Stopped. Finished files are kept.\n');
      return 130;
    }
    if (!(failure instanceof ProblemError)) throw failure;
    const unusable = request.command === 'browser' ? 1 : 2;
    return finish(request, io, { outputs: [], notes: [], problems: [failure.problem], ms: 0 }, unusable);
  }
}

/** Nothing is run: says why. */
export async function refuse(problem: Problem, argv: readonly string[], io: Io): Promise<ExitCode> {
  if (argv.includes('--json')) printJson(io, { outputs: [], notes: [], problems: [problem], ms: 0 });
  else io.stderr.write(await problemsText([problem], io, coloursFor(io.stderr, io.env)));
  return 2;
}

/** The config of the folder that somebody works in, unless the command line names another or none. */
async function withConfig(request: Request, io: Io): Promise<Request> {
  const { command, options } = request;
  const given: unknown = options.config;
  if (!takesOption(command, 'config') || typeof given === 'string') return request;
  const config = given === false ? null : await findConfig(io.cwd);
  return { ...request, options: { ...options, config } };
}

async function perform(request: Request, io: Io): Promise<ExitCode> {
  switch (request.command) {
    case 'list':
      return list(request, io);
    case 'browser':
      return showBrowser(request, io);
    case 'init':
      return begin(io);
    case 'completion':
      return complete(request, io);
    case 'check':
      return finish(request, io, await watched(request, io, check));
    case 'build':
      return make(request, io);
    case 'serve':
      return goOn(request, io);
    case 'studio':
      return openStudio(request, io);
    case 'present':
      return holdSession(request, io);
    case 'merge':
      return combine(request, io);
    default:
      return make(
        asksForOne(request)
          ? request
          : { ...request, options: { ...request.options, only: [request.command] } },
        io,
      );
  }
}

async function make(request: Request, io: Io): Promise<ExitCode> {
  if (asksForOne(request)) {
    const wrong = await makeOneFile(request, io);
    return wrong === null ? 0 : refuse(wrong.problem, [], io);
  }
  if (request.options.watch) return goOn(request, io);
  return finish(request, io, await watched(request, io, build));
}

/** What every function of the API is told; whether to watch is a question of which function. */
function callOf({ paths, options }: Request, io: Io) {
  const { watch: _watch, ...given } = options;
  const { cwd, signal, refused = [], oneByOne = false } = io;
  return { ...given, ...(paths.length > 0 && { paths }), cwd, signal, refused, oneByOne };
}

function viewFor({ options: { json, quiet, verbose } }: Request, io: Io): ProgressView {
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
async function watched(request: Request, io: Io, work: typeof build): Promise<BuildReport> {
  const view = viewFor(request, io);
  try {
    return await work({ ...callOf(request, io), onProgress: view.show });
  } finally {
    view.end();
  }
}

/** Watching and serving go on until Ctrl-C, which is then no failure. */
async function goOn(request: Request, io: Io): Promise<ExitCode> {
  const { json, quiet } = request.options;
  const view = viewFor(request, io);
  let shown = Promise.resolve();
  let isFirst = true;
  const onBuild = (report: BuildReport): void => {
    view.end();
    const again = !isFirst;
    isFirst = false;
    shown = shown.then(() => showReport(request, io, report, again));
    if (!again && !quiet && !json && request.command !== 'serve') {
      shown = shown.then(
        () => void io.stderr.write('Watching: what changes is made again (Ctrl-C ends it)\n'),
      );
    }
  };
  const onListening = (url: string): void => {
    if (json) printJson(io, { url }, 0);
    else if (!quiet) io.stderr.write(`Serving on ${url} (Ctrl-C ends it)\n`);
  };
  const all = { ...callOf(request, io), onProgress: view.show, onBuild };
  await (request.command === 'serve' ? serve({ ...all, onListening }) : watch(all));
  view.end();
  await shown;
  return 0;
}

/** Open until Ctrl-C, which is then no failure. */
async function openStudio(request: Request, io: Io): Promise<ExitCode> {
  const { json, quiet } = request.options;
  const onListening = (url: string): void => {
    if (json) printJson(io, { url }, 0);
    else if (!quiet) io.stderr.write(`The studio is open on ${url} (Ctrl-C ends it)\n`);
  };
  const { oneByOne: _oneByOne, ...call } = callOf(request, io);
  const { json: _json, quiet: _quiet, verbose: _verbose, ...given } = call;
  await studio({ ...given, ...(io.onProgress && { onProgress: io.onProgress }), onListening });
  return 0;
}

/** A study session goes on until Ctrl-C. */
async function holdSession(request: Request, io: Io): Promise<ExitCode> {
  const { json } = request.options;
  const view = viewFor(request, io);
  let code: ExitCode = 0;
  let shown = Promise.resolve();
  const onBuild = (report: BuildReport): void => {
    view.end();
    code = hasError(report.problems) ? 1 : 0;
    shown = showReport(request, io, report, false);
  };
  const onOpen = (addresses: SessionAddresses): void => {
    shown = shown.then(() => {
      if (json) printJson(io, { session: addresses }, 0);
      else io.stderr.write(sessionText(addresses));
    });
  };
  await present({ ...callOf(request, io), onProgress: view.show, onBuild, onOpen });
  view.end();
  await shown;
  return code;
}

async function combine(request: Request, io: Io): Promise<ExitCode> {
  const { out, templates } = request.options;
  const given = { ...(out !== undefined && { out }), ...(templates !== undefined && { templates }) };
  return finish(
    request,
    io,
    await merge({ ...given, folders: request.paths, cwd: io.cwd, signal: io.signal }),
  );
}

async function finish(
  request: Request,
  io: Io,
  report: BuildReport,
  failed: ExitCode = 1,
): Promise<ExitCode> {
  await showReport(request, io, report, false);
  return hasError(report.problems) ? failed : 0;
}

async function list(request: Request, io: Io): Promise<ExitCode> {
  const { options } = request;
  const report = await listSections({
    ...callOf(request, io),
    ...(io.onProgress && { onProgress: io.onProgress }),
  });
  if (options.json) printJson(io, report);
  else {
    io.stderr.write(await problemsText(report.problems, io, coloursFor(io.stderr, io.env)));
    if (!options.quiet) io.stdout.write(listText(report.notes, coloursFor(io.stdout, io.env)));
  }
  return hasError(report.problems) ? 1 : 0;
}

async function begin(io: Io): Promise<ExitCode> {
  const { written, kept } = await init({ cwd: io.cwd });
  const lines = [
    ...written.map((file) => `written  ${file}`),
    ...kept.map((file) => `kept     ${file}`),
    'Next: npx cribsheet',
  ];
  io.stdout.write(`${lines.map(printable).join('\n')}\n`);
  return 0;
}

async function complete({ paths: [name = ''] }: Request, io: Io): Promise<ExitCode> {
  const { completionScript, SHELLS } = await import('./completion.js');
  const shell = SHELLS.find((one) => one === name);
  if (shell !== undefined) {
    io.stdout.write(completionScript(shell));
    return 0;
  }
  const near = nearest(name, SHELLS);
  const hints = [near ? `Did you mean ${near}?` : `There are ${SHELLS.join(', ')}.`];
  const message = `no completion for ${name}`;
  return refuse({ severity: 'error', message, file: '', line: null, column: null, hints }, [], io);
}

import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { COMMAND_NAMES, findConfig, nearest, type Problem, ProblemError, takesOption } from '../index.js';
import { type ExitCode, finish, refuseCommand } from './call.js';
import { parseCommandLine, type Request } from './command-line.js';
import { showBrowser } from './commands/browser.js';
import { checkAll, combine, make, makeKind } from './commands/build.js';
import { complete } from './commands/completion.js';
import { begin } from './commands/init.js';
import { list } from './commands/list.js';
import { holdSession } from './commands/present.js';
import { openStudio } from './commands/studio.js';
import { goOn } from './commands/watch.js';
import type { Io } from './terminal.js';

/** Runs the command line; prints to the sinks of `io` only and never throws for what a user did. */
export async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  const request = parseCommandLine(argv);
  if ('problem' in request) return refuseCommand(request.problem, argv, io);
  if ('text' in request) {
    io.stdout.write(request.text);
    return 0;
  }
  const slip = commandSlip(request, argv, io.cwd);
  if (slip !== null) return refuseCommand(slip, argv, io);
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

/** `cribsheet shet a.md`: to the parser a path, and a slip of the finger to its user, who wants no build of `a.md`. */
function commandSlip({ command, paths }: Request, [first]: readonly string[], cwd: string): Problem | null {
  if (command !== 'build' || first === undefined || first !== paths[0] || !/^[a-z-]+$/i.test(first))
    return null;
  const near = nearest(first, [...COMMAND_NAMES, 'help', 'version']);
  if (near === null || existsSync(resolve(cwd, first))) return null;
  const hints = [`Did you mean the command ${near}?`, 'cribsheet --help lists what there is.'];
  const message = `there is no command "${first}", and no such file or folder`;
  return { severity: 'error', message, file: '', line: null, column: null, hints };
}

/** The config of the folder that somebody works in, unless the command line names another or none. */
async function withConfig(request: Request, io: Io): Promise<Request> {
  const { command, options } = request;
  const given: unknown = options.config;
  if (!takesOption(command, 'config') || typeof given === 'string') return request;
  const config = given === false ? null : await findConfig(io.cwd);
  return { ...request, options: { ...options, config } };
}

function perform(request: Request, io: Io): Promise<ExitCode> {
  const { command } = request;
  switch (command) {
    case 'list':
      return list(request, io);
    case 'browser':
      return showBrowser(request, io);
    case 'init':
      return begin(io);
    case 'completion':
      return complete(request, io);
    case 'check':
      return checkAll(request, io);
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
      return makeKind(command, request, io);
  }
}

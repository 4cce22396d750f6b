import { build, check, merge, type OutputKindName } from '../../index.js';
import { type ExitCode, finish, refuseCommand, watched } from '../call.js';
import type { Request } from '../command-line.js';
import type { Io } from '../terminal.js';
import { asksForOne, makeOneFile } from './make-one.js';
import { goOn } from './watch.js';

/** Outputs of all notes, or one file of one of them. */
export async function make(request: Request, io: Io): Promise<ExitCode> {
  if (asksForOne(request)) {
    const wrong = await makeOneFile(request, io);
    return wrong === null ? 0 : refuseCommand(wrong.problem, [], io);
  }
  if (request.options.watch) return goOn(request, io);
  return finish(request, io, await watched(request, io, build));
}

/** Outputs of one kind, whose name is the command's. */
export async function makeKind(kind: OutputKindName, request: Request, io: Io): Promise<ExitCode> {
  if (asksForOne(request)) return make(request, io);
  return make({ ...request, options: { ...request.options, only: [kind] } }, io);
}

export async function checkAll(request: Request, io: Io): Promise<ExitCode> {
  return finish(request, io, await watched(request, io, check));
}

/** Folders of several machines' outputs into one. */
export async function combine(request: Request, io: Io): Promise<ExitCode> {
  const { out, templates } = request.options;
  const given = { ...(out !== undefined && { out }), ...(templates !== undefined && { templates }) };
  return finish(
    request,
    io,
    await merge({ ...given, folders: request.paths, cwd: io.cwd, signal: io.signal }),
  );
}

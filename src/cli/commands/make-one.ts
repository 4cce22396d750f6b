import { basename, resolve } from 'node:path';
import { makeOne, OUTPUT_KINDS, type Problem, writeOne } from '../../index.js';
import type { Misuse, Request } from '../command-line.js';
import { openInViewer } from '../open-made.js';
import { problemsText } from '../show-problems.js';
import { coloursFor, type Io, printable } from '../terminal.js';

/** A note from standard input, or an output to standard output. */
const STREAM = '-';

/** Whether one file is asked for instead of a folder of them. */
export function asksForOne({ paths, options }: Request): boolean {
  return options.file != null || paths.includes(STREAM);
}

/**
 * Makes one file of one note: `-o emr.pdf`, `-o -`, or from standard input.
 *
 * @returns what makes no sense about it, or null
 */
export async function makeOneFile(request: Request, io: Io): Promise<Misuse | null> {
  const { paths, command } = request;
  const { file = null, force = false, quiet, ...others } = request.options;
  const { json: _json, verbose: _verbose, open: _open, ...options } = others;
  const [path] = paths;
  if (path === undefined || paths.length > 1)
    return { problem: misuse('one note makes one file', 'Name one note: cribsheet sheet emr.md -o emr.pdf') };
  if (file === null && io.stdout.isTTY)
    return {
      problem: misuse('a note from standard input has no name', 'Name the file to make: -o emr.pdf'),
    };
  const target = file ?? STREAM;
  if (target === STREAM && request.options.open)
    return { problem: misuse('standard output cannot be opened', 'Name the file to make: -o emr.pdf') };
  const kind = OUTPUT_KINDS.find(({ name }) => name === command)?.name as 'sheet' | undefined;
  const { value, problems } = await makeOne({
    ...options,
    cwd: io.cwd,
    signal: io.signal,
    note: path === STREAM ? 'stdin.md' : path,
    ...(path === STREAM && { text: (await io.stdin?.()) ?? new Uint8Array() }),
    ...(kind && { kind }),
    ...(!quiet && { onNotice: (message) => void io.stderr.write(`${printable(message)}\n`) }),
    ...(target !== STREAM && { fileName: basename(target) }),
  });
  io.stderr.write(await problemsText(problems, io, coloursFor(io.stderr, io.env)));
  if (target === STREAM) io.stdout.write(value);
  else {
    await writeOne(resolve(io.cwd, target), value, force);
    if (!quiet) io.stderr.write(`${target}\n`);
    await openInViewer(target, request, io);
  }
  return null;
}

function misuse(message: string, hint: string): Problem {
  return { severity: 'error', message, file: '', line: null, column: null, hints: [hint] };
}

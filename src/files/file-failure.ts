import { basename } from 'node:path';
import { error, type Problem, ProblemError } from '../problem.js';

const REASONS: Readonly<Record<string, readonly [string, string]>> = {
  ENOENT: ['it does not exist', 'Check the path.'],
  EACCES: ['permission denied', 'Check who owns it, or choose another place.'],
  EPERM: ['permission denied', 'Close it in other programs, or choose another place.'],
  EROFS: ['the disk is read-only', 'Choose another place with --out.'],
  ENOSPC: ['the disk is full', 'Make room, then run again: finished files are kept.'],
  EDQUOT: ['the disk quota is used up', 'Make room, then run again: finished files are kept.'],
  EISDIR: ['a folder is in its place', 'Move the folder away.'],
  ENOTDIR: ['a file stands where a folder is needed', 'Choose another place with --out.'],
  EEXIST: ['a file stands where a folder is needed', 'Choose another place with --out.'],
  ENAMETOOLONG: ['the name is too long', 'Give the note a shorter file name.'],
  EMFILE: ['too many files are open', 'Raise the limit (ulimit -n) or build fewer notes at once.'],
};

/** Node hands such a name on with signs that stand for what it could not read. */
const GARBLED = ['its name is not UTF-8', 'Rename it: convmv and most file managers do.'] as const;

/** What the system refused, as a problem that names the file; null for any other failure. */
export function systemProblem(failure: unknown): Problem | null {
  const { code = '', path, syscall } = (failure ?? {}) as Partial<NodeJS.ErrnoException>;
  const known = REASONS[code];
  if (known === undefined || path === undefined || syscall === undefined) return null;
  return error(`cannot use ${basename(path)}: ${known[0]}`, { file: path }, known[1]);
}

/** Work on a file, whose failure is a problem that names it. */
export async function asked<T>(work: Promise<T>, verb: 'read' | 'write', file: string): Promise<T> {
  try {
    return await work;
  } catch (failure) {
    throw fileFailure(failure, verb, file);
  }
}

/** What the system says against reading or writing a file, as a problem of the user's. */
export function fileFailure(failure: unknown, verb: 'read' | 'write', file: string): ProblemError {
  const code = (failure as NodeJS.ErrnoException).code ?? '';
  const isGarbled = code === 'ENOENT' && file.includes('\uFFFD');
  const [reason, hint] = isGarbled
    ? GARBLED
    : (REASONS[code] ?? [(failure as Error).message, 'Check the path.']);
  return new ProblemError(error(`cannot ${verb} ${basename(file)}: ${reason}`, { file }, hint));
}

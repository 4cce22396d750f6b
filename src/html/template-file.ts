import { readFileSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import { LIMITS } from '../bounds/limits.js';
import { error, type Problem, ProblemError } from '../problem.js';

/**
 * The text of a template in a user's folder. The folder may be part of a repository: a link in it
 * must not put another file's text into a deck.
 *
 * @param name below the folder, such as `sheet/sheet.hbs`
 * @returns null where there is none
 * @throws ProblemError when it leads out of the folder, is no regular file or too large
 */
export function userTemplate(name: string, folder: string): string | null {
  const file = join(folder, name);
  try {
    return checked(file, folder);
  } catch (failure) {
    if (failure instanceof ProblemError) throw failure;
    throw new ProblemError(refused(file, `it cannot be read (${(failure as NodeJS.ErrnoException).code})`));
  }
}

function checked(file: string, folder: string): string | null {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined) return null;
  const way = relative(realpathSync(folder), realpathSync(file));
  if (way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way)) {
    throw new ProblemError(refused(file, 'it is a link that leads out of the template folder'));
  }
  if (!found.isFile()) throw new ProblemError(refused(file, 'it is not a regular file'));
  if (found.size > LIMITS.templateBytes) {
    const limit = LIMITS.templateBytes / 1024 / 1024;
    throw new ProblemError(refused(file, `it is larger than ${limit} MB`));
  }
  return readFileSync(file, 'utf8');
}

function refused(file: string, reason: string): Problem {
  return error(`the template is not used: ${reason}`, { file }, 'Put the file itself into the folder.');
}

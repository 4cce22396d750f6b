import { lstat, readFile, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isReallyBelow } from '../../files/is-within.js';
import { isThere, writeWhole } from '../../files/write-whole.js';
import { error, type Problem, ProblemError, warning } from '../../problem.js';
import { digest } from './digest.js';
import type { FileState } from './manifest.js';
import { bearsMark, marked } from './our-mark.js';

/**
 * The files in one output folder that cribsheet has made: only they are replaced or removed. What the manifest
 * says of a file is not enough to remove it: it may be forged, or a stranger's.
 */
export class OwnFiles {
  readonly #out: string;
  readonly #recorded: () => readonly FileState[];

  /**
   * @param out absolute path of the output folder; it need not exist
   * @param recorded what the manifest says of the files in it now
   */
  constructor(out: string, recorded: () => readonly FileState[]) {
    this.#out = out;
    this.#recorded = recorded;
  }

  /**
   * Writes a file of an output, whole or not at all.
   *
   * @param path below the output folder
   * @throws ProblemError when its folder is a link that leads elsewhere, a file that is not ours is in its
   *   place, or it cannot be written
   */
  async write(path: string, content: string | Uint8Array): Promise<FileState> {
    const file = join(this.#out, path);
    await this.mustBeThere();
    if (!(await isReallyBelow(file, this.#out))) throw new ProblemError(leadsOut(file));
    if (!(await this.#mayReplace(path))) throw new ProblemError(notOurs(file));
    const bytes = marked(path, content);
    const mtimeMs = await writeWhole(file, bytes);
    return { path, bytes: bytes.byteLength, mtimeMs, hash: digest(bytes) };
  }

  /** A file that bears our mark or has the bytes that we wrote; a folder is for the writer to meet. */
  async #mayReplace(path: string): Promise<boolean> {
    const file = join(this.#out, path);
    const found = await lstat(file).catch(() => null);
    if (found === null || found.isDirectory()) return true;
    if (!found.isFile()) return false;
    return found.size === 0 || (await bearsMark(file)) || (await this.#isRecorded(path));
  }

  async #isRecorded(path: string): Promise<boolean> {
    const states = this.#recorded().filter((file) => file.path === path);
    if (states.length === 0) return false;
    const bytes = await readFile(join(this.#out, path));
    // Zeros are what a power cut leaves of a file: nobody will miss them.
    return bytes.every((byte) => byte === 0) || states.some(({ hash }) => hash === digest(bytes));
  }

  /**
   * Removes a file that is provably ours, and the folders in which nothing is left then.
   *
   * @param unsure the file was being written when a run ended: nobody knows what bytes it has
   * @returns why it was left, or null
   */
  async remove(file: FileState, unsure: boolean): Promise<Problem | null> {
    const path = join(this.#out, file.path);
    const found = await lstat(path).catch(() => null);
    if (found === null) return null;
    if (!(await this.#isOurs(path, found.isFile(), unsure ? null : file.hash))) return leftAlone(path);
    await rm(path, { force: true });
    for (let folder = dirname(path); folder !== this.#out; folder = dirname(folder)) {
      if (!(await isRemoved(folder))) break;
    }
    return null;
  }

  async #isOurs(path: string, isFile: boolean, hash: string | null): Promise<boolean> {
    if (!isFile || !(await isReallyBelow(path, this.#out)) || !(await bearsMark(path))) return false;
    return hash === null || digest(await readFile(path)) === hash;
  }

  /** Without the folder, what was made before would be missing, and nobody would say so. @throws ProblemError */
  async mustBeThere(): Promise<void> {
    if (!(await isThere(this.#out))) throw new ProblemError(folderGone(this.#out));
  }

  /** The file's state, brought up to date where only its date differs (a copied folder); or null. */
  async asRecorded(file: FileState): Promise<FileState | null> {
    try {
      const path = join(this.#out, file.path);
      const found = await lstat(path);
      if (!found.isFile() || found.size !== file.bytes) return null;
      if (found.mtimeMs === file.mtimeMs) return file;
      const hash = digest(await readFile(path));
      return hash === file.hash ? { ...file, mtimeMs: found.mtimeMs } : null;
    } catch {
      return null;
    }
  }
}

function folderGone(out: string): Problem {
  const hint = 'Run again: all of it is made anew.';
  return error('the output folder was removed while it was written to', { file: out }, hint);
}

/** Folders go when nothing is left in them. */
async function isRemoved(folder: string): Promise<boolean> {
  return rmdir(folder).then(
    () => true,
    () => false,
  );
}

function leadsOut(file: string): Problem {
  const hint = 'Remove the link, or name the folder that it leads to with --out.';
  return error(
    `cannot write ${basename(file)}: its folder is a link that leads out of the output`,
    { file },
    hint,
  );
}

function notOurs(file: string): Problem {
  const hint = 'Move it away, or choose another folder with --out.';
  return error(
    `cannot write ${basename(file)}: a file that cribsheet has not made is in its place`,
    { file },
    hint,
  );
}

function leftAlone(file: string): Problem {
  const hint = 'Delete it yourself where nobody needs it.';
  return warning('no longer wanted, and left: it is not as cribsheet has written it', { file }, hint);
}

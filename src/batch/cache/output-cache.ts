import { lstat, readFile, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { LIMITS } from '../../bounds/limits.js';
import { isReallyBelow, writeWhole } from '../../files/files.js';
import { readRegularFile } from '../../files/regular-file.js';
import type { Shard } from '../../options/option-kinds.js';
import { type OutputKind, outputName } from '../../outputs/output-kind.js';
import { error, type Problem, ProblemError, warning } from '../../problem.js';
import { digest } from './digest.js';
import { withLock } from './lock.js';
import {
  EMPTY_MANIFEST,
  type FileState,
  type IndexRecord,
  MANIFEST,
  type Manifest,
  type NoteOutline,
  type OutputRecord,
  recordId,
  writeManifest,
} from './manifest.js';
import { bearsMark, marked } from './our-mark.js';
import { userSecret } from './seal.js';

/**
 * The manifest of one output folder, while a build changes it. Other builds may change the same
 * folder: each writes only its own changes into what is then on disk, under a lock, so the manifest
 * never claims a file that it does not describe.
 */
export class OutputCache {
  readonly #out: string;
  readonly #kinds: readonly OutputKind[];
  readonly #secret: string | null;
  #base: Manifest = EMPTY_MANIFEST;
  /** Which file on disk `#base` was read from. */
  #seen = '';
  readonly #problems: Problem[] = [];
  #outputs = new Map<string, OutputRecord | null>();
  #notes = new Map<string, NoteOutline | null>();
  #index: IndexRecord | null = null;
  #share: Shard | null | undefined;
  #last: Promise<void> = Promise.resolve();
  #next: Promise<void> | null = null;

  private constructor(out: string, kinds: readonly OutputKind[], secret: string | null) {
    this.#out = out;
    this.#kinds = kinds;
    this.#secret = secret;
  }

  /** For a run that writes nothing. */
  static blank(): OutputCache {
    return new OutputCache('', [], null);
  }

  /**
   * @param out absolute path of the output folder; it need not exist
   * @param kinds the kinds of output that its manifest may hold
   */
  static async open(out: string, kinds: readonly OutputKind[]): Promise<OutputCache> {
    const cache = new OutputCache(out, kinds, await userSecret());
    await cache.#read();
    return cache;
  }

  output(id: string): OutputRecord | null {
    const own = this.#outputs.get(id);
    return own === undefined ? (this.#base.outputs.get(id) ?? null) : own;
  }

  note(source: string): NoteOutline | null {
    const own = this.#notes.get(source);
    return own === undefined ? (this.#base.notes.get(source) ?? null) : own;
  }

  outputs(): readonly OutputRecord[] {
    return [...merged(this.#base.outputs, this.#outputs).values()];
  }

  sources(): readonly string[] {
    return [...merged(this.#base.notes, this.#notes).keys()];
  }

  setOutput(record: OutputRecord): void {
    this.#outputs.set(recordId(record.kind, record.stem), record);
  }

  setNote(source: string, outline: NoteOutline | null): void {
    this.#notes.set(source, outline);
  }

  get index(): IndexRecord | null {
    return this.#index ?? this.#base.index;
  }

  setIndex(record: IndexRecord): void {
    this.#index = record;
  }

  /** Which share of the outputs the last build of the folder made; null for all of them. */
  get share(): Shard | null {
    return this.#share === undefined ? this.#base.share : this.#share;
  }

  setShare(share: Shard | null): void {
    this.#share = share;
  }

  /** What was met in the folder that is not ours, since the last call. */
  takeProblems(): readonly Problem[] {
    return this.#problems.splice(0);
  }

  get isChanged(): boolean {
    return this.#outputs.size > 0 || this.#notes.size > 0 || this.#index !== null;
  }

  async isIntact(file: FileState): Promise<boolean> {
    return (await this.#asRecorded(file)) !== null;
  }

  /** The record, if all of its files are on disk as it says. */
  async intact(record: OutputRecord): Promise<OutputRecord | null> {
    const files = await Promise.all(record.files.map((file) => this.#asRecorded(file)));
    if (!files.every((file) => file !== null) || files.length === 0) return null;
    const same = files.every((file, i) => file === record.files[i]);
    return same ? record : { ...record, files };
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
    await this.#mustBeThere();
    if (!(await isReallyBelow(file, this.#out))) throw new ProblemError(leadsOut(file));
    if (!(await this.#mayReplace(path))) throw new ProblemError(notOurs(file));
    const bytes = marked(path, content);
    const mtimeMs = await writeWhole(file, bytes);
    return { path, bytes: Buffer.byteLength(bytes), mtimeMs, hash: digest(bytes) };
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
    const files = this.outputs().flatMap((record) => record.files);
    const states = [...files, ...(this.index ? [this.index.file] : [])].filter((file) => file.path === path);
    if (states.length === 0) return false;
    const bytes = await readFile(join(this.#out, path));
    // Zeros are what a power cut leaves of a file: nobody will miss them.
    return bytes.every((byte) => byte === 0) || states.some(({ hash }) => hash === digest(bytes));
  }

  /** Removes an output that belongs to no note now: only files that are still as we wrote them. */
  async remove(record: OutputRecord): Promise<void> {
    // An earlier version's record of a section's cards has the files of today's.
    const heir = this.output(recordId(record.kind, outputName(record.stem, record.kind)));
    const kept = new Set(heir?.files.map(({ path }) => path));
    for (const file of record.files)
      if (!kept.has(file.path)) await this.removeFile(file, record.key === null);
    this.#outputs.set(recordId(record.kind, record.stem), null);
  }

  /**
   * Removes a file that is provably ours. What the manifest says of it is not enough: it may be forged.
   *
   * @param unsure the file was being written when a run ended: nobody knows what bytes it has
   */
  async removeFile(file: FileState, unsure = false): Promise<void> {
    const path = join(this.#out, file.path);
    const found = await lstat(path).catch(() => null);
    if (found === null) return;
    if (!(await this.#isOurs(path, found.isFile(), unsure ? null : file.hash))) {
      this.#problems.push(leftAlone(path));
      return;
    }
    await rm(path, { force: true });
    for (let folder = dirname(path); folder !== this.#out; folder = dirname(folder)) {
      if (!(await isRemoved(folder))) break;
    }
  }

  async #isOurs(path: string, isFile: boolean, hash: string | null): Promise<boolean> {
    if (!isFile || !(await isReallyBelow(path, this.#out)) || !(await bearsMark(path))) return false;
    return hash === null || digest(await readFile(path)) === hash;
  }

  /** Writes what has changed; calls that come together share one writing. */
  save(): Promise<void> {
    this.#next ??= this.#last
      .catch(() => undefined)
      .then(() => {
        this.#next = null;
        this.#last = this.#write(async () => undefined);
        return this.#last;
      });
    return this.#next;
  }

  /** Writes what has changed and does more, such as the index page, before another build may write. */
  async saveAnd(more: () => Promise<void>): Promise<void> {
    await this.#last.catch(() => undefined);
    this.#last = this.#write(more);
    await this.#last;
  }

  /** What was made before would be missing, and nobody would say so. */
  async #mustBeThere(): Promise<void> {
    if (!(await isThere(this.#out))) throw new ProblemError(folderGone(this.#out));
  }

  async #write(more: () => Promise<void>): Promise<void> {
    await this.#mustBeThere();
    await withLock(join(this.#out, `${MANIFEST}.lock`), async () => {
      await this.#read();
      const [outputs, notes] = [this.#outputs, this.#notes];
      this.#outputs = new Map();
      this.#notes = new Map();
      this.#base = {
        outputs: merged(this.#base.outputs, await this.#true(outputs)),
        notes: merged(this.#base.notes, notes),
        index: this.#base.index,
        share: this.share,
      };
      try {
        await more();
      } finally {
        this.#base = { ...this.#base, index: this.index };
        this.#index = null;
        await writeWhole(join(this.#out, MANIFEST), writeManifest(this.#base, this.#secret));
        this.#seen = await this.#identity();
      }
    });
  }

  /** Another build may have put its own file in the place of ours: then its record holds. */
  async #true(changed: ReadonlyMap<string, OutputRecord | null>): Promise<typeof changed> {
    const kept = new Map<string, OutputRecord | null>();
    for (const [id, record] of changed) {
      if (record?.key && (await this.intact(record)) === null) {
        const other = this.#base.outputs.get(id);
        kept.set(id, other && (await this.intact(other)) ? other : { ...record, key: null });
        for (const { path } of record.files)
          if (!(await isThere(join(this.#out, path)))) this.#problems.push(vanished(join(this.#out, path)));
      } else kept.set(id, record);
    }
    return kept;
  }

  async #read(): Promise<void> {
    const identity = await this.#identity();
    if (identity === this.#seen) return;
    this.#seen = identity;
    this.#base = EMPTY_MANIFEST;
    try {
      const text = await readRegularFile(join(this.#out, MANIFEST), LIMITS.manifestBytes);
      if (text === null) return;
      const { readManifest } = await import('./read-manifest.js');
      const read = readManifest(text, this.#kinds, this.#secret);
      if (read === null) throw new Error('it is not as cribsheet writes it');
      this.#base = read;
    } catch (failure) {
      this.#problems.push(unreadable(this.#out, (failure as Error).message));
    }
  }

  async #identity(): Promise<string> {
    return lstat(join(this.#out, MANIFEST)).then(
      ({ ino, size, mtimeMs }) => `${ino} ${size} ${mtimeMs}`,
      () => '',
    );
  }

  /** The file's state, brought up to date where only its date differs (a copied folder); or null. */
  async #asRecorded(file: FileState): Promise<FileState | null> {
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

function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

function vanished(file: string): Problem {
  return error('it is gone: something removed it after it was made', { file }, 'Run again.');
}

function folderGone(out: string): Problem {
  const hint = 'Run again: all of it is made anew.';
  return error('the output folder was removed while it was written to', { file: out }, hint);
}

function merged<T>(base: ReadonlyMap<string, T>, changes: ReadonlyMap<string, T | null>): Map<string, T> {
  const all = new Map(base);
  for (const [id, value] of changes) {
    if (value === null) all.delete(id);
    else all.set(id, value);
  }
  return all;
}

/** Folders go when nothing is left in them. */
async function isRemoved(folder: string): Promise<boolean> {
  return rmdir(folder).then(
    () => true,
    () => false,
  );
}

function unreadable(out: string, reason: string): Problem {
  const hint = 'Nothing in it is used; what it listed is made again.';
  return warning(
    `the record of earlier builds is passed over: ${reason}`,
    { file: join(out, MANIFEST) },
    hint,
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

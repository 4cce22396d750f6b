import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { LIMITS } from '../../bounds/limits.js';
import { readRegularFile } from '../../files/regular-file.js';
import { isThere, writeWhole } from '../../files/write-whole.js';
import type { Shard } from '../../options/option-kinds.js';
import { type OutputKind, outputName } from '../../outputs/output-kind.js';
import { error, type Problem, warning } from '../../problem.js';
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
import { OwnFiles } from './own-files.js';
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
  readonly #files: OwnFiles;
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
    this.#files = new OwnFiles(out, () => this.#recorded());
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
    return (await this.#files.asRecorded(file)) !== null;
  }

  /** The record, if all of its files are on disk as it says. */
  async intact(record: OutputRecord): Promise<OutputRecord | null> {
    const files = await Promise.all(record.files.map((file) => this.#files.asRecorded(file)));
    if (!files.every((file) => file !== null) || files.length === 0) return null;
    const same = files.every((file, i) => file === record.files[i]);
    return same ? record : { ...record, files };
  }

  /** As {@link OwnFiles.write} says. */
  write(path: string, content: string | Uint8Array): Promise<FileState> {
    return this.#files.write(path, content);
  }

  #recorded(): readonly FileState[] {
    const files = this.outputs().flatMap((record) => record.files);
    return this.index ? [...files, this.index.file] : files;
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

  /** Removes a file that is provably ours; what is left is a problem. */
  async removeFile(file: FileState, unsure = false): Promise<void> {
    const problem = await this.#files.remove(file, unsure);
    if (problem !== null) this.#problems.push(problem);
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

  async #write(more: () => Promise<void>): Promise<void> {
    await this.#files.mustBeThere();
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
}

function vanished(file: string): Problem {
  return error('it is gone: something removed it after it was made', { file }, 'Run again.');
}

function merged<T>(base: ReadonlyMap<string, T>, changes: ReadonlyMap<string, T | null>): Map<string, T> {
  const all = new Map(base);
  for (const [id, value] of changes) {
    if (value === null) all.delete(id);
    else all.set(id, value);
  }
  return all;
}

function unreadable(out: string, reason: string): Problem {
  const hint = 'Nothing in it is used; what it listed is made again.';
  return warning(
    `the record of earlier builds is passed over: ${reason}`,
    { file: join(out, MANIFEST) },
    hint,
  );
}

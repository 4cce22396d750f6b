import { lstat, readFile, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isReallyBelow, writeWhole } from '../../files/files.js';
import type { OutputKind } from '../../outputs/output-kind.js';
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
  readManifest,
  recordId,
  writeManifest,
} from './manifest.js';

/**
 * The manifest of one output folder, while a build changes it. Other builds may change the same
 * folder: each writes only its own changes into what is then on disk, under a lock, so the manifest
 * never claims a file that it does not describe.
 */
export class OutputCache {
  readonly #out: string;
  readonly #kinds: readonly OutputKind[];
  #base: Manifest = EMPTY_MANIFEST;
  /** Which file on disk `#base` was read from. */
  #seen = '';
  #outputs = new Map<string, OutputRecord | null>();
  #notes = new Map<string, NoteOutline | null>();
  #index: IndexRecord | null = null;
  #last: Promise<void> = Promise.resolve();
  #next: Promise<void> | null = null;

  private constructor(out: string, kinds: readonly OutputKind[]) {
    this.#out = out;
    this.#kinds = kinds;
  }

  /** For a run that writes nothing. */
  static blank(): OutputCache {
    return new OutputCache('', []);
  }

  /**
   * @param out absolute path of the output folder; it need not exist
   * @param kinds records of other kinds are not read
   */
  static async open(out: string, kinds: readonly OutputKind[]): Promise<OutputCache> {
    const cache = new OutputCache(out, kinds);
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

  /** Removes an output that belongs to no note now: only files that are still as we wrote them. */
  async remove(record: OutputRecord): Promise<void> {
    for (const file of record.files) await this.removeFile(file, record.key === null);
    this.#outputs.set(recordId(record.kind, record.stem), null);
  }

  /** @param unsure the file was being written when a run ended: it is ours, whatever is in it */
  async removeFile(file: FileState, unsure = false): Promise<void> {
    if (!unsure && (await this.#asRecorded(file)) === null) return;
    const path = join(this.#out, file.path);
    if (!(await isReallyBelow(path, this.#out))) return;
    await rm(path, { force: true });
    for (let folder = dirname(path); folder !== this.#out; folder = dirname(folder)) {
      if (!(await isRemoved(folder))) break;
    }
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
    await withLock(join(this.#out, `${MANIFEST}.lock`), async () => {
      await this.#read();
      const [outputs, notes] = [this.#outputs, this.#notes];
      this.#outputs = new Map();
      this.#notes = new Map();
      this.#base = {
        outputs: merged(this.#base.outputs, await this.#true(outputs)),
        notes: merged(this.#base.notes, notes),
        index: this.#base.index,
      };
      await more();
      this.#base = { ...this.#base, index: this.index };
      this.#index = null;
      await writeWhole(join(this.#out, MANIFEST), writeManifest(this.#base));
      this.#seen = await this.#identity();
    });
  }

  /** Another build may have put its own file in the place of ours: then its record holds. */
  async #true(changed: ReadonlyMap<string, OutputRecord | null>): Promise<typeof changed> {
    const kept = new Map<string, OutputRecord | null>();
    for (const [id, record] of changed) {
      if (record?.key && (await this.intact(record)) === null) {
        const other = this.#base.outputs.get(id);
        kept.set(id, other && (await this.intact(other)) ? other : { ...record, key: null });
      } else kept.set(id, record);
    }
    return kept;
  }

  async #read(): Promise<void> {
    const identity = await this.#identity();
    if (identity === this.#seen) return;
    this.#seen = identity;
    this.#base = readManifest(await readFile(join(this.#out, MANIFEST), 'utf8').catch(() => ''), this.#kinds);
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

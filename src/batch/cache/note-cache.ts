import { readNoteBytes } from '../../files/read-note-text.js';
import { error, ProblemError } from '../../problem.js';
import { digest } from './digest.js';
import { type LoadedNote, parseBytes, type ReadingOptions } from './load-note.js';

/** Outputs are made note by note, so this many cover all workers; the rest is parsed again. */
const PLACES = 8;

/** Parsed notes for the outputs that are made next; bounded, so that memory stays flat. */
export class NoteCache {
  readonly #reading: ReadingOptions;
  readonly #notes = new Map<string, { readonly source: string; readonly loaded: Promise<LoadedNote> }>();

  constructor(reading: ReadingOptions) {
    this.#reading = reading;
  }

  put(file: string, source: string, loaded: LoadedNote | Promise<LoadedNote>): void {
    this.#notes.delete(file);
    this.#notes.set(file, { source, loaded: Promise.resolve(loaded) });
    for (const oldest of this.#notes.keys()) {
      if (this.#notes.size <= PLACES) return;
      this.#notes.delete(oldest);
    }
  }

  /**
   * The note as it was when its outputs were planned.
   *
   * @param source hash of its bytes at that time
   * @throws ProblemError when the file has changed since
   */
  take(file: string, source: string): Promise<LoadedNote> {
    const known = this.#notes.get(file);
    if (known?.source === source) return known.loaded;
    const loaded = this.#load(file, source);
    loaded.catch(() => undefined);
    this.put(file, source, loaded);
    return loaded;
  }

  async #load(file: string, source: string): Promise<LoadedNote> {
    const bytes = await readNoteBytes(file, this.#reading.cwd);
    if (digest(bytes) !== source) throw new ProblemError(changed(file));
    return (await parseBytes(bytes, file, this.#reading)).value;
  }
}

function changed(file: string) {
  return error('the note changed while it was being built', { file }, 'Run again.');
}

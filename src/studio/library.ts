import { LIMITS } from '../bounds/limits.js';
import { findNotes } from '../files/find-notes.js';
import type { Settings } from '../options/options.js';
import { error, type Problem, ProblemError } from '../problem.js';
import { StudioNote } from './studio-note.js';

/** Texts that were dropped; they are kept in memory alone. */
const MOST_DROPPED = 30;

/** Where the notes come from. */
export interface LibraryPlaces {
  readonly paths: readonly string[];
  readonly cwd: string;
  readonly out: string;
  /** How notes are read; `auto` leaves it to the note. */
  readonly dialect: Settings['dialect'];
}

/** The notes of the studio: those found under the paths, and those that were dropped. */
export class Library {
  readonly #places: LibraryPlaces;
  #found: ReadonlyMap<string, StudioNote> = new Map();
  readonly #dropped = new Map<string, StudioNote>();

  constructor(places: LibraryPlaces) {
    this.#places = places;
  }

  /** Looks again which notes there are. @returns what is wrong with the paths */
  async refresh(): Promise<readonly Problem[]> {
    const { paths } = this.#places;
    if (paths.length === 0) return [];
    const { value: names, problems } = await findNotes(paths, this.#places);
    const known = this.#found;
    this.#found = new Map(
      names.map((name) => [name, known.get(name) ?? StudioNote.ofFile(name, this.#places)]),
    );
    return problems;
  }

  /** The dropped ones first, the last of them before the others. */
  get notes(): readonly StudioNote[] {
    return [...[...this.#dropped.values()].reverse(), ...this.#found.values()];
  }

  /** @throws ProblemError when there is none, or no longer */
  note(id: string): StudioNote {
    const note = this.#dropped.get(id) ?? this.#found.get(id);
    if (note === undefined) throw new ProblemError(error('the note is no longer there', { file: id }));
    return note;
  }

  /** @throws ProblemError for a text that is too long for a note */
  drop(name: string, text: string): StudioNote {
    if (Buffer.byteLength(text) > LIMITS.noteBytes) {
      throw new ProblemError(error('the text is too long for a note', { file: name }, 'Part it.'));
    }
    const note = StudioNote.ofText(name, text, this.#places);
    this.#dropped.set(note.id, note);
    for (const oldest of this.#dropped.keys()) {
      if (this.#dropped.size <= MOST_DROPPED) break;
      this.#dropped.delete(oldest);
    }
    return note;
  }

  /** Lets go of a dropped text; a file stays. */
  close(id: string): void {
    this.#dropped.delete(id);
  }
}

import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { digest } from '../batch/cache/digest.js';
import type { ReadingOptions } from '../batch/cache/load-note.js';
import { decodeUtf8, readNoteBytes } from '../files/read-note-text.js';
import { rewriteFile } from '../files/rewrite-file.js';
import type { Note, Point } from '../model.js';
import { error, type Problem, ProblemError, type Warned } from '../problem.js';
import { changesBetween, type LineChange } from './line-edits.js';
import { isSameButMark, markPoint, type PointMark, pointsOf } from './mark-point.js';

/** A mark that its file does not hold yet. */
interface PendingMark {
  /** By its words, since numbers and lines are others when the file changes. */
  readonly words: string;
  /** Counts points of the same words, from 0. */
  readonly nth: number;
  readonly mark: PointMark;
}

/** A note as it is to be made: what the file says, and the marks that wait. */
export interface CurrentNote {
  readonly note: Note;
  readonly problems: readonly Problem[];
  readonly text: string;
  /** What writing would change, in lines of the file as it is. */
  readonly changes: readonly LineChange[];
  /** Tells one state from another. */
  readonly version: string;
}

/** A note of the studio: a file, or a text that was dropped and lies on no disk. */
export class StudioNote {
  readonly id: string;
  /** As a person reads it: a path, or the name of what was dropped. */
  readonly name: string;
  readonly isDropped: boolean;
  /** Pictures are looked for beside it; beside a dropped text there are none. */
  readonly #file: string;
  readonly #dialect: ReadingOptions['dialect'];
  #text: string | null;
  #marks: readonly PendingMark[] = [];
  #current: { readonly key: string; readonly value: Promise<CurrentNote> } | null = null;

  private constructor(
    id: string,
    name: string,
    file: string,
    dialect: ReadingOptions['dialect'],
    text: string | null,
  ) {
    this.id = id;
    this.name = name;
    this.isDropped = text !== null;
    this.#file = file;
    this.#dialect = dialect;
    this.#text = text;
  }

  static ofFile(name: string, { cwd, dialect }: ReadingOptions): StudioNote {
    return new StudioNote(name, name, resolve(cwd, name), dialect, null);
  }

  static ofText(name: string, text: string, { dialect }: Pick<ReadingOptions, 'dialect'>): StudioNote {
    const id = randomUUID();
    return new StudioNote(id, name, join(tmpdir(), id, basename(name)), dialect, text);
  }

  /** @throws ProblemError when it cannot be read, or holds more than a note may */
  async read(): Promise<CurrentNote> {
    const text = await this.#base();
    const key = JSON.stringify([text, this.#marks]);
    if (this.#current?.key !== key) {
      const value = this.#readFrom(text);
      this.#current = { key, value };
    }
    return this.#current.value;
  }

  /**
   * Marks a point in what is shown; the file stays as it is.
   *
   * @param mark null takes back a mark that was not written
   * @returns whether the note has a place for it
   */
  async mark(id: number, mark: PointMark | null): Promise<boolean> {
    const { note } = await this.read();
    const pending = pendingOf(pointsOf(note), id);
    if (pending === null) return false;
    const before = this.#marks;
    const others = before.filter(({ words, nth }) => words !== pending.words || nth !== pending.nth);
    this.#marks = mark === null ? others : [...others, { ...pending, mark }];
    const { note: marked } = await this.read();
    if (mark === null || pointsOf(marked).find((point) => point.id === id)?.override === mark) return true;
    this.#marks = before;
    return false;
  }

  discard(): void {
    this.#marks = [];
  }

  /**
   * Writes the marks into the file, whole or not at all.
   *
   * @param version that the person has seen
   * @throws ProblemError when the file is another by now, or cannot be written
   */
  async write(version: string): Promise<void> {
    const base = await this.#base();
    const { text, version: now } = await this.read();
    if (now !== version) throw new ProblemError(changedMeanwhile(this.name));
    if (this.isDropped) this.#text = text;
    else await rewriteFile(this.#file, base, text, changedMeanwhile(this.name));
    this.#marks = [];
  }

  async #base(): Promise<string> {
    if (this.#text !== null) return this.#text;
    const bytes = await readNoteBytes(this.#file, '/');
    // The decoder takes a byte order mark away, and what is written again has to have it.
    const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? '\uFEFF' : '';
    return start + decodeUtf8(bytes, this.#file);
  }

  async #readFrom(base: string): Promise<CurrentNote> {
    const { parseNote } = await import('../note/parse-note.js');
    const { missingImages } = await import('../html/image-problem.js');
    let text = base;
    let parsed: Warned<Note> = parseNote(text, this.#file, this.#dialect);
    for (const { words, nth, mark } of this.#marks) {
      const point = pointsOf(parsed.value).filter((one) => one.text === words)[nth];
      const marked = point && markPoint(text, parsed.value, { id: point.id, mark, dialect: this.#dialect });
      if (!marked) continue;
      text = marked.text;
      parsed = parseNote(text, this.#file, this.#dialect);
    }
    const { value: note, problems } = parsed;
    return {
      note,
      problems: [...problems, ...missingImages(note)],
      text,
      changes: changesBetween(base, text, isSameButMark),
      version: digest(base, JSON.stringify(this.#marks)),
    };
  }
}

function pendingOf(points: readonly Point[], id: number): Omit<PendingMark, 'mark'> | null {
  const point = points.find((one) => one.id === id);
  if (point === undefined) return null;
  const same = points.filter(({ text }) => text === point.text);
  return { words: point.text, nth: same.indexOf(point) };
}

function changedMeanwhile(file: string): Problem {
  const hint = 'Look at what would be written now, and write again.';
  return error('the note has changed since it was read: nothing was written', { file }, hint);
}

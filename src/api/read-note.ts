import type { Note } from '../model.js';
import { DEFAULTS, type NoteSettings, type Settings } from '../options/options.js';
import { quoted } from '../options/settings.js';
import { error, ProblemError, type Warned } from '../problem.js';
import { checkCall } from './check-call.js';

/** Options of reading. */
export interface ReadOptions {
  /** Folder that a relative path starts from; the process's own unless given. */
  readonly cwd?: string;
  /** `auto`, unless given, goes by the front matter, then by signs of kramdown in the text. */
  readonly dialect?: Settings['dialect'];
  /** Stops the reading. */
  readonly signal?: AbortSignal;
}

/** A note, and what its front matter says about its own look and fit (also `note.settings`). */
export interface ReadNote {
  /** What sheets and decks are made of. */
  readonly note: Note;
  /** What its front matter says below `cribsheet:`, checked. */
  readonly settings: NoteSettings;
}

/**
 * Reads one note. Starts no browser.
 *
 * @param file path of a Markdown file
 * @returns the note, and what is wrong with it
 * @throws ProblemError when the file cannot be read, is not UTF-8, or holds more than a note may
 * @throws the signal's reason when it is aborted
 */
export async function readNote(file: string, options: ReadOptions = {}): Promise<Warned<ReadNote>> {
  const { dialect = DEFAULTS.dialect } = checkCall(options, ['cwd', 'signal']);
  if (typeof file !== 'string' || file === '') {
    throw new ProblemError(
      error(`a note cannot be ${quoted(file)}`, { file: '' }, 'It must be the path of a file.'),
    );
  }
  options.signal?.throwIfAborted();
  const { loadNote } = await import('../batch/cache/load-note.js');
  const read = await loadNote(file, { cwd: options.cwd ?? process.cwd(), dialect });
  options.signal?.throwIfAborted();
  return read;
}

import { readNoteText } from '../files.js';
import type { Note } from '../model.js';
import type { NoteSettings } from '../options.js';
import type { Warned } from '../problem.js';

export interface LoadedNote {
  readonly note: Note;
  /** What the note's front matter says about its look and fit. */
  readonly settings: NoteSettings;
}

/**
 * Reads and parses one note. The parser is imported only here, and only when a note is read.
 *
 * @throws ProblemError when the file cannot be read or is not UTF-8
 */
export async function loadNote(file: string, cwd: string): Promise<Warned<LoadedNote>> {
  const [text, { parseNote }] = await Promise.all([readNoteText(file, cwd), import('../parse/note.js')]);
  const { value, problems } = parseNote(text, file);
  return { value: { note: value, settings: value.settings }, problems };
}

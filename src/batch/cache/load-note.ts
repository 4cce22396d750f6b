import { resolve } from 'node:path';
import { foundAt } from '../../files/found-at.js';
import { isWithin } from '../../files/is-within.js';
import { decodeUtf8, readNoteBytes } from '../../files/read-note-text.js';
import type { Note } from '../../model.js';
import type { NoteSettings, Settings } from '../../options/options.js';
import type { Warned } from '../../problem.js';

/** How a run reads its notes. */
export interface ReadingOptions {
  /** Folder that relative paths start from. */
  readonly cwd: string;
  /** Files, folders and globs that were given; none unless given. */
  readonly paths?: readonly string[];
  /** What the caller asks for; `auto` leaves it to the note. */
  readonly dialect: Settings['dialect'];
}

export interface LoadedNote {
  readonly note: Note;
  /** What the note's front matter says about its look and fit. */
  readonly settings: NoteSettings;
}

/**
 * Reads and parses one note, and looks for the files of its images. The parser is imported only here, and only
 * when a note is read.
 *
 * @throws ProblemError when the file cannot be read or is not UTF-8
 */
export async function loadNote(file: string, reading: ReadingOptions): Promise<Warned<LoadedNote>> {
  const [bytes] = await Promise.all([readNoteBytes(file, reading.cwd), import('../../note/parse-note.js')]);
  const { value, problems } = await parseBytes(bytes, file, reading);
  const { missingImages } = await import('../../html/image-problem.js');
  return { value, problems: [...problems, ...missingImages(value.note)] };
}

/** @throws ProblemError when the bytes are not UTF-8 */
export async function parseBytes(
  bytes: Uint8Array,
  file: string,
  reading: ReadingOptions,
): Promise<Warned<LoadedNote>> {
  const { cwd, dialect } = reading;
  const { parseNote } = await import('../../note/parse-note.js');
  const { value, problems } = parseNote(decodeUtf8(bytes, file), findable(file, cwd), dialect);
  const note = { ...value, folder: givenFolder(file, reading) };
  return { value: { note, settings: value.settings }, problems };
}

/** The outermost of the folders that were given, or in which a glob begins, that holds the file. */
export function givenFolder(
  file: string,
  { cwd, paths = [] }: Omit<ReadingOptions, 'dialect'>,
): string | null {
  const note = resolve(cwd, file);
  const folders = paths
    .map((path) => resolve(cwd, path))
    .map((path) => (isFolder(path) ? path : path.replace(/[^/\\]*[*?{[(].*$/s, '.')))
    .map((path) => resolve(path))
    .filter((folder) => isFolder(folder) && isWithin(note, folder));
  return folders.sort((a, b) => a.length - b.length)[0] ?? null;
}

function isFolder(path: string): boolean {
  return foundAt(path)?.isDirectory() === true;
}

/** Images are looked for beside the note, so its path must hold from the process's own folder. */
function findable(file: string, cwd: string): string {
  return resolve(cwd, file) === resolve(file) ? file : resolve(cwd, file);
}

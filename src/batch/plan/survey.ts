import { relative, resolve } from 'node:path';
import { readNoteBytes, slashed } from '../../files/files.js';
import { imageFile } from '../../html/image-file.js';
import type { Settings } from '../../options/options.js';
import { mergeSettings } from '../../options/settings.js';
import type { Problem } from '../../problem.js';
import { digest } from '../cache/digest.js';
import type { Grounds } from '../cache/grounds.js';
import { parseBytes } from '../cache/load-note.js';
import type { NoteShelf } from '../cache/note-shelf.js';
import type { OutputLedger } from '../cache/output-ledger.js';
import { outlineNote } from './outline-note.js';
import { type Job, type PlannedNote, planNote } from './plan-note.js';

export interface SurveyContext {
  readonly cwd: string;
  /** Absolute path of the output folder. */
  readonly out: string;
  readonly given: Partial<Settings>;
  readonly grounds: Grounds;
  readonly ledger: OutputLedger;
  readonly shelf: NoteShelf;
  /** Called before a note is parsed, which waits for it: there will be work for a browser. */
  readonly onChanged: () => Promise<void>;
}

/** One note, and what is to be made of it. */
export interface Surveyed {
  readonly note: PlannedNote;
  /** The note's file, relative to the output folder. */
  readonly source: string;
  readonly jobs: readonly Job[];
  readonly problems: readonly Problem[];
}

/**
 * Plans the outputs of one note. A note whose bytes are those of the last build is not parsed: its
 * outline is in the manifest.
 *
 * @throws ProblemError when the note cannot be read
 */
export async function surveyNote(file: string, name: string, context: SurveyContext): Promise<Surveyed> {
  const { cwd, out, given, grounds, ledger } = context;
  const source = slashed(relative(out, resolve(cwd, file)));
  const bytes = await readNoteBytes(file, cwd);
  const hash = digest(bytes);
  const known = ledger.note(source);
  const outline = known?.source === hash ? known : await outlineAnew(bytes, hash, file, context);
  if (outline !== known) ledger.setNote(source, outline);
  const note: PlannedNote = { file, name, outline };
  const jobs = planNote(note, mergeSettings(outline.settings, given), grounds, cwd);
  return { note, source, jobs, problems: outline.problems.map((problem) => ({ ...problem, file })) };
}

async function outlineAnew(bytes: Uint8Array, hash: string, file: string, context: SurveyContext) {
  await Promise.all([context.onChanged(), import('../../note/parse-note.js')]);
  const { value, problems } = await parseBytes(bytes, file, context.cwd);
  context.shelf.put(file, hash, value);
  return outlineNote(value.note, value.settings, hash, problems);
}

/** The image files that a note shows; they may lie beside its folder, at the site's root. */
export function imageFiles({ note }: Surveyed, cwd: string): readonly string[] {
  const sources = new Set(note.outline.parts.flatMap(({ images }) => images));
  return [...sources]
    .map((source) => imageFile(source, resolve(cwd, note.file)))
    .filter((file) => file !== null);
}

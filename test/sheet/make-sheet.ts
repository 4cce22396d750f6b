import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Note, Section, Sheet } from '../../src/model.js';
import { excerptOf, wholeNote } from '../../src/note/excerpt.js';
import { parseNote } from '../../src/note/parse-note.js';
import { DEFAULTS, type SheetOptions } from '../../src/options/options.js';
import type { WithPage } from '../../src/page/render-page.js';
import type { Problem } from '../../src/problem.js';
import { makeSheet } from '../../src/sheet/make-sheet.js';
import { type ReadPdf, readPdf } from '../pdf/read-pdf.js';

export const NOTES = fileURLToPath(new URL('../../notes/', import.meta.url));
const SHARED = fileURLToPath(new URL('../../../shared/notes/', import.meta.url));

export interface MadeSheet {
  readonly note: Note;
  readonly sheet: Sheet;
  readonly problems: readonly Problem[];
  readonly pdf: ReadPdf;
}

/** A note's text → its sheet, and the PDF as an independent reader sees it. */
export async function madeSheet(
  withPage: WithPage,
  text: string,
  options: Partial<SheetOptions> = {},
  { file = `${NOTES}own.md`, section = null }: { file?: string; section?: string | null } = {},
): Promise<MadeSheet> {
  const { value: note } = parseNote(text, file);
  const excerpt = section === null ? wholeNote(note) : excerptOf(note, sectionNamed(note, section));
  const { value, problems } = await makeSheet(excerpt, { ...DEFAULTS, ...options }, withPage);
  return { note, sheet: value, problems, pdf: await readPdf(value.pdf) };
}

export function sectionNamed(note: Note, id: string): Section {
  const found = note.sections.find((section) => section.id === id);
  if (!found) throw new Error(`the note has no section ${id}`);
  return found;
}

export function noteFile(name: string): { file: string; text: string } {
  const file = `${NOTES}${name}`;
  return { file, text: readFileSync(file, 'utf8') };
}

/** A note of the input that is not part of the project; null where it is not at hand. */
export function sharedNote(name: string): { file: string; text: string } | null {
  const file = `${SHARED}${name}`;
  return existsSync(file) ? { file, text: readFileSync(file, 'utf8') } : null;
}

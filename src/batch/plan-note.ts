import { join } from 'node:path';
import { LIMITS } from '../limits.js';
import type { Note, Section } from '../model.js';
import type { Settings } from '../options.js';
import { type Problem, warning } from '../problem.js';
import { nameSections } from './output-names.js';
import type { OutputKind } from './report.js';

/** One output to make. */
export interface Job {
  readonly kind: OutputKind;
  readonly note: Note;
  /** The note's folder name under the output folder. */
  readonly name: string;
  /** null for the whole note. */
  readonly section: Section | null;
  /** Path without ending, below the output folder: `emr/sheet`, `emr/sections/amazon-emr`. */
  readonly stem: string;
  readonly settings: Settings;
}

/** What is to be made of one note: the whole first, then its sections in the order of the text. */
export function planNote(note: Note, name: string, settings: Settings): readonly Job[] {
  const files = nameSections(note.sections.map(({ id }) => id));
  return chosenParts(note, settings).flatMap((section) =>
    settings.only.map((kind) => ({
      kind,
      note,
      name,
      section,
      stem: section ? join(name, 'sections', files.get(section.id) ?? 'section') : join(name, kind),
      settings,
    })),
  );
}

function chosenParts(note: Note, { section, sections }: Settings): readonly (Section | null)[] {
  if (section.length > 0) return note.sections.filter(({ id }) => section.includes(id));
  return sections && !hasTooManySections(note) ? [null, ...note.sections] : [null];
}

function hasTooManySections(note: Note): boolean {
  return note.sections.length > LIMITS.sectionFiles;
}

/** Says so where sections get no files of their own because there are too many. */
export function sectionProblems(note: Note, { section, sections }: Settings): readonly Problem[] {
  if (!sections || section.length > 0 || !hasTooManySections(note)) return [];
  const hint = `Part the note (at most ${LIMITS.sectionFiles}), or ask for some with --section ID.`;
  const message = `${note.sections.length} sections are too many for files of their own`;
  return [warning(message, { file: note.file, line: 1 }, hint)];
}

/** `emr`, or `emr#amazon-emr (deck)`: names a job to a person. */
export function jobTitle({ name, section, kind }: Job): string {
  return `${name}${section ? `#${section.id}` : ''} (${kind})`;
}

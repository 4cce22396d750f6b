import { readFileSync } from 'node:fs';
import { posix, resolve } from 'node:path';
import { LIMITS } from '../../bounds/limits.js';
import { imageFile } from '../../html/image-file.js';
import { keyedValues, type Settings } from '../../options/options.js';
import { digest } from '../cache/digest.js';
import type { Grounds } from '../cache/grounds.js';
import type { NoteOutline, Part } from '../cache/manifest.js';
import type { OutputKind } from '../report.js';
import { nameSections } from './output-names.js';

/** One output to make, or to leave as it is. */
export interface Job {
  readonly kind: OutputKind;
  /** The note's file as the caller names it. */
  readonly file: string;
  /** The note's folder name under the output folder. */
  readonly name: string;
  readonly noteTitle: string;
  readonly part: Part;
  /** Path without ending, below the output folder: `emr/sheet`, `emr/sections/amazon-emr`. */
  readonly stem: string;
  /** Place among all outputs that the note can have. */
  readonly order: number;
  readonly settings: Settings;
  /** Hash of all that the output is made from. */
  readonly key: string;
}

/** A note as planning sees it. */
export interface PlannedNote {
  readonly file: string;
  readonly name: string;
  readonly outline: NoteOutline;
}

const KINDS: readonly OutputKind[] = ['sheet', 'deck'];

/** Every output that a note can have: the whole first, then its sections in the order of the text. */
export function stemsOf({ name, outline }: PlannedNote): readonly Pick<Job, 'kind' | 'part' | 'stem'>[] {
  const ids = outline.parts.flatMap(({ section }) => (section === null ? [] : [section]));
  const files = nameSections(ids);
  return outline.parts.flatMap((part) =>
    KINDS.map((kind) => {
      const file = part.section === null ? kind : `sections/${files.get(part.section) ?? 'section'}`;
      return { kind, part, stem: posix.join(name, file) };
    }),
  );
}

/** What is to be made of one note under these settings. */
export function planNote(
  note: PlannedNote,
  settings: Settings,
  grounds: Grounds,
  cwd: string,
): readonly Job[] {
  const images = new Map<string, string>();
  return stemsOf(note).flatMap(({ kind, part, stem }, order): Job[] => {
    if (!settings.only.includes(kind) || !isWanted(part, note, settings)) return [];
    const chosen = keyedValues(kind, settings);
    const shown = part.images.map((source) => imageDigest(source, resolve(cwd, note.file), images));
    const key = digest(grounds[kind], part.content, JSON.stringify(chosen), ...shown);
    const { file, name, outline } = note;
    return [{ kind, file, name, noteTitle: outline.title, part, stem, order, settings, key }];
  });
}

function isWanted({ section: id }: Part, { outline }: PlannedNote, { section, sections }: Settings): boolean {
  if (section.length > 0) return id !== null && section.includes(id);
  return id === null || (sections && outline.parts.length - 1 <= LIMITS.sectionFiles);
}

/** An image that is not there counts too: it may come. */
function imageDigest(source: string, noteFile: string, known: Map<string, string>): string {
  const before = known.get(source);
  if (before !== undefined) return before;
  const found = digestOf(source, noteFile);
  known.set(source, found);
  return found;
}

function digestOf(source: string, noteFile: string): string {
  try {
    const file = imageFile(source, noteFile);
    return file === null ? 'none' : digest(readFileSync(file));
  } catch {
    return 'unreadable';
  }
}

/** `emr`, or `emr#amazon-emr (deck)`: names a job to a person. */
export function jobTitle({ name, part, kind }: Job): string {
  return `${name}${part.section === null ? '' : `#${part.section}`} (${kind})`;
}

import { readFileSync } from 'node:fs';
import { posix, resolve } from 'node:path';
import { LIMITS } from '../../bounds/limits.js';
import { foundAt } from '../../files/found-at.js';
import { ImageFinder } from '../../html/image-file.js';
import { findLogo } from '../../html/logo.js';
import { isMadeOf, keyedValues, type Settings } from '../../options/options.js';
import { type OutputKind, outputName } from '../../outputs/output-kind.js';
import type { BaseKeys } from '../cache/base-keys.js';
import { digest } from '../cache/digest.js';
import { givenFolder, type ReadingOptions } from '../cache/load-note.js';
import type { NoteOutline, Part } from '../cache/manifest.js';
import { nameSections } from './output-names.js';

/** A note as planning sees it. */
export interface PlannedNote {
  /** The note's file as the caller names it. */
  readonly file: string;
  /** The note's file, relative to the output folder. */
  readonly source: string;
  /** The note's folder name under the output folder. */
  readonly name: string;
  readonly outline: NoteOutline;
}

/** One output to make, or to leave as it is. */
export interface Job {
  readonly kind: OutputKind;
  readonly note: PlannedNote;
  readonly part: Part;
  /** Path without ending, below the output folder: `emr/emr.sheet`, `emr/sections/amazon-emr.sheet`. */
  readonly stem: string;
  /** Place among all outputs that the note can have. */
  readonly order: number;
  readonly settings: Settings;
  /** Cache key: a hash of all that the output is made from. */
  readonly key: string;
}

/** Image files by the address that a note gives them; null where there is none. */
export type ImageFiles = ReadonlyMap<string, string | null>;

/** Every output that a note can have: the whole first, then its sections in the order of the text. */
export function outputsOf(
  { name, outline }: PlannedNote,
  kinds: readonly OutputKind[],
): readonly Pick<Job, 'kind' | 'part' | 'stem'>[] {
  const ids = outline.parts.flatMap(({ section }) => (section === null ? [] : [section]));
  const files = nameSections(ids);
  return outline.parts.flatMap((part) => {
    const subject = part.section === null ? name : `sections/${files.get(part.section) ?? 'section'}`;
    return kinds.map((kind) => ({ kind, part, stem: posix.join(name, outputName(subject, kind.name)) }));
  });
}

/** Looks for the images of a note, each once. */
export function imagesOf({ outline, file }: PlannedNote, run: Omit<ReadingOptions, 'dialect'>): ImageFiles {
  const addresses = new Set(outline.parts.flatMap(({ images }) => images));
  if (addresses.size === 0) return new Map();
  const finder = new ImageFinder(resolve(run.cwd, file), givenFolder(file, run));
  return new Map(
    [...addresses].map((address) => {
      const found = finder.find(address);
      return [address, 'path' in found ? found.path : null];
    }),
  );
}

/** The file of the note's logo; null where there is none, or none is asked for. */
export function logoFile(
  { file }: PlannedNote,
  { logo }: Settings,
  run: Omit<ReadingOptions, 'dialect'>,
): string | null {
  if (logo === null) return null;
  const found = findLogo(logo, { file: resolve(run.cwd, file), folder: givenFolder(file, run) });
  return 'path' in found ? found.path : null;
}

/** What is to be made of one note under these settings. */
export function planNote(
  note: PlannedNote,
  images: ImageFiles,
  logo: string | null,
  settings: Settings,
  kinds: readonly OutputKind[],
  baseKeys: BaseKeys,
): readonly Job[] {
  const digests = imageDigests(images);
  return outputsOf(note, kinds).flatMap(({ kind, part, stem }, order): Job[] => {
    if (!isWanted(kind, part, note, settings)) return [];
    const values = JSON.stringify(keyedValues(kind.name, settings));
    const shown = part.images.map((address) => digests.get(address) ?? '');
    // Only a whole note has weak sections and others.
    if (settings.weak !== null && part.section === null && isMadeOf('weak', kind.name))
      shown.push(fileDigest(settings.weak));
    // Its name is in its alt text.
    if (settings.logo !== null && isMadeOf('logo', kind.name))
      shown.push(posix.basename(settings.logo), fileDigest(logo));
    const key = digest(baseKeys.of(kind), part.content, values, ...shown);
    return [{ kind, note, part, stem, order, settings, key }];
  });
}

function isWanted(
  kind: OutputKind,
  { section: id }: Part,
  { outline }: PlannedNote,
  settings: Settings,
): boolean {
  const { only, section, sections } = settings;
  if (!only.some((name) => name === kind.name)) return false;
  if (section.length > 0) return id !== null && section.includes(id);
  return id === null || (sections && outline.parts.length - 1 <= LIMITS.sectionFiles);
}

/** Files beyond a bound on their bytes count by their size and date. */
function imageDigests(images: ImageFiles): ReadonlyMap<string, string> {
  let bytes = 0;
  const digestOf = (file: string | null): string => {
    const { size, mtimeMs } = (file === null ? null : foundAt(file)) ?? NONE;
    bytes += size;
    return bytes > LIMITS.hashedBytes ? `${size} ${mtimeMs}` : fileDigest(file);
  };
  return new Map([...images].map(([address, file]) => [address, digestOf(file)]));
}

const NONE = { size: 0, mtimeMs: 0 };

/** A file that is not there counts too: it may come. */
function fileDigest(file: string | null): string {
  try {
    return file === null ? 'none' : digest(readFileSync(file));
  } catch {
    return 'unreadable';
  }
}

/** `emr`, or `emr#amazon-emr (deck)`: names a job to a person. */
export function jobTitle({ note, part, kind }: Job): string {
  return `${note.name}${part.section === null ? '' : `#${part.section}`} (${kind.name})`;
}

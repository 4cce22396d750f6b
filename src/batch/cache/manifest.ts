import { LIMITS } from '../../bounds/limits.js';
import type { LeftOutTally, Note } from '../../model.js';
import type { Shard } from '../../options/option-kinds.js';
import type { NoteSettings, Settings } from '../../options/options.js';
import type { Problem } from '../../problem.js';
import { sealOf } from './seal.js';

/** The manifest's name in the output folder. */
export const MANIFEST = '.cribsheet.json';

/** Changed whenever the shape below changes; a manifest of another format is not read. */
export const FORMAT = 4;

/** A whole note (`section` null) or one of its sections, as far as planning needs to know it. */
export interface Part {
  readonly section: string | null;
  readonly title: string;
  /** Hash of all that an output of this part can show, images excepted. */
  readonly content: string;
  /** Addresses of the images in it, as the note writes them. */
  readonly images: readonly string[];
  /** First line in the note's file: problems move with it. */
  readonly line: number;
}

/** What the last parse of a note found; stands in for the note while its bytes are the same. */
export interface NoteOutline {
  /** Hash of the file's bytes. */
  readonly source: string;
  /** The dialect that the caller asked for. */
  readonly asked: Settings['dialect'];
  readonly title: string;
  readonly dialect: Note['dialect'];
  readonly settings: NoteSettings;
  readonly leftOut: readonly LeftOutTally[];
  /** The whole first, then the sections in the order of the text. */
  readonly parts: readonly Part[];
  /** What the parse had to say, without the file's name. */
  readonly problems: readonly Problem[];
}

/** A file of ours, as it was when it was written. */
export interface FileState {
  /** Below the output folder, `/` between names. */
  readonly path: string;
  readonly bytes: number;
  readonly mtimeMs: number;
  readonly hash: string;
}

/** What one output says in a report, besides what depends on the run. */
export type Facts = { readonly ms: number } & object;

/** One output and the files that it consists of, the main one last. */
export interface OutputRecord {
  /** Name of its kind. */
  readonly kind: string;
  /** Path without ending, below the output folder. */
  readonly stem: string;
  /** The note's file, relative to the output folder. */
  readonly source: string;
  /** The note's folder name below the output folder. */
  readonly note: string;
  readonly noteTitle: string;
  readonly section: string | null;
  readonly sectionTitle: string | null;
  /** Place among the outputs of its note, for lists. */
  readonly order: number;
  /** What it was made from; null while it is being made, when nothing is known of its files. */
  readonly key: string | null;
  readonly files: readonly FileState[];
  /** First line of its part when it was made. */
  readonly line: number;
  readonly facts: Facts | null;
  readonly problems: readonly Problem[];
}

/** The page that lists all outputs. */
export interface IndexRecord {
  readonly key: string;
  readonly file: FileState;
}

/** All that a build remembers of the output folder. */
export interface Manifest {
  readonly index: IndexRecord | null;
  /** Which share of the outputs the last build made; null for all of them. */
  readonly share: Shard | null;
  /** By the note's file, relative to the output folder. */
  readonly notes: ReadonlyMap<string, NoteOutline>;
  /** By {@link recordId}. */
  readonly outputs: ReadonlyMap<string, OutputRecord>;
}

export const EMPTY_MANIFEST: Manifest = { index: null, share: null, notes: new Map(), outputs: new Map() };

/** `sheet:emr/emr.sheet`; in earlier versions a sheet and a deck of one section shared their stem. */
export function recordId(kind: string, stem: string): string {
  return `${kind}:${stem}`;
}

/**
 * Without the outlines where the next run would not read so much: notes are then parsed again, but what is ours is
 * still known.
 *
 * @param secret seals the outlines; null leaves them out, since nobody would believe them
 */
export function writeManifest(manifest: Manifest, secret: string | null): string {
  const whole = manifestText(manifest, secret);
  return secret === null || Buffer.byteLength(whole) <= LIMITS.manifestBytes
    ? whole
    : manifestText(manifest, null);
}

function manifestText({ index, share, notes, outputs }: Manifest, secret: string | null): string {
  const outlines = secret === null ? {} : Object.fromEntries(notes);
  const seal = secret === null ? '' : sealOf(JSON.stringify(outlines), secret);
  return JSON.stringify({
    cribsheet: FORMAT,
    index,
    share,
    seal,
    notes: outlines,
    outputs: [...outputs.values()],
  });
}

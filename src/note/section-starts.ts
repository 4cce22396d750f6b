import type { MapEntry, NoteMap } from './map.js';
import type { Heading } from './outline.js';

/** Where a section begins and what the map says of it. */
export interface Start {
  readonly heading: Heading;
  readonly entry: MapEntry | null;
  readonly group: number;
}

/** A group while its sections are being found; `heading` is the bare chapter heading that names it. */
export interface OpenGroup {
  title: string | null;
  readonly colour: string | null;
  readonly sections: string[];
  heading: Heading | null;
}

export interface Starts {
  /** In the order of the text. */
  readonly starts: readonly Start[];
  readonly groups: readonly OpenGroup[];
  /** Entries of the map that no heading answers to: their words stay words. */
  readonly unplaced: readonly MapEntry[];
}

/** What besides the blocks decides where sections begin. */
export interface SplitContext {
  readonly file: string;
  readonly map: NoteMap;
  /** The front matter's title, or null. */
  readonly title: string | null;
}

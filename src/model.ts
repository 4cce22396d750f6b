import type { Element, ElementContent } from 'hast';
import type { DialectUsed } from './markdown/dialect.js';
import type { Direction } from './markdown/direction.js';
import type { LeftOut, LeftOutKind } from './markdown/problem-list.js';
import type { NoteSettings } from './options/options.js';

/** The note's own colours, as CSS colours already validated; null where the note names none. */
export interface Palette {
  /** `fgColor` as `#rrggbb`; null where the note names none. */
  readonly foreground: string | null;
  /** `bgColor` as `#rrggbb`; null where the note names none. */
  readonly background: string | null;
}

/** Front matter that says what the note is about. */
export interface Meta {
  /** `title`, else the first heading, else the name of the file. */
  readonly title: string;
  /** ISO date (`2024-05-16`) or null. */
  readonly date: string | null;
  /** `author`, several with commas between; null where there is none. */
  readonly author: string | null;
  /** `tags`, and the hash tags of the title. */
  readonly tags: readonly string[];
  /** `type`, such as `post`; null where there is none. */
  readonly type: string | null;
  /** `draft: true`. */
  readonly draft: boolean;
  /** BCP 47 language tag: as the note says, else as its script tells (`ja`, `ar`), else `en`. */
  readonly lang: string;
  /** The way in which it is read: as the note or its language says, else as most of its letters are. */
  readonly dir: Direction;
  /** Colours of the note. */
  readonly palette: Palette;
}

/** What a point is made of; decides how it is scored, broken and repeated. */
export type PointKind =
  | 'item'
  | 'paragraph'
  | 'row'
  | 'code'
  | 'heading'
  | 'figure'
  | 'math'
  | 'term'
  | 'definition';

/** Author's override of the importance rule, `{: .keep}` or `{: .skip}`. */
export type PointOverride = 'keep' | 'skip' | null;

/**
 * The smallest unit that can be kept or dropped: a list item with its own text, a paragraph, a
 * table row, a code block. The element that carries it in the section's tree has
 * `properties.dataPoint === String(id)`.
 */
export interface Point {
  /** Number within the note, from 0, in source order. */
  readonly id: number;
  /** The point that this one explains: the list item above, the sub-heading above; null at the top. */
  readonly parent: number | null;
  /** What it is in the text. */
  readonly kind: PointKind;
  /** Nesting below the section's heading, 0 at the top. */
  readonly depth: number;
  /** First line in the note's file, from 1. */
  readonly line: number;
  /** The point's own text, white space normalised, without its children's. */
  readonly text: string;
  /** Emphasised phrases in the point's own text. */
  readonly terms: readonly string[];
  /** What its author says of it with `{: .keep}` or `{: .skip}`; null for nothing. */
  readonly override: PointOverride;
}

/** The part of a note about one service. */
export interface Section {
  /** The heading's id as kramdown makes it; unique within the note. */
  readonly id: string;
  /** Heading text without hash tags. */
  readonly title: string;
  /** The heading's inline content, hash tags removed. */
  readonly heading: readonly ElementContent[];
  /** Short name for indexes: the map's first chip, else the title. */
  readonly shortName: string;
  /** `#serverless` in the heading → `serverless`. */
  readonly tags: readonly string[];
  /** Keywords from the map, the short name excluded. */
  readonly chips: readonly string[];
  /** Index into `Note.groups`. */
  readonly group: number;
  /**
   * Sanitised content below the heading; element positions are lines of the note's file. Besides
   * `dataPoint`, elements may carry
   * - `dataSpeakerNotes` on an `aside`: notes for the speaker, `only` for them (then without points, see
   *   `note/speaker-notes.ts`) or for the readers of a sheet `also`;
   * - `dataQuestion` (a number within the note) with `dataQuestionPart` (`question`, `options` or `answer`)
   *   on the blocks that belong together as one question of a bank;
   * - `dataRight` on an option that is ticked, `dataAnswer` on options (or on a question without any): what a list
   *   of answers says;
   * - `dataCallout`, the kind of a box; `dataMark`, the mark of an item that is no plain number.
   */
  readonly body: readonly Element[];
  /** In the order of the text. */
  readonly points: readonly Point[];
  /** First and last line in the file, heading included, from 1. */
  readonly lines: readonly [number, number];
  /** Markdown source of the section, heading included. */
  readonly source: string;
}

/** A run of sections under one map heading or chapter heading. */
export interface Group {
  /** null where the note gives the group no name. */
  readonly title: string | null;
  /** Validated CSS colour from the map, or null. */
  readonly colour: string | null;
  /** Ids of the group's sections in the order of the map (or of the text where there is no map). */
  readonly sections: readonly string[];
}

/** One Markdown file, read. */
export interface Note {
  /** Path as the caller gave it. */
  readonly file: string;
  /** Whole path of the folder that was given, in which the note and its pictures lie; null where none was. */
  readonly folder: string | null;
  /** What its front matter says of it. */
  readonly meta: Meta;
  /** What its front matter says about its own look and fit. */
  readonly settings: NoteSettings;
  /** How its Markdown was read, and what decided that. */
  readonly dialect: DialectUsed;
  /** The heading over the map ("Table of contents"), null where there is none. */
  readonly mapTitle: string | null;
  /** Sanitised content before the first section: the sheet's subtitle, the deck's introduction. */
  readonly intro: readonly Element[];
  /** Points before the first section. */
  readonly introPoints: readonly Point[];
  /** In the order of the text; a section names its own by the place in this list. */
  readonly groups: readonly Group[];
  /** In the order of the text. */
  readonly sections: readonly Section[];
  /**
   * What the file holds for other eyes than the reader's (comments, properties, queries, notes for the
   * speaker), in the order of the text. No sheet and no slide shows it.
   */
  readonly leftOut: readonly LeftOut[];
  /** The whole file as text. */
  readonly source: string;
}

/** How often a note's file holds something for other eyes than the reader's. */
export interface LeftOutTally {
  /** What it is. */
  readonly kind: LeftOutKind;
  /** Lines of the note's file, from 1, one for each. */
  readonly lines: readonly number[];
}

/** A point left out of a sheet. */
export interface DroppedPoint {
  /** First line in the note's file, from 1. */
  readonly line: number;
  /** The beginning of its text. */
  readonly text: string;
}

/** How many points a sheet carries. `kept + dropped.length === total`. */
export interface PointTally {
  /** Points of the note or section. */
  readonly total: number;
  /** Points on the sheet. */
  readonly kept: number;
  /** Points that are not on it, in the order of the text. */
  readonly dropped: readonly DroppedPoint[];
}

/** How well a sheet fits its page. */
export interface SheetFit {
  /** As `pages` says, or more where `whenFull` is `pages`. */
  readonly pages: number;
  /** `a4` or `210x297mm`. */
  readonly paper: string;
  /** How it is held; never `auto`. */
  readonly orientation: 'portrait' | 'landscape';
  /** Columns on each page. */
  readonly columns: number;
  /** Size of the body type, in points of 1/72 inch. */
  readonly fontSizePt: number;
  /** Height of its lower-case x on paper, in mm; the measure of legibility. */
  readonly xHeightMm: number;
  /** Mean over the columns of the share of the usable height that ink reaches, 0 to 1. */
  readonly fill: number;
  /** Layouts that the search measured in the browser. */
  readonly layouts: number;
  /** What of the text is on it. */
  readonly points: PointTally;
}

/** One note, or one section, on exactly one printed page. */
export interface Sheet {
  /** The file's bytes. */
  readonly pdf: Uint8Array;
  /** Picture of the first page, where `png` asks for it; the bytes of a PNG file. */
  readonly png: Uint8Array | null;
  /** Pictures of all pages, the first among them; none where `png` does not ask for them. */
  readonly pictures: readonly Uint8Array[];
  /** How it was set, and what is on it. */
  readonly fit: SheetFit;
}

/** One note, or one section, as slides in one self-contained HTML file. */
export interface Deck {
  /** The whole document, which needs nothing else. */
  readonly html: string;
  /** The slides as a PDF, where `deckPdf` asks for it; the file's bytes. */
  readonly pdf: Uint8Array | null;
  /** The slides on paper, with lines for notes, where `handout` asks for it; the file's bytes. */
  readonly handout: Uint8Array | null;
  /** How many there are. */
  readonly slides: number;
  /** Slides on which something overflows, measured in the browser; 0 is the promise. */
  readonly overflowing: number;
}

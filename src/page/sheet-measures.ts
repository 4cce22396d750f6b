/** JSON that crosses the border between Node and the page while a sheet is fitted. Lengths in layout px, an eighth of a CSS pixel on the paper. */

/** One leaf block (a paragraph, a heading, a table row …) of the one-column galley. */
export interface PieceBox {
  readonly section: number;
  /** Ids of the points that it shows; a heading bar shows none. */
  readonly points: readonly number[];
  /** `name`: a section's heading bar; `head`: a sub-heading; `solid`: a block that cannot be cut. */
  readonly kind: 'name' | 'head' | 'text' | 'solid';
  readonly topPx: number;
  readonly bottomPx: number;
  /** Lines of text; 1 for a block that cannot break. */
  readonly lines: number;
  /** Padding above, and again below, that both halves of the piece keep where it is cut. */
  readonly padPx: number;
  /** Height of the table head that is repeated where a column begins with this row; 0 for all else. */
  readonly repeatPx: number;
  /** Says nothing without what follows: a line that ends in a colon. */
  readonly leadsIn: boolean;
  /** How deep the piece lies in its section's lists, 0 at the top. */
  readonly depth: number;
}

export interface SectionBox {
  readonly topPx: number;
  readonly bottomPx: number;
}

/** One layout of all content in one column. */
export interface GalleyMeasure {
  readonly pieces: readonly PieceBox[];
  readonly sections: readonly SectionBox[];
  /** Height of everything above the columns. */
  readonly mastheadPx: number;
  /** Height of the line that stands above the columns of each further page. */
  readonly runningHeadPx: number;
  readonly xHeightPx: number;
  readonly linePx: number;
  /** Height of the small repeated name at the head of a column. */
  readonly continuedPx: number;
  readonly traits: GalleyTraits;
}

/** What a layout does to the text: counts for the objective. */
export interface GalleyTraits {
  /** Full lines of running text, by their mean number of characters. */
  readonly lines: readonly { readonly chars: number; readonly count: number }[];
  /** All lines of running text, and those in lists that run in over more than four lines. */
  readonly textLines: number;
  readonly longRunInLines: number;
  readonly tables: number;
  /** Tables that became lists of their rows. */
  readonly stackedTables: number;
  readonly codeLines: number;
  /** Rows of code that go on with the line above. */
  readonly wrappedRows: number;
  readonly formulas: number;
  /** Formulas smaller than the text. */
  readonly shrunkFormulas: number;
}

/** What one layout is made with. */
export interface GalleySetting {
  readonly sizePx: number;
  readonly leadEm: number;
  readonly columnPx: number;
  readonly face: string;
  readonly runIn: boolean;
  /** Width of the masthead and the gutter between columns. */
  readonly pagePx: number;
  readonly gutterPx: number;
  /**
   * Size at which the layout is really made. A text of a given measure in em takes the same lines at
   * every size, so a search keeps one size and varies the widths: the browser need not shape the
   * text anew, which is most of a layout's cost. Null: at `sizePx` itself.
   */
  readonly atPx: number | null;
}

/** Where a column begins: a piece, and the line within it. */
export interface ColumnStart {
  readonly piece: number;
  readonly line: number;
}

/** Where the galley is broken into columns, and how each is set. */
export interface ColumnBreaks {
  readonly starts: readonly ColumnStart[];
  /** Columns on one page; further columns go to further pages. */
  readonly columnsPerPage: number;
  /** Usable height of a column on the first and on each further page. */
  readonly heightsPx: readonly [number, number];
  /** Empty height above the masthead of each page, where a short note stands at the optical centre. */
  readonly topPx: number;
  /** Space added between sections, per column. */
  readonly stretchPx: readonly number[];
  /** Line height per column, in em. */
  readonly leadEm: readonly number[];
}

/** A point that was too wide: its table became a list of its rows, or its type was set smaller. */
export interface Narrowed {
  readonly point: number;
  readonly how: 'stacked' | 'small';
}

/** What the finished page shows, measured in the browser once the columns stand. */
export interface ColumnsMeasure {
  /** Bottom of the last ink in each column, from the column's top. */
  readonly inkPx: readonly number[];
  /** Texts of elements that lie beyond their column or page; empty on a sound sheet. */
  readonly beyond: readonly string[];
  /** Blocks that would not fit their column as they are. */
  readonly narrowed: readonly Narrowed[];
  /** Page on which each section begins and its top, for bookmarks. */
  readonly anchors: readonly {
    readonly id: string;
    readonly page: number;
    readonly topPx: number;
    readonly leftPx: number;
  }[];
}

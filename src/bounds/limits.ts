const KB = 1024;
const MB = 1024 * KB;

/**
 * Every bound on the work that one note may cause, in one table. A note beyond a bound is refused
 * with a problem that names it, or made without the part that is too much; the next note is made as
 * if nothing had happened. A study note of fifty printed pages stays below a tenth of each.
 */
export const LIMITS = {
  /** A file; 5 MB of plain text are two thousand printed pages. */
  noteBytes: 5 * MB,
  /** Front matter, as written. */
  frontMatterChars: 64 * KB,
  /** Values in it once aliases are followed: `*a` nested nine times over stands for a billion. */
  frontMatterValues: 2000,
  /** A title from the front matter. */
  titleChars: 300,
  tags: 40,
  /** Blocks, spans and table cells read from one note (some 1 kB of memory each); 5 MB of lists have half of them. */
  tokens: 500_000,
  /** HTML elements made of them; a hundred characters of attributes count as one more. */
  elements: 150_000,
  /** Blocks within blocks. */
  blockDepth: 48,
  /** HTML elements within each other where no Markdown is read. */
  rawDepth: 150,
  /** Elements of formatting (`<b>`) left open by raw HTML: a browser opens each of them again in every block. */
  openFormatting: 8,
  /** Value of a `{::options}` setting: some are repeated at every heading or footnote. */
  optionChars: 200,
  /** Sections of one note. */
  sections: 1000,
  /** Sections that get a sheet and a deck of their own. */
  sectionFiles: 300,
  /** Columns of a table, as far as its cells span: a thousand take the browser 400 MB. */
  tableColumns: 300,
  /** Points and characters of one sheet or deck: some 500 slides, more than anybody goes through. */
  points: 6000,
  textChars: 450_000,
  /** HTML elements of one sheet or deck: 100,000 take the browser 700 MB. */
  shownElements: 60_000,
  /** Problems reported for one note. */
  problems: 200,
  imageBytes: 8 * MB,
  svgBytes: MB,
  imageSidePx: 16_384,
  /** Four bytes of memory each, once decoded. */
  imagePixels: 36_000_000,
  /**
   * What a picture is scaled down to: a slide shows it at most 1160 × 420 CSS px large, a sheet less, and a sharp
   * screen or printer has two to three pixels for each.
   */
  shownWidthPx: 2560,
  shownHeightPx: 1280,
  /**
   * Characters of a picture as embedded (750 kB) beyond which it is coded anew with loss: a photograph of that many pixels
   * saved as PNG takes six times as much as it needs, a drawing or a picture of a screen less than a tenth of this.
   */
  shownChars: MB,
  /** Images of one sheet or deck: their number, their files, and scaled down their bytes and pixels, each counted as often as it is shown. */
  images: 1000,
  imageFiles: 1000,
  imagesBytes: 24 * MB,
  imagesPixels: 48_000_000,
  /** Decoding one picture, and all pictures of one note. */
  pictureMs: 8_000,
  picturesMs: 20_000,
  /** Bytes of a note's pictures that are read to see whether one has changed; beyond that size and date tell. */
  hashedBytes: 256 * MB,
  /**
   * Memory of the browser process that a sheet or deck is made in. An ordinary note takes 150 MB of it,
   * four photographs of 12 megapixels 570 MB; with Node and the rest of the browser it stays in 1 GB.
   */
  rendererBytes: 768 * MB,
  /** Of all renderers that work at the same time. */
  renderersBytes: 800 * MB,
  /**
   * Renderers and this process together: with the rest of the browser, and what grows between two looks, all stays in
   * 1 GB. Of this process no more than that counts, since whoever calls us may work in it, too.
   */
  runBytes: 940 * MB,
  ownBytes: 400 * MB,
  formulaChars: 5000,
  formulaExpansions: 500,
  /** Characters that a formula's own macros may grow to: `\def\a{…}\a\a\a` in two lines is a book. */
  formulaExpandedChars: 20_000,
  /** HTML of all formulas of one sheet or deck: KaTeX makes some 1500 characters of a fraction. */
  formulasChars: MB,
  /** Code with colours; more than this stays plain. */
  highlightedChars: 60_000,
  /** The manifest of an output folder: some 60,000 outputs. */
  manifestBytes: 64 * MB,
  /** A user's template: nobody writes one of a hundredth of that. */
  templateBytes: 8 * MB,
  /** Memory of the whole process beside the browser. */
  nodeBytes: 800 * MB,
  /**
   * Time of the processor, and by the clock, in which the thread that reads and makes notes does not come back from
   * one of them. With the second try a user waits less than a minute. All times by the clock run more slowly on a
   * machine that is busy with other things (`clockShare`).
   */
  silentMs: 20_000,
  silentClockMs: 26_000,
  /** The same, in the second try, for outputs that were being made when the first was ended. */
  silentAgainMs: 6_000,
  silentAgainClockMs: 10_000,
  /** Reading a note, by the clock; the longest note that is read takes a tenth. */
  parseMs: 16_000,
  /** Setting the formulas and code of one sheet or deck: time of the processor; and by the clock, for one without an end. */
  enrichMs: 5_000,
  enrichClockMs: 12_000,
  /**
   * One try at a sheet or deck in the browser, in the time that its renderers work; and by the clock, the first
   * and the second, so that a note ends within a minute also where other programs have the processor.
   */
  pageMs: 22_000,
  pageClockMs: 28_000,
  pageAgainClockMs: 22_000,
  /** The same for a note of which an output was lost so already: one try, and how many more are lost before the rest is left out. */
  pageAfterLossMs: 6_000,
  losses: 3,
  /** A browser that does not say what its processes do for so long has stopped; another is started. */
  browserSilentMs: 8_000,
} as const;

/* Written from the option table; a test keeps them the same (`WRITE_OPTIONS=1 npx vitest run test/docs-options`). */

/** What an editor shows of each option, wherever a type is made of the table's rows. */
export interface DocumentedOptions {
  /**
   * Folder that the files go to.
   *
   * Takes a folder; `"output"` unless given.
   */
  readonly out: unknown;
  /**
   * Paper of a whole note.
   *
   * Takes a3, a4, a5, a6, letter, legal or a size such as 210x297mm (50 to 1200 mm a side); `"a4"` unless given.
   */
  readonly paper: unknown;
  /**
   * How Markdown is read; auto goes by the front matter, then by signs of kramdown in the text.
   *
   * Takes auto, gfm or kramdown; `"auto"` unless given.
   */
  readonly dialect: unknown;
  /**
   * Paper of a single section; auto is the smallest of a6, a5, a4 that holds it.
   *
   * Takes auto, a3, a4, a5, a6, letter, legal or a size such as 210x297mm (50 to 1200 mm a side); `"auto"` unless given.
   */
  readonly sectionPaper: unknown;
  /**
   * How the sheet is held.
   *
   * Takes portrait, landscape or auto; `"portrait"` unless given.
   */
  readonly orientation: unknown;
  /**
   * Number of columns.
   *
   * Takes auto or a whole number from 1 to 8; `"auto"` unless given.
   */
  readonly columns: unknown;
  /**
   * Smallest x-height that the type may shrink to.
   *
   * Takes a length from 0.5 to 10 mm; `1.2` unless given.
   */
  readonly floor: unknown;
  /**
   * At the floor: drop the least important points, go on to further pages, or refuse.
   *
   * Takes condense, pages or fail; `"condense"` unless given.
   */
  readonly whenFull: unknown;
  /**
   * Pages of a whole note; 2 is both sides of one sheet of paper.
   *
   * Takes a whole number from 1 to 40; `1` unless given.
   */
  readonly pages: unknown;
  /**
   * Look of the sheet: exam is dense and sober, wall is for A3, large has print of 2 mm and more.
   *
   * Takes default, mono, exam, wall or large; `"default"` unless given.
   */
  readonly theme: unknown;
  /**
   * Mono survives a black-and-white printer.
   *
   * Takes colour or mono; `"colour"` unless given.
   */
  readonly ink: unknown;
  /**
   * Picture at the head of the sheet and in a corner of the slides.
   *
   * Takes the path of a picture (PNG, JPEG, SVG, WebP, AVIF or GIF); a note gives it from its own folder; `null` unless given.
   */
  readonly logo: unknown;
  /**
   * Also a picture of each sheet.
   *
   * Takes true or false; `false` unless given.
   */
  readonly png: unknown;
  /**
   * Look of the slides; auto is light or dark as the system of the viewer.
   *
   * Takes auto, light, dark, paper, board, contrast or band; `"auto"` unless given.
   */
  readonly deckTheme: unknown;
  /**
   * Items of lists appear on a slide one after another.
   *
   * Takes true or false; `false` unless given.
   */
  readonly incremental: unknown;
  /**
   * What the deck calls its list of sections, such as Services.
   *
   * Takes a word; `null` unless given.
   */
  readonly menu: unknown;
  /**
   * Also the slides as a PDF.
   *
   * Takes true or false; `false` unless given.
   */
  readonly deckPdf: unknown;
  /**
   * Also the cards as a PDF to print on both sides and cut.
   *
   * Takes true or false; `false` unless given.
   */
  readonly cardsPdf: unknown;
  /**
   * Also the slides on paper, so many a page, with lines for notes.
   *
   * Takes a whole number from 1 to 6; `null` unless given.
   */
  readonly handout: unknown;
  /**
   * What a study session found shaky: first and in full on the sheet, alone in the deck.
   *
   * Takes the session.json of a study session; `null` unless given.
   */
  readonly weak: unknown;
  /**
   * Kinds to make.
   *
   * Takes some of sheet, deck, cards; `["sheet","deck"]` unless given.
   */
  readonly only: unknown;
  /**
   * Only this section (repeatable).
   *
   * Takes the id of a section; `[]` unless given.
   */
  readonly section: unknown;
  /**
   * Whole notes only.
   *
   * Takes true or false; `true` unless given.
   */
  readonly sections: unknown;
  /**
   * Make only this share of the outputs.
   *
   * Takes a share such as 2/5 (the second of five); `null` unless given.
   */
  readonly shard: unknown;
  /**
   * Go on, and make again what changes.
   *
   * Takes true or false; `false` unless given.
   */
  readonly watch: unknown;
  /**
   * Open what was made, or the page that is served, in your viewer.
   *
   * Takes true or false; `false` unless given.
   */
  readonly open: unknown;
  /**
   * Port of this machine to serve on; 0 takes any.
   *
   * Takes a whole number from 0 to 65535; `4410` unless given.
   */
  readonly port: unknown;
  /**
   * Open the session to the local network, at this address or at all.
   *
   * Takes an address of this machine such as 192.168.1.20, or nothing for all (then put --host last); `null` unless given.
   */
  readonly host: unknown;
  /**
   * What members open where a proxy stands in front of the session.
   *
   * Takes an address such as https://rooms.example/b12/; `null` unless given.
   */
  readonly address: unknown;
  /**
   * Folder whose files replace built-in templates of the same name.
   *
   * Takes a folder; `null` unless given.
   */
  readonly templates: unknown;
  /**
   * Config file; without it, cribsheet.config.* from this folder upwards.
   *
   * Takes the path of a config file; `null` unless given.
   */
  readonly config: unknown;
  /**
   * Style sheet on top of the built-in ones (repeatable).
   *
   * Takes the path of a style sheet; `[]` unless given.
   */
  readonly css: unknown;
  /**
   * The browser to print with.
   *
   * Takes the path of a browser; `null` unless given.
   */
  readonly browser: unknown;
  /**
   * Remove the unpacked browser.
   *
   * Takes true or false; `false` unless given.
   */
  readonly clean: unknown;
  /**
   * Make one file of one note, which may be - for standard input; - as FILE is standard output.
   *
   * Takes a file name, or - for standard output; `null` unless given.
   */
  readonly file: unknown;
  /**
   * With -o: also over a file that cribsheet has not made.
   *
   * Takes true or false; `false` unless given.
   */
  readonly force: unknown;
  /**
   * Print one JSON document and nothing else.
   *
   * Takes true or false; `false` unless given.
   */
  readonly json: unknown;
  /**
   * Print problems only.
   *
   * Takes true or false; `false` unless given.
   */
  readonly quiet: unknown;
  /**
   * Print every step.
   *
   * Takes true or false; `false` unless given.
   */
  readonly verbose: unknown;
}

import {
  autoOrCount,
  autoOrPaper,
  count,
  flag,
  millimetres,
  type OptionKind,
  oneOf,
  orNull,
  paper,
  shard,
  someOf,
  text,
  texts,
} from './option-kinds.js';

/** A command of the command line. */
export type Command = 'build' | 'sheet' | 'deck' | 'serve' | 'merge' | 'list' | 'check' | 'browser';

/** One line of the option table. */
export interface OptionRow<T> {
  readonly kind: OptionKind<T>;
  readonly fallback: T;
  readonly summary: string;
  /**
   * `note`: a note may set it in its front matter, since it concerns only the note's own look and
   * fit. `run`: only the person who runs the command may.
   */
  readonly scope: 'note' | 'run';
  readonly commands: readonly Command[];
}

const EVERY: readonly Command[] = ['build', 'sheet', 'deck', 'serve', 'merge', 'list', 'check', 'browser'];
const MAKING: readonly Command[] = ['build', 'sheet', 'deck', 'serve'];
/** Commands that make something and end. */
const BATCH: readonly Command[] = ['build', 'sheet', 'deck'];
const RENDERING: readonly Command[] = [...MAKING, 'check'];
const SHEETS: readonly Command[] = ['build', 'sheet', 'serve', 'check'];
const DECKS: readonly Command[] = ['build', 'deck', 'serve', 'check'];

function row<T>(
  kind: OptionKind<T>,
  fallback: T,
  scope: OptionRow<T>['scope'],
  commands: readonly Command[],
  summary: string,
): OptionRow<T> {
  return { kind, fallback, scope, commands, summary };
}

/**
 * The one table of options. The API's types, the command line's flags and help, the keys that a
 * note's front matter may set, every check and every "did you mean" derive from it.
 */
export const OPTIONS = {
  out: row(text('DIR', 'a folder'), 'output', 'run', [...MAKING, 'merge'], 'folder that the files go to'),
  paper: row(paper(), 'a4', 'note', SHEETS, 'paper of a whole note'),
  dialect: row(
    oneOf('auto', 'gfm', 'kramdown'),
    'auto',
    'note',
    [],
    'how Markdown is read; auto decides by the signs of kramdown in the note',
  ),
  sectionPaper: row(
    autoOrPaper(),
    'auto',
    'note',
    SHEETS,
    'paper of a single section; auto is the smallest of a6, a5, a4 that holds it',
  ),
  orientation: row(
    oneOf('portrait', 'landscape', 'auto'),
    'portrait',
    'note',
    SHEETS,
    'how the sheet is held',
  ),
  columns: row(autoOrCount(8), 'auto', 'note', SHEETS, 'number of columns'),
  floor: row(millimetres(0.5, 10), 1.2, 'note', SHEETS, 'smallest x-height that the type may shrink to'),
  whenFull: row(
    oneOf('condense', 'pages', 'fail'),
    'condense',
    'note',
    SHEETS,
    'at the floor: drop the least important points, go on to further pages, or refuse',
  ),
  ink: row(oneOf('colour', 'mono'), 'colour', 'note', SHEETS, 'mono survives a black-and-white printer'),
  png: row(flag(), false, 'run', ['build', 'sheet'], 'also a picture of each sheet'),
  deckTheme: row(oneOf('auto', 'light', 'dark'), 'auto', 'note', DECKS, 'colours of the slides'),
  menu: row(
    orNull(text('WORD', 'a word')),
    null,
    'note',
    DECKS,
    'what the deck calls its list of sections, such as Services',
  ),
  deckPdf: row(flag(), false, 'run', ['build', 'deck'], 'also the slides as a PDF'),
  only: row(someOf('sheet', 'deck'), ['sheet', 'deck'], 'run', ['build', 'serve', 'check'], 'kinds to make'),
  section: row(texts('ID', 'the id of a section'), [], 'run', RENDERING, 'only this section (repeatable)'),
  sections: row(flag(), true, 'run', RENDERING, 'whole notes only'),
  shard: row(orNull(shard()), null, 'run', BATCH, 'make only this share of the outputs'),
  watch: row(flag(), false, 'run', BATCH, 'go on, and make again what changes'),
  port: row(count(0, 65_535), 4410, 'run', ['serve'], 'port of this machine to serve on; 0 takes any'),
  templates: row(
    orNull(text('DIR', 'a folder')),
    null,
    'run',
    [...RENDERING, 'merge'],
    'folder whose files replace built-in templates of the same name',
  ),
  browser: row(
    orNull(text('PATH', 'the path of a browser')),
    null,
    'run',
    [...RENDERING, 'browser'],
    'the browser to print with',
  ),
  json: row(flag(), false, 'run', EVERY, 'print one JSON document and nothing else'),
  quiet: row(flag(), false, 'run', EVERY, 'print problems only'),
  verbose: row(flag(), false, 'run', EVERY, 'print every step'),
} as const satisfies Record<string, OptionRow<never> | OptionRow<unknown>>;

type Table = typeof OPTIONS;

/** The name of an option, as in `whenFull`. */
export type OptionName = keyof Table;

/** The names of all options, in the order of the table. */
export const OPTION_NAMES = Object.keys(OPTIONS) as readonly OptionName[];

/** Every option with its checked value. */
export type Settings = {
  readonly [Name in OptionName]: Table[Name] extends OptionRow<infer Value> ? Value : never;
};

/** What a note may say about itself in its front matter's `cribsheet:` block. */
export type NoteSettings = Partial<
  Pick<
    Settings,
    'paper' | 'sectionPaper' | 'orientation' | 'columns' | 'floor' | 'whenFull' | 'ink' | 'deckTheme' | 'menu'
  >
>;

/** What a sheet's look and fit depend on. */
export type SheetOptions = Pick<
  Settings,
  'paper' | 'sectionPaper' | 'orientation' | 'columns' | 'floor' | 'whenFull' | 'ink' | 'png' | 'templates'
>;

/** What a deck's look depends on. */
export type DeckOptions = Pick<Settings, 'deckTheme' | 'menu' | 'deckPdf' | 'templates'>;

/** The value of every option that nobody gives. */
export const DEFAULTS: Settings = Object.fromEntries(
  OPTION_NAMES.map((name) => [name, OPTIONS[name].fallback]),
) as unknown as Settings;

/** `whenFull` → `when-full`, the spelling of the flag. */
export function flagName(name: OptionName): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

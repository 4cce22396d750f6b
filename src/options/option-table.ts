import type { Command } from './commands.js';
import {
  autoOrCount,
  autoOrPaper,
  countBetween,
  flag,
  host,
  millimetres,
  type OptionKind,
  oneOf,
  orNull,
  paper,
  picture,
  shard,
  someOf,
  text,
  texts,
  webAddress,
} from './option-kinds.js';
import { OUTPUT_KIND_NAMES, type OutputKindName } from './output-kind-names.js';

/**
 * Who may set an option. `note`: also a note in its front matter, since the option concerns only that
 * note's look and fit. `run`: only the caller. `terminal`: only the command line has it.
 */
export type OptionScope = 'note' | 'run' | 'terminal';

/** One line of the option table. */
export interface OptionRow<
  Value,
  Scope extends OptionScope = OptionScope,
  Commands extends readonly Command[] = readonly Command[],
  Affected extends readonly OutputKindName[] = readonly OutputKindName[],
> {
  /** How a value is read and checked. */
  readonly kind: OptionKind<Value>;
  /** The value where nobody gives one. */
  readonly fallback: Value;
  /** One line of help. */
  readonly summary: string;
  /** Who may set it. */
  readonly scope: Scope;
  /** The commands that take it. */
  readonly commands: Commands;
  /** The kinds of output whose files come out differently with another value: they are made again. */
  readonly affects: Affected;
  /**
   * What the cache key holds: the value itself, or the content of the files that it points to (a
   * folder of templates, a browser), wherever they lie.
   */
  readonly keyedBy: 'value' | 'files';
}

const KINDS = OUTPUT_KIND_NAMES;
/** What is made unless `only` says otherwise. */
const USUAL_KINDS = ['sheet', 'deck'] as const;
/** The option decides what is made and where, not what is in the files. */
const NONE = [] as const;

const EVERY = ['build', ...KINDS, 'serve', 'studio', 'present', 'merge', 'list', 'check', 'browser'] as const;
const MAKING = ['build', ...KINDS, 'serve', 'present'] as const;
/** Commands that make something and end. */
const BATCH = ['build', ...KINDS] as const;
const RENDERING = [...MAKING, 'check'] as const;
const READING = [...RENDERING, 'list'] as const;
const SHEETS = ['build', 'sheet', 'serve', 'studio', 'check'] as const;
const DECKS = ['build', 'deck', 'serve', 'studio', 'present', 'check'] as const;

type KeyedBy = OptionRow<unknown>['keyedBy'];

function row<
  Value,
  Scope extends OptionScope,
  Commands extends readonly Command[],
  const Affected extends readonly OutputKindName[],
>(
  kind: OptionKind<Value>,
  fallback: NoInfer<Value>,
  scope: Scope,
  commands: Commands,
  affects: Affected,
  summary: string,
  keyedBy: KeyedBy = 'value',
): OptionRow<Value, Scope, Commands, Affected> {
  return { kind, fallback, scope, commands, affects, summary, keyedBy };
}

/**
 * The one table of options. The API's types, the command line's flags and help, the keys that a
 * note's front matter may set, every check, every "did you mean" and the cache key derive from it.
 */
export const OPTIONS = {
  out: row(
    text('DIR', 'a folder'),
    'output',
    'run',
    [...MAKING, 'merge'],
    NONE,
    'folder that the files go to',
  ),
  paper: row(paper(), 'a4', 'note', SHEETS, ['sheet'], 'paper of a whole note'),
  dialect: row(
    oneOf('auto', 'gfm', 'kramdown'),
    'auto',
    'note',
    [...READING, 'studio'],
    // Which reader was used counts as the note's content.
    NONE,
    'how Markdown is read; auto goes by the front matter, then by signs of kramdown in the text',
  ),
  sectionPaper: row(
    autoOrPaper(),
    'auto',
    'note',
    SHEETS,
    ['sheet'],
    'paper of a single section; auto is the smallest of a6, a5, a4 that holds it',
  ),
  orientation: row(
    oneOf('portrait', 'landscape', 'auto'),
    'portrait',
    'note',
    SHEETS,
    ['sheet'],
    'how the sheet is held',
  ),
  columns: row(autoOrCount(8), 'auto', 'note', SHEETS, ['sheet'], 'number of columns'),
  floor: row(
    millimetres(0.5, 10),
    1.2,
    'note',
    SHEETS,
    ['sheet'],
    'smallest x-height that the type may shrink to',
  ),
  whenFull: row(
    oneOf('condense', 'pages', 'fail'),
    'condense',
    'note',
    SHEETS,
    ['sheet'],
    'at the floor: drop the least important points, go on to further pages, or refuse',
  ),
  pages: row(
    countBetween(1, 40),
    1,
    'note',
    SHEETS,
    ['sheet'],
    'pages of a whole note; 2 is both sides of one sheet of paper',
  ),
  theme: row(
    oneOf('default', 'mono', 'exam', 'wall', 'large'),
    'default',
    'note',
    SHEETS,
    ['sheet'],
    'look of the sheet: exam is dense and sober, wall is for A3, large has print of 2 mm and more',
  ),
  ink: row(
    oneOf('colour', 'mono'),
    'colour',
    'note',
    SHEETS,
    ['sheet'],
    'mono survives a black-and-white printer',
  ),
  logo: row(
    orNull(picture()),
    null,
    'note',
    [...MAKING, 'studio', 'check'],
    USUAL_KINDS,
    'picture at the head of the sheet and in a corner of the slides',
    'files',
  ),
  png: row(flag(), false, 'run', ['build', 'sheet'], ['sheet'], 'also a picture of each sheet'),
  deckTheme: row(
    oneOf('auto', 'light', 'dark', 'paper', 'board', 'contrast', 'band'),
    'auto',
    'note',
    DECKS,
    ['deck'],
    'look of the slides; auto is light or dark as the system of the viewer',
  ),
  incremental: row(
    flag(),
    false,
    'note',
    DECKS,
    ['deck'],
    'items of lists appear on a slide one after another',
  ),
  menu: row(
    orNull(text('WORD', 'a word')),
    null,
    'note',
    DECKS,
    ['deck'],
    'what the deck calls its list of sections, such as Services',
  ),
  deckPdf: row(flag(), false, 'run', ['build', 'deck'], ['deck'], 'also the slides as a PDF'),
  cardsPdf: row(
    flag(),
    false,
    'run',
    ['build', 'cards'],
    ['cards'],
    'also the cards as a PDF to print on both sides and cut',
  ),
  handout: row(
    orNull(countBetween(1, 6)),
    null,
    'run',
    ['build', 'deck'],
    ['deck'],
    'also the slides on paper, so many a page, with lines for notes',
  ),
  weak: row(
    orNull(text('FILE', 'the session.json of a study session')),
    null,
    'run',
    ['build', 'sheet', 'deck'],
    ['sheet', 'deck'],
    'what a study session found shaky: first and in full on the sheet, alone in the deck',
    'files',
  ),
  only: row(someOf(...KINDS), [...USUAL_KINDS], 'run', ['build', 'serve', 'check'], NONE, 'kinds to make'),
  section: row(
    texts('ID', 'the id of a section'),
    [],
    'run',
    RENDERING,
    NONE,
    'only this section (repeatable)',
  ),
  sections: row(flag(), true, 'run', ['build', ...KINDS, 'serve', 'check'], NONE, 'whole notes only'),
  shard: row(orNull(shard()), null, 'run', BATCH, NONE, 'make only this share of the outputs'),
  watch: row(flag(), false, 'terminal', BATCH, NONE, 'go on, and make again what changes'),
  open: row(
    flag(),
    false,
    'terminal',
    [...MAKING, 'studio'],
    NONE,
    'open what was made, or the page that is served, in your viewer',
  ),
  port: row(
    countBetween(0, 65_535),
    4410,
    'run',
    ['serve', 'studio', 'present'],
    NONE,
    'port of this machine to serve on; 0 takes any',
  ),
  host: row(
    orNull(host()),
    null,
    'run',
    ['present'],
    NONE,
    'open the session to the local network, at this address or at all',
  ),
  address: row(
    orNull(webAddress()),
    null,
    'run',
    ['present'],
    NONE,
    'what members open where a proxy stands in front of the session',
  ),
  templates: row(
    orNull(text('DIR', 'a folder')),
    null,
    'run',
    [...RENDERING, 'studio', 'merge'],
    USUAL_KINDS,
    'folder whose files replace built-in templates of the same name',
    'files',
  ),
  config: row(
    orNull(text('FILE', 'the path of a config file')),
    null,
    'run',
    [...RENDERING, 'studio', 'list'],
    // What it says are options, each with a row of its own.
    NONE,
    'config file; without it, cribsheet.config.* from this folder upwards',
  ),
  css: row(
    texts('FILE', 'the path of a style sheet'),
    [],
    'run',
    [...RENDERING, 'studio'],
    USUAL_KINDS,
    'style sheet on top of the built-in ones (repeatable)',
    'files',
  ),
  browser: row(
    orNull(text('PATH', 'the path of a browser')),
    null,
    'run',
    [...RENDERING, 'studio', 'browser'],
    KINDS,
    'the browser to print with',
    'files',
  ),
  clean: row(flag(), false, 'terminal', ['browser'], NONE, 'remove the unpacked browser'),
  file: row(
    orNull(text('FILE', 'a file name, or - for standard output')),
    null,
    'terminal',
    BATCH,
    NONE,
    'make one file of one note, which may be - for standard input; - as FILE is standard output',
  ),
  force: row(flag(), false, 'terminal', BATCH, NONE, 'with -o: also over a file that cribsheet has not made'),
  json: row(flag(), false, 'terminal', EVERY, NONE, 'print one JSON document and nothing else'),
  quiet: row(flag(), false, 'terminal', EVERY, NONE, 'print problems only'),
  verbose: row(flag(), false, 'terminal', EVERY, NONE, 'print every step'),
} as const satisfies Record<string, OptionRow<never> | OptionRow<unknown>>;

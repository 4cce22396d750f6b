import type { OutputKindName } from './output-kind-names.js';

/** A command as help shows it. */
export interface CommandRow {
  /** One line of help. */
  readonly summary: string;
  /** What stands behind it besides options. */
  readonly takes: 'notes' | 'folders' | 'shell' | null;
}

/** A command that makes only one kind of output. */
function only(what: string): CommandRow & { readonly takes: 'notes' } {
  return { summary: `only the ${what}`, takes: 'notes' };
}

const OF_KINDS = {
  sheet: only('sheets'),
  deck: only('decks'),
  cards: only('cards for Anki, which build makes when asked'),
} satisfies Record<OutputKindName, CommandRow>;

/** The commands of the command line, in the order in which help lists them. */
export const COMMANDS = {
  build: { summary: 'sheets and decks of every note under the paths (the default command)', takes: 'notes' },
  ...OF_KINDS,
  serve: {
    summary: 'build, show the output folder in a browser on this machine, reload what changes',
    takes: 'notes',
  },
  studio: { summary: 'a page to see a note, set its options and choose what stays', takes: 'notes' },
  present: {
    summary: 'a study session: show one deck to a group that follows, votes and catches up',
    takes: 'notes',
  },
  merge: { summary: 'bring the output folders of several shares together in one', takes: 'folders' },
  list: { summary: 'the sections of every note: id, group, tags, chips, lines, points', takes: 'notes' },
  check: { summary: 'only the problems; writes nothing', takes: 'notes' },
  browser: { summary: 'the browser in use, and why not the others', takes: null },
  init: { summary: 'a config, a first note and an npm script, where there are none', takes: null },
  completion: { summary: 'a script that completes commands and options in your shell', takes: 'shell' },
} as const satisfies Readonly<Record<string, CommandRow>>;

/** A command of the command line; each kind of output is one, and makes only that kind. */
export type Command = keyof typeof COMMANDS;

/** The names of all commands. */
export const COMMAND_NAMES = Object.keys(COMMANDS) as readonly Command[];

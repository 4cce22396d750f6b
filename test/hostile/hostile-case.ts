/** What must be true after a note of the corpus was built. */
export interface Expected {
  /** Of the command line for this note: 0 made, 1 something is refused, 2 wrong usage. */
  readonly exit: 0 | 1 | 2;
  /** Part of a problem of this note, and the line that it names; null where there must be none. */
  readonly message: string | null;
  readonly line: number | null;
  /** Words that a reader of the sheet and of the deck must find. */
  readonly shows: readonly string[];
  /** Words that must be in neither. */
  readonly hides: readonly string[];
}

/** One attack: a note, or the options of a call. */
export interface HostileCase {
  readonly family: string;
  readonly name: string;
  /** File name of the note; null for a call's options. */
  readonly fileName: string | null;
  readonly content: string | Uint8Array;
  /** Arguments of the command line instead of a note. */
  readonly argv: readonly string[];
  readonly expected: Expected;
}

/** Every note of the corpus says this somewhere: that it was made can be told from its text. */
export const SURVIVOR = 'the kestrel stays';

export const MADE: Expected = { exit: 0, message: null, line: null, shows: [SURVIVOR], hides: [] };

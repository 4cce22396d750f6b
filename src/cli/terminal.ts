import pc from 'picocolors';
import type { Problem, Progress } from '../index.js';

/** Where text goes: a terminal, a pipe, or a test's buffer. */
export interface TextSink {
  write(text: string | Uint8Array): unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

/** All that the command line needs of its process; handed in, so that tests need no process. */
export interface Io {
  readonly stdout: TextSink;
  readonly stderr: TextSink;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** All of standard input. */
  readonly stdin?: () => Promise<Uint8Array>;
  /** Opens a file or an address in the user's viewer; tells why it did not. */
  readonly open?: (target: string) => Promise<string | null>;
  /** Ctrl-C. */
  readonly signal: AbortSignal;
  /** Told of what a run is at work on, whatever its user is shown. */
  readonly onProgress?: (progress: Progress) => void;
  /** Notes to be left out, and why. */
  readonly refused?: readonly Problem[];
  readonly oneByOne?: boolean;
}

export type Colours = ReturnType<typeof pc.createColors>;

/** Colours for a sink: none for a pipe or under NO_COLOR (no-color.org), some under FORCE_COLOR. */
export function coloursFor(sink: TextSink, env: Io['env']): Colours {
  const refused = Boolean(env.NO_COLOR) || env.TERM === 'dumb';
  const forced = env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '0';
  return pc.createColors(!refused && (forced || sink.isTTY === true));
}

/**
 * Text from a note or a file name, made harmless to a terminal and to what reads a build's log: one line,
 * in which control characters (C0, C1), line separators and marks of direction stand as escapes, `\n`,
 * `\u202e`; and which is no command to a CI service (`::error::`, `##vso[…]`).
 */
export function printable(text: string): string {
  return visible(text, /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu);
}

/** The same for source text, whose lines and tabs stay: each line has its number before it. */
export function printableSource(source: string): string {
  return visible(source, /[^\P{Cc}\n\t]|[\p{Zl}\p{Zp}\p{Bidi_Control}]/gu);
}

function visible(text: string, hidden: RegExp): string {
  return text
    .replace(hidden, escaped)
    .replace(/^\s*:(?=:[^:]*::)/, (start) => start.replace(':', '\\u003a'))
    .replace(/#(?=#[\w-]*\[)/g, '\\u0023');
}

const SHORT_ESCAPES = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

function escaped(character: string): string {
  const code = character.charCodeAt(0).toString(16).padStart(4, '0');
  return SHORT_ESCAPES.get(character) ?? `\\u${code}`;
}

/** JSON in which nothing acts on a terminal: what `JSON.stringify` leaves as it is, escaped. */
export function printableJson(json: string): string {
  return json
    .replace(/[\x7f-\x9f\p{Zl}\p{Zp}\p{Bidi_Control}]/gu, escaped)
    .replace(/#(?=#[\w-]*\[)/g, '\\u0023');
}

/** Emoji, Chinese, Japanese and Korean take two columns (Unicode Standard Annex 11). */
const WIDE = /\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]/u;

/** Columns that a text takes on a terminal. */
export function columnsOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (WIDE.test(character) ? 2 : 1), 0);
}

/** Shortened in the middle, where names differ least: `output/a-very-…/a-very….sheet.pdf`. */
export function middleCut(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text;
  const characters = [...text];
  let cut = text;
  for (let kept = characters.length - 1; kept > 2 && columnsOf(cut) > columns; kept -= 1) {
    const tail = Math.floor(kept / 2);
    cut = `${characters.slice(0, kept - tail).join('')}…${characters.slice(-tail).join('')}`;
  }
  return cut;
}

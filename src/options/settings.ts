import { closest, distance } from 'fastest-levenshtein';
import { error, type Place, type Problem, ProblemError, type Warned, warning } from '../problem.js';
import { OPTIONS } from './option-table.js';
import {
  DEFAULTS,
  flagName,
  type NoteSettings,
  OPTION_NAMES,
  type OptionName,
  type Settings,
} from './options.js';
import { THEME_SETTINGS } from './themes.js';

/** The place of a problem that lies in no file: a flag, an API call. */
const NOWHERE: Place = { file: '', line: null, column: null };

/** The nearest of `words`, where it is near enough to have been meant. */
export function nearest(word: string, words: readonly string[]): string | null {
  if (words.length === 0 || word.length > 60) return null;
  const lower = word.toLowerCase();
  const swapped = words.find((other) => isSwapped(lower, other.toLowerCase()));
  if (swapped !== undefined) return swapped;
  const found = closest(lower, [...words]);
  return distance(lower, found.toLowerCase()) <= Math.max(1, Math.floor(lower.length / 3)) ? found : null;
}

/** `buidl`, `build`: two neighbours have changed places, which counts as two slips to the library. */
function isSwapped(a: string, b: string): boolean {
  const at = [...a].findIndex((letter, i) => letter !== b[i]);
  return at >= 0 && a.slice(0, at) + (a[at + 1] ?? '') + a[at] + a.slice(at + 2) === b;
}

/**
 * Checks the options that a caller gave (flags or an API object).
 *
 * @param others further names that the caller could have meant
 * @returns only the options given, each with its checked value
 * @throws ProblemError for an unknown option or a value that is none
 */
export function checkOptions(
  given: Readonly<Record<string, unknown>>,
  others: readonly string[] = [],
): Partial<Settings> {
  const checked: Record<string, unknown> = {};
  for (const [key, raw] of Object.entries(given)) {
    if (raw === undefined) continue;
    const name = optionNamed(key);
    if (!name) throw new ProblemError(unknownOption(key, others));
    const value = OPTIONS[name].kind.read(raw);
    if (value === undefined) throw new ProblemError(badValue('error', name, raw, NOWHERE));
    checked[name] = value;
  }
  return checked;
}

/** defaults < the theme's own < the config < the note's front matter < what the caller gave. */
export function mergeSettings(
  config: Partial<Settings>,
  note: NoteSettings,
  given: Partial<Settings>,
): Settings {
  const theme = given.theme ?? note.theme ?? config.theme ?? DEFAULTS.theme;
  return { ...DEFAULTS, ...THEME_SETTINGS[theme], ...config, ...note, ...given };
}

/**
 * Reads the `cribsheet:` block of a note's front matter. A key that a note may not set, an unknown
 * one and a bad value are warnings, and are left out: the note is still made, with the defaults.
 *
 * @param block whatever the YAML held under `cribsheet:`; undefined where there is none
 * @param placeOf where a key stands; null asks for the block itself
 */
export function noteSettings(block: unknown, placeOf: (key: string | null) => Place): Warned<NoteSettings> {
  if (block === undefined || block === null) return { value: {}, problems: [] };
  if (typeof block !== 'object' || Array.isArray(block)) {
    const hint = 'Write the options below it, for example:  paper: a5';
    return { value: {}, problems: [warning('cribsheet: holds no options', placeOf(null), hint)] };
  }
  const settings: Record<string, unknown> = {};
  const problems: Problem[] = [];
  for (const [key, raw] of Object.entries(block)) {
    const name = optionNamed(key);
    const value = name && OPTIONS[name].scope === 'note' ? OPTIONS[name].kind.readOfNote(raw) : undefined;
    if (name && value !== undefined) settings[name] = value;
    else problems.push(noteProblem(key, name, raw, placeOf(key)));
  }
  return { value: settings, problems };
}

const NOTE_NAMES = OPTION_NAMES.filter((name) => OPTIONS[name].scope === 'note');

function noteProblem(key: string, name: OptionName | null, raw: unknown, place: Place): Problem {
  if (!name) {
    return warning(`unknown option ${quoted(key)} in the front matter`, place, ...meant(key, NOTE_NAMES));
  }
  if (OPTIONS[name].scope === 'note') return badValue('warning', name, raw, place);
  const message = `a note cannot set ${quoted(name)}`;
  return warning(message, place, `Give it on the command line: --${flagName(name)}.`);
}

/** `whenFull` and `when-full` alike. */
function optionNamed(key: string): OptionName | null {
  return OPTION_NAMES.find((name) => name === key || flagName(name) === key) ?? null;
}

function unknownOption(key: string, others: readonly string[]): Problem {
  return error(`unknown option ${quoted(key)}`, NOWHERE, ...meant(key, [...others, ...OPTION_NAMES]));
}

function meant(key: string, names: readonly string[]): string[] {
  const near = nearest(key, names);
  return near ? [`Did you mean ${near}?`] : [`Known are ${names.join(', ')}.`];
}

function badValue(severity: 'error' | 'warning', name: OptionName, raw: unknown, place: Place): Problem {
  const { expected, words } = OPTIONS[name].kind;
  const near = typeof raw === 'string' ? nearest(raw, words) : null;
  const report = severity === 'error' ? error : warning;
  return report(
    `${flagName(name)} cannot be ${quoted(raw)}`,
    place,
    ...(near ? [`Did you mean ${near}?`] : []),
    `It must be ${expected}.`,
  );
}

/** A value as a problem shows it: in quotes, cut to a line. */
export function quoted(value: unknown): string {
  const text = typeof value === 'string' ? value : asText(value);
  return `"${text.length > 60 ? `${text.slice(0, 59)}…` : text}"`;
}

/** A big integer and a list that holds itself have no JSON, and need a word all the same. */
function asText(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return typeof value === 'bigint' ? String(value) : Object.prototype.toString.call(value);
  }
}

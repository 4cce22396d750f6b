import type { Root } from 'hast';
import {
  type Direction,
  lettersIn,
  lettersOf,
  mostDirection,
  runningText,
  shareOf,
} from '../markdown/direction.js';
import { languageOf } from './language.js';

/** In which language a note is, and which way it is read. */
export interface Reading {
  /** BCP 47 language tag. */
  readonly lang: string;
  readonly dir: Direction;
}

/** Languages written from right to left, unless their tag names another script (`az-Arab`, `ks-Deva`). */
const RIGHT_TO_LEFT = new Set('ar arc ckb dv fa he iw ks lrc mzn nqo pnb ps sd syr ug ur yi'.split(' '));
/** As many characters as say in which script a note is written. */
const MAX_SAMPLE_CHARS = 20_000;
const SCRIPT = /^[a-z]+-([a-z]{4})\b/;
const RIGHT_TO_LEFT_SCRIPTS = new Set('adlm arab hebr mand nkoo rohg samr syrc thaa'.split(' '));

/** Between these shares of right-to-left letters a note may be either, with examples or names in the other. */
const DOUBT: readonly [number, number] = [0.35, 0.6];

/**
 * What the front matter says wins: `dir`, then the direction of `lang`. Else the text decides: its script, and
 * the direction of most of its letters, where those in a `<div dir="rtl">` count for that. In doubt the note is
 * read as its title is.
 *
 * @param source the whole note as it is written
 * @param title its name, if only the name of its file
 */
export function readingOf(
  data: Readonly<Record<string, unknown>>,
  source: string,
  tree: Root,
  title: string,
): Reading {
  const stated = givenLanguage(data.lang ?? data.language);
  const isLatin = !BEYOND_LATIN.test(source);
  const lang = stated ?? (isLatin ? null : languageOf(runningText(tree, MAX_SAMPLE_CHARS))) ?? 'en';
  const own = givenDirection(data.dir) ?? (stated === null ? null : directionOf(stated));
  if (own !== null) return { lang, dir: own };
  return { lang, dir: isLatin && !NAMES_DIRECTION.test(source) ? 'ltr' : directionByText(tree, title) };
}

/**
 * Most notes have Latin letters alone, as a look at the source tells: they run from left to right, and do not tell
 * their language. Punctuation, symbols and emoji are no letters; a reference such as `&#1488;` may be any.
 */
const BEYOND_LATIN =
  /[\u0370-\u1DFF\u1F00-\u1FFF\u2C00-\uD83B\uD840-\uDBFF\uF900-\uFDFF\uFE10-\uFFFC]|&[#\w]+;/;
const NAMES_DIRECTION = /\bdir\b/i;

function directionByText(tree: Root, title: string): Direction {
  const letters = lettersIn([tree]);
  const share = shareOf(letters) ?? 0;
  const inDoubt = share > DOUBT[0] && share < DOUBT[1];
  return (inDoubt ? mostDirection(lettersOf(title)) : mostDirection(letters)) ?? 'ltr';
}

export function givenDirection(value: unknown): Direction | null {
  const dir = typeof value === 'string' ? value.trim().toLowerCase() : '';
  return dir === 'rtl' || dir === 'ltr' ? dir : null;
}

/** `de`, `pt-BR`, and `pt_BR` as programs of other kinds write it. */
export function givenLanguage(value: unknown): string | null {
  const tag = typeof value === 'string' ? value.trim().replaceAll('_', '-') : '';
  return /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(tag) ? tag : null;
}

function directionOf(lang: string): Direction {
  const tag = lang.toLowerCase();
  const script = SCRIPT.exec(tag)?.[1];
  const isRightToLeft = script
    ? RIGHT_TO_LEFT_SCRIPTS.has(script)
    : RIGHT_TO_LEFT.has(tag.split('-')[0] ?? '');
  return isRightToLeft ? 'rtl' : 'ltr';
}

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** A typeface from an npm package of the Fontsource project, and the cuts of it to carry. */
export interface Typeface {
  /** CSS family name. */
  readonly family: string;
  /** Style sheets within the package, one a cut: `@fontsource/asap/400-italic.css`. */
  readonly sheets: readonly string[];
  /** Load only when the text has one of these characters; absent: always. */
  readonly when?: RegExp;
}

const CUTS = ['400', '400-italic', '700', '700-italic'] as const;

function typeface(family: string, pack: string, cuts: readonly string[], when?: RegExp): Typeface {
  const sheets = cuts.map((cut) => `${pack}/${cut}.css`);
  return when ? { family, sheets, when } : { family, sheets };
}

export const ASAP = typeface('Asap', '@fontsource/asap', CUTS);
export const ASAP_CONDENSED = typeface('Asap Condensed', '@fontsource/asap-condensed', CUTS);
/** Half an em wide: the narrowest of the good code faces, so that code wraps least in a column. */
export const INCONSOLATA = typeface('Inconsolata', '@fontsource/inconsolata', ['400', '700']);

/**
 * Characters that every main face draws. Anything else makes the fallback faces eligible, since a
 * `unicode-range` promises more than the font inside has (Asap's Latin file claims U+2191, an arrow
 * that it lacks).
 */
const EVERYDAY =
  /[\s\u0020-\u007E\u00A0-\u00FF\u2013\u2014\u2018\u2019\u201C\u201D\u2022\u2026\u20AC\u2122]/gu;

/** In the order in which the browser tries them. */
export const FALLBACKS: readonly Typeface[] = [
  typeface('Noto Sans', '@fontsource/noto-sans', CUTS),
  typeface('Noto Sans Math', '@fontsource/noto-sans-math', ['400']),
  typeface('Noto Sans Symbols', '@fontsource/noto-sans-symbols', ['400', '700']),
  typeface('Noto Sans Symbols 2', '@fontsource/noto-sans-symbols-2', ['400']),
  typeface('Noto Emoji', '@fontsource/noto-emoji', ['400', '700']),
  typeface('Noto Sans Arabic', '@fontsource/noto-sans-arabic', ['400', '700'], /\p{Script=Arabic}/u),
  typeface('Noto Sans Hebrew', '@fontsource/noto-sans-hebrew', ['400', '700'], /\p{Script=Hebrew}/u),
  {
    family: 'Noto Sans SC Variable',
    sheets: ['@fontsource-variable/noto-sans-sc/wght.css'],
    when: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303F\uFF00-\uFFEF]/u,
  },
  {
    family: 'Noto Sans KR Variable',
    sheets: ['@fontsource-variable/noto-sans-kr/wght.css'],
    when: /\p{Script=Hangul}/u,
  },
];

/** CSS `font-family` value: the given faces, then every fallback. */
export function fontStack(...main: readonly Typeface[]): string {
  return [...main, ...FALLBACKS]
    .map((face) => `'${face.family}'`)
    .concat('sans-serif')
    .join(', ');
}

/**
 * `@font-face` rules for a text, the font files inlined as base64: nothing is fetched later, and only
 * the slices are carried in which some character of the text lies.
 *
 * @param main faces that the style sheet names itself; the fallbacks come by themselves
 */
export function fontCss(text: string, main: readonly Typeface[]): string {
  const unusual = text.replace(EVERYDAY, '');
  const everyday = codePoints(text + unusual);
  const rare = codePoints(unusual);
  const rules = main.flatMap((face) => face.sheets.flatMap((sheet) => inlined(sheet, everyday)));
  if (rare.length === 0) return rules.join('\n');
  const eligible = FALLBACKS.filter((face) => face.when === undefined || face.when.test(unusual));
  return [...rules, ...eligible.flatMap((face) => face.sheets.flatMap((sheet) => inlined(sheet, rare)))].join(
    '\n',
  );
}

function codePoints(text: string): number[] {
  return [...new Set(text)].map((character) => character.codePointAt(0) ?? 0);
}

const require = createRequire(import.meta.url);
const RULE = /@font-face\s*{[^}]*}/g;
const SOURCE = /src:\s*url\(\.\/([^)]+\.woff2)\)[^;]*;/;

function inlined(sheet: string, wanted: readonly number[]): string[] {
  const path = require.resolve(sheet);
  const rules = readFileSync(path, 'utf8').match(RULE) ?? [];
  return rules
    .filter((rule) => covers(rule, wanted))
    .map((rule) =>
      rule
        .replace(
          SOURCE,
          (_match, file: string) =>
            `src: url(data:font/woff2;base64,${readFileSync(join(dirname(path), file), 'base64')}) format('woff2');`,
        )
        .replace(/font-display:[^;]*;/, ''),
    );
}

/** Whether a rule's `unicode-range` holds one of the characters; a rule without one holds all. */
function covers(rule: string, wanted: readonly number[]): boolean {
  const ranges = /unicode-range:\s*([^;}]+)/.exec(rule)?.[1];
  if (ranges === undefined) return true;
  return ranges.split(',').some((range) => {
    const [from = '', to = from] = range.trim().slice(2).split('-');
    const low = Number.parseInt(from.replaceAll('?', '0'), 16);
    const high = Number.parseInt(to.replaceAll('?', 'F'), 16);
    return wanted.some((code) => code >= low && code <= high);
  });
}

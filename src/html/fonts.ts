import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { coverageOf } from './font-coverage.js';

/** A typeface from an npm package of the Fontsource project, and the cuts of it to carry. */
export interface Typeface {
  /** CSS family name. */
  readonly family: string;
  /** Style sheets within the package, one a cut: `@fontsource/asap/400-italic.css`. */
  readonly sheets: readonly string[];
  /** Looked at only when the text has one of these characters; absent: always. */
  readonly when?: RegExp;
  /** The rules' `unicode-range` does not tell what is in the files. */
  readonly misnamed?: true;
  /** Taken for these characters alone. */
  readonly only?: RegExp;
  /** CSS `size-adjust`, which brings its advance to that of another face. */
  readonly sizeAdjust?: string;
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

/** Characters that every main face draws; only others need a look into the font files. */
const EVERYDAY =
  /[\s\u0020-\u007E\u00A0-\u00AC\u00AE-\u00FF\u2013\u2014\u2018\u2019\u201C\u201D\u2022\u2026\u20AC\u2122]/gu;

const EAST_ASIAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303F\uFF00-\uFFEF]/u;

/** Marks join the character before them, so one font must hold both: `x̄`, `1️⃣`, `👩‍🚀`. */
const CLUSTER = /\P{M}(?:\p{M}|\u200D\P{M})+/gu;

/** What no font needs a glyph for: joiners, variation selectors, direction marks, spaces, controls. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Z}\p{Cc}\p{Cs}]/u;

/** One file holds all weights: half of what the cuts take, 0.4 to 1.1 MB installed. */
function script(name: string, pack: string, when: RegExp): Typeface {
  return { family: `${name} Variable`, sheets: [`${pack}/wght.css`], when };
}

/** Taken where somebody has installed them: each is 5 or 6 MB. The first is asked first in its own language. */
const OPTIONAL: readonly (Typeface & { readonly lang: RegExp })[] = [
  { ...script('Noto Sans JP', '@fontsource-variable/noto-sans-jp', EAST_ASIAN), lang: /^ja\b/i },
  {
    ...script('Noto Sans TC', '@fontsource-variable/noto-sans-tc', EAST_ASIAN),
    lang: /^zh-(?:hant|tw|hk|mo)\b/i,
  },
];

/** In the order in which the browser tries them; scripts first, since Math holds stray letters of Arabic. */
export const FALLBACKS: readonly Typeface[] = [
  typeface('Noto Sans Arabic', '@fontsource/noto-sans-arabic', ['400', '700'], /\p{Script=Arabic}/u),
  typeface('Noto Sans Hebrew', '@fontsource/noto-sans-hebrew', ['400', '700'], /\p{Script=Hebrew}/u),
  {
    family: 'Noto Sans SC Variable',
    sheets: ['@fontsource-variable/noto-sans-sc/wght.css'],
    when: EAST_ASIAN,
  },
  {
    family: 'Noto Sans KR Variable',
    sheets: ['@fontsource-variable/noto-sans-kr/wght.css'],
    when: /\p{Script=Hangul}/u,
  },
  script('Noto Sans Thai', '@fontsource-variable/noto-sans-thai', /\p{Script=Thai}/u),
  script('Noto Sans Lao', '@fontsource-variable/noto-sans-lao', /\p{Script=Lao}/u),
  script('Noto Sans Khmer', '@fontsource-variable/noto-sans-khmer', /\p{Script=Khmer}/u),
  script('Noto Sans Myanmar', '@fontsource-variable/noto-sans-myanmar', /\p{Script=Myanmar}/u),
  script('Noto Serif Tibetan', '@fontsource-variable/noto-serif-tibetan', /\p{Script=Tibetan}/u),
  script('Noto Sans Devanagari', '@fontsource-variable/noto-sans-devanagari', /\p{Script=Devanagari}/u),
  script('Noto Sans Bengali', '@fontsource-variable/noto-sans-bengali', /\p{Script=Bengali}/u),
  script('Noto Sans Tamil', '@fontsource-variable/noto-sans-tamil', /\p{Script=Tamil}/u),
  script('Noto Sans Telugu', '@fontsource-variable/noto-sans-telugu', /\p{Script=Telugu}/u),
  script('Noto Sans Gujarati', '@fontsource-variable/noto-sans-gujarati', /\p{Script=Gujarati}/u),
  script('Noto Sans Ethiopic', '@fontsource-variable/noto-sans-ethiopic', /\p{Script=Ethiopic}/u),
  script('Noto Sans Georgian', '@fontsource-variable/noto-sans-georgian', /\p{Script=Georgian}/u),
  script('Noto Sans Armenian', '@fontsource-variable/noto-sans-armenian', /\p{Script=Armenian}/u),
  {
    // `├── src`: the lines of trees and frames must be as wide as Inconsolata's letters, 0.5 em to its 0.602.
    ...typeface('DejaVu Mono', '@fontsource/dejavu-mono', ['400'], /[\u2500-\u259F]/),
    only: /[\u2500-\u259F]/,
    sizeAdjust: '83.06%',
  },
  typeface('Noto Sans', '@fontsource/noto-sans', CUTS),
  // Its one rule names Latin only; the file holds all of mathematics.
  { ...typeface('Noto Sans Math', '@fontsource/noto-sans-math', ['400']), misnamed: true },
  typeface('Noto Sans Symbols', '@fontsource/noto-sans-symbols', ['400', '700']),
  typeface('Noto Sans Symbols 2', '@fontsource/noto-sans-symbols-2', ['400']),
  typeface('Noto Emoji', '@fontsource/noto-emoji', ['400', '700']),
  // Not the finest letters, but 5,900 characters: H₀, Georgian.
  typeface('DejaVu Sans', '@fontsource/dejavu-sans', ['400', '700']),
];

/** Every face that comes with the package. */
export const BUNDLED_FACES: readonly Typeface[] = [ASAP, ASAP_CONDENSED, INCONSOLATA, ...FALLBACKS];

/** CSS `font-family` value: the given faces, then every fallback. */
export function fontStack(...main: readonly Typeface[]): string {
  return [...main, ...OPTIONAL, ...FALLBACKS]
    .map((face) => `'${face.family}'`)
    .concat('sans-serif')
    .join(', ');
}

/** Fonts for a text. */
export interface CarriedFonts {
  /** `@font-face` rules, the font files inlined as base64: nothing is fetched later. */
  readonly css: string;
  /** Characters that no bundled font can draw, each once. */
  readonly missing: readonly string[];
}

/** The rules of {@link carriedFonts} alone. */
export function fontCss(text: string, main: readonly Typeface[], lang = 'en'): string {
  return carriedFonts(text, main, lang).css;
}

/**
 * The font slices in which some character of the text lies. For a character that a main face lacks, the
 * first fallback that really has it is carried, with a `unicode-range` of just what the text needs: the
 * files are asked, since their rules both claim too much (Asap's Latin file an arrow that it lacks) and
 * too little.
 *
 * @param main faces that the style sheet names itself; the fallbacks come by themselves
 * @param lang the note's language: Japan and Taiwan write some Chinese characters in shapes of their own
 */
export function carriedFonts(text: string, main: readonly Typeface[], lang = 'en'): CarriedFonts {
  const unusual = text.replace(EVERYDAY, '');
  const everyday = codePoints(text);
  const slices = main.flatMap((face) => slicesOf(face, everyday));
  const rules = slices.map((slice) => ruleOf(slice, null));
  const rare = codePoints(unusual).filter((code) => !UNSEEN.test(String.fromCodePoint(code)));
  if (rare.length === 0) return { css: rules.join('\n'), missing: [] };
  const inAll = new Set(
    rare.filter((code) =>
      main.every(({ family }) => slices.some((slice) => slice.family === family && slice.holds(code))),
    ),
  );
  const inSome = (code: number): boolean => slices.some((slice) => slice.holds(code));
  const fallen = fallBack(
    rare.filter((code) => !inAll.has(code)),
    unusual,
    clusterMates(text),
    fallbacksFor(lang),
  );
  return {
    css: [...rules, ...fallen.rules].join('\n'),
    missing: fallen.left.filter((code) => !inSome(code)).map((code) => String.fromCodePoint(code)),
  };
}

/** Each fallback in turn takes the characters that it has; what is left has no glyph anywhere. */
function fallBack(
  wanted: readonly number[],
  unusual: string,
  mates: ReadonlySet<number>,
  faces: readonly Typeface[],
): { rules: string[]; left: readonly number[] } {
  const rules: string[] = [];
  let left = wanted;
  for (const face of faces) {
    if (left.length === 0) break;
    if (face.when && !face.when.test(unusual)) continue;
    const slices = slicesOf(face, left).filter((slice) => left.some(slice.holds));
    for (const slice of slices) {
      const taken = left.filter(slice.holds);
      const near = [...mates, ...taken.flatMap(partsOf)].filter(slice.holds);
      rules.push(ruleOf(slice, [...taken, ...near]));
    }
    left = left.filter((code) => !slices.some((slice) => slice.holds(code)));
  }
  return { rules, left };
}

/** Shaping takes letters apart, and asks the font for the parts: Thai SARA AM is a ring and a vowel. */
function partsOf(code: number): number[] {
  return codePoints(String.fromCodePoint(code).normalize('NFKD'));
}

/** The language's own faces first, then ours, then what else is there. */
function fallbacksFor(lang: string): Typeface[] {
  const there = OPTIONAL.filter(isInstalled);
  const own = there.filter((face) => face.lang.test(lang));
  return [...own, ...FALLBACKS, ...there.filter((face) => !own.includes(face))];
}

/** Whether the package that has a language's own shapes is there; true for a language without one. */
export function hasOwnShapes(lang: string): boolean {
  return OPTIONAL.every((face) => !face.lang.test(lang) || isInstalled(face));
}

function isInstalled(face: Typeface): boolean {
  try {
    return face.sheets.every((sheet) => require.resolve(sheet) !== '');
  } catch {
    return false;
  }
}

/** Everything that stands in one cluster with a mark. */
function clusterMates(text: string): Set<number> {
  return new Set((text.match(CLUSTER) ?? []).flatMap(codePoints));
}

function codePoints(text: string): number[] {
  return [...new Set(text)].map((character) => character.codePointAt(0) ?? 0);
}

/** One rule of a Fontsource style sheet. */
interface Slice {
  readonly family: string;
  readonly rule: string;
  readonly file: string;
  readonly sizeAdjust: string | null;
  /** Whether the file has a glyph for a character. */
  readonly holds: (code: number) => boolean;
}

const require = createRequire(import.meta.url);
const RULE = /@font-face\s*{[^}]*}/g;
const SOURCE = /src:\s*url\(\.\/([^)]+\.woff2)\)[^;]*;/;
const RANGE = /unicode-range:\s*([^;}]+);?/;

function slicesOf(face: Typeface, codes: readonly number[]): Slice[] {
  const wanted = [...codes].sort((a, b) => a - b);
  return face.sheets.flatMap((sheet) => {
    const path = require.resolve(sheet);
    const rules = readFileSync(path, 'utf8').match(RULE) ?? [];
    return rules
      .filter((rule) => face.misnamed || claims(rule, wanted))
      .map((rule) => {
        const file = join(dirname(path), SOURCE.exec(rule)?.[1] ?? '');
        let coverage: ReadonlySet<number> | null = null;
        const holds = (code: number): boolean => {
          if (face.only && !face.only.test(String.fromCodePoint(code))) return false;
          coverage ??= coverageOf(readFileSync(file));
          return coverage.has(code);
        };
        return { family: face.family, rule, file, sizeAdjust: face.sizeAdjust ?? null, holds };
      });
  });
}

/** The slice's rule with its file in it, for these characters; null: for those that it names itself. */
function ruleOf({ rule, file, sizeAdjust }: Slice, codes: readonly number[] | null): string {
  const data = readFileSync(file, 'base64');
  const inlined = rule
    .replace(SOURCE, () => `src: url(data:font/woff2;base64,${data}) format('woff2');`)
    .replace(/font-display:[^;]*;/, '');
  if (codes === null) return inlined;
  const range = [...new Set(codes)].map((code) => `U+${code.toString(16).toUpperCase()}`).join(',');
  const adjust = sizeAdjust === null ? '' : `size-adjust: ${sizeAdjust};\n`;
  return inlined.replace(RANGE, '').replace('}', `${adjust}unicode-range: ${range};\n}`);
}

/** Whether an `@font-face` rule is meant for some character of a text. */
export function coversSome(rule: string, text: string): boolean {
  return claims(
    rule,
    codePoints(text).sort((a, b) => a - b),
  );
}

/** Whether a rule's `unicode-range` holds one of the characters, which ascend; a rule without one holds all. */
function claims(rule: string, wanted: readonly number[]): boolean {
  const ranges = RANGE.exec(rule)?.[1];
  if (ranges === undefined) return true;
  return ranges.split(',').some((range) => {
    const [from = '', to = from] = range.trim().slice(2).split('-');
    const low = Number.parseInt(from.replaceAll('?', '0'), 16);
    const high = Number.parseInt(to.replaceAll('?', 'F'), 16);
    return (wanted[firstFrom(low, wanted)] ?? Number.POSITIVE_INFINITY) <= high;
  });
}

/** Index of the first number that is not below; there may be tens of thousands, and hundreds of ranges. */
function firstFrom(low: number, ascending: readonly number[]): number {
  let [from, to] = [0, ascending.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((ascending[middle] ?? 0) < low) from = middle + 1;
    else to = middle;
  }
  return from;
}

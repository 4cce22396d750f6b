import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { coverageOf } from './font-coverage.js';
import { FALLBACKS, OPTIONAL, type OptionalTypeface, type Typeface } from './typefaces.js';

/** Characters that every main face draws; only others need a look into the font files. */
const EVERYDAY =
  /[\s\u0020-\u007E\u00A0-\u00AC\u00AE-\u00FF\u2013\u2014\u2018\u2019\u201C\u201D\u2022\u2026\u20AC\u2122]/gu;

/** Marks join the character before them, so one font must hold both: `x̄`, `1️⃣`, `👩‍🚀`. */
const CLUSTER = /\P{M}(?:\p{M}|\u200D\P{M})+/gu;

/** What no font needs a glyph for: joiners, variation selectors, direction marks, spaces, controls. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Z}\p{Cc}\p{Cs}]/u;

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
    fallbacksFor(lang, unusual),
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

const KANA = /[\u3041-\u30FF]/;

/** The face with a language's own shapes; kana in a text of another alphabet are Japanese. */
export function ownFace(lang: string, text: string): OptionalTypeface | null {
  const asked = KANA.test(text) && !/^(?:zh|ko)\b/i.test(lang) ? 'ja' : lang;
  return OPTIONAL.find((face) => face.lang?.test(asked)) ?? null;
}

/** The language's own faces first, then ours, then what else is there. */
function fallbacksFor(lang: string, text: string): Typeface[] {
  const there = OPTIONAL.filter(isInstalled);
  const own = there.filter((face) => face === ownFace(lang, text));
  return [...own, ...FALLBACKS, ...there.filter((face) => !own.includes(face))];
}

/** Whether a face's package is there. */
export function isInstalled(face: Typeface): boolean {
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

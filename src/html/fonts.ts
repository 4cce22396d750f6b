import { codePoints } from './code-points.js';
import { type FontRule, firstFrom, PACKAGED_FONTS, RANGE, type Range, rangesOf } from './font-files.js';
import { FALLBACKS, OPTIONAL, type OptionalTypeface, type Typeface } from './typefaces.js';

/** Characters that every main face draws; only others need a look into the font files. */
const EVERYDAY =
  /[\s\u0020-\u007E\u00A0-\u00AC\u00AE-\u00FF\u2013\u2014\u2018\u2019\u201C\u201D\u2022\u2026\u20AC\u2122]/gu;

/** Marks join the character before them, so one font must hold both: `x̄`, `1️⃣`, `👩‍🚀`. */
const CLUSTER = /\P{M}(?:\p{M}|\u200D\P{M})+/gu;

/** Without one of these no text has such clusters. */
const JOINING = /[\p{M}\u200D]/u;

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
  const codes = codePoints(text);
  const slices = main.flatMap((face) => slicesOf(face, codes));
  const rules = slices.map((slice) => ruleOf(slice, null));
  const unusual = codes
    .map((code) => String.fromCodePoint(code))
    .join('')
    .replace(EVERYDAY, '');
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
    JOINING.test(unusual) ? clustersIn(text) : NO_CLUSTERS,
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
  { mates, joined }: Clusters,
  faces: readonly Typeface[],
): { rules: string[]; left: readonly number[] } {
  const rules: string[] = [];
  let left = wanted;
  for (const face of faces) {
    if (left.length === 0) break;
    if (face.when && !face.when.test(unusual)) continue;
    const slices = slicesOf(face, left).filter((slice) => left.some(slice.holds));
    // The halves of a joined picture must come from one face, and symbols have but some of them.
    const isTaken = (slice: Slice, code: number): boolean =>
      slice.holds(code) && !(face.family.startsWith('Noto Sans Symbols') && joined.has(code));
    for (const slice of slices) {
      const taken = left.filter((code) => isTaken(slice, code));
      if (taken.length === 0) continue;
      const near = [...mates, ...taken.flatMap(partsOf)].filter((code) => isTaken(slice, code));
      rules.push(ruleOf(slice, [...taken, ...near]));
    }
    left = left.filter((code) => !slices.some((slice) => isTaken(slice, code)));
  }
  return { rules, left };
}

const JOINED =
  /\p{Extended_Pictographic}[\uFE0F\u{1F3FB}-\u{1F3FF}]?(?:\u200D\p{Extended_Pictographic}\uFE0F?)+/gu;

/** Characters that must come from one font. */
interface Clusters {
  /** Everything that stands in one cluster with a mark. */
  readonly mates: ReadonlySet<number>;
  /** The signs that stand in joined pictures, such as the heart of ❤️‍🩹. */
  readonly joined: ReadonlySet<number>;
}

const NO_CLUSTERS: Clusters = { mates: new Set(), joined: new Set() };

function clustersIn(text: string): Clusters {
  const partsOfAll = (pattern: RegExp): ReadonlySet<number> =>
    new Set((text.match(pattern) ?? []).flatMap(codePoints));
  return { mates: partsOfAll(CLUSTER), joined: partsOfAll(JOINED) };
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
  const there = OPTIONAL.filter((face) => face.when.test(text) && isInstalled(face));
  const own = there.filter((face) => face === ownFace(lang, text));
  return [...own, ...FALLBACKS, ...there.filter((face) => !own.includes(face))];
}

/** Whether a face's package is there. */
export function isInstalled(face: Typeface): boolean {
  return face.sheets.every((sheet) => PACKAGED_FONTS.isThere(sheet));
}

/** A rule of a typeface that the text has some use for. */
interface Slice {
  readonly family: string;
  readonly rule: FontRule;
  readonly sizeAdjust: string | null;
  /** Whether the file has a glyph for a character. */
  readonly holds: (code: number) => boolean;
}

function slicesOf(face: Typeface, codes: readonly number[]): Slice[] {
  const wanted = [...codes].sort((a, b) => a - b);
  const { family, only, sizeAdjust = null } = face;
  return face.sheets
    .flatMap((sheet) => PACKAGED_FONTS.rules(sheet))
    .filter(({ ranges }) => face.inBlocks || claims(ranges, wanted))
    .map((rule) => {
      const holds = (code: number): boolean =>
        (!only || only.test(String.fromCodePoint(code))) && PACKAGED_FONTS.holds(rule, code);
      return { family, rule, sizeAdjust, holds };
    });
}

/** The slice's rule with its file in it, for these characters; null: for those that it names itself. */
function ruleOf({ rule, sizeAdjust }: Slice, codes: readonly number[] | null): string {
  const inlined = PACKAGED_FONTS.inlined(rule);
  if (codes === null) return inlined;
  const range = [...new Set(codes)].map((code) => `U+${code.toString(16).toUpperCase()}`).join(',');
  const adjust = sizeAdjust === null ? '' : `size-adjust: ${sizeAdjust};\n`;
  return inlined.replace(RANGE, '').replace('}', `${adjust}unicode-range: ${range};\n}`);
}

/** Tells whether an `@font-face` rule is meant for some character of a text. */
export function coversSome(text: string): (rule: string) => boolean {
  const wanted = codePoints(text).sort((a, b) => a - b);
  return (rule) => claims(rangesOf(rule), wanted);
}

/** Whether ranges hold one of the characters, which ascend; null holds all. */
function claims(ranges: readonly Range[] | null, wanted: readonly number[]): boolean {
  if (ranges === null) return true;
  return ranges.some(([low, high]) => (wanted[firstFrom(low, wanted)] ?? Number.POSITIVE_INFINITY) <= high);
}

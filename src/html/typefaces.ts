/** A typeface from an npm package of the Fontsource project, and the cuts of it to carry. */
export interface Typeface {
  /** CSS family name. */
  readonly family: string;
  /** Style sheets within the package, one a cut: `@fontsource/asap/400-italic.css`. */
  readonly sheets: readonly string[];
  /** Looked at only when the text has one of these characters; absent: always. */
  readonly when?: RegExp;
  /**
   * Its files hold signs of many blocks of Unicode, and its package's rules do not tell which. Built in, it is
   * cut into a file for some blocks each.
   */
  readonly inBlocks?: true;
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

const EAST_ASIAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303F\uFF00-\uFFEF]/u;

/** One file holds all weights: half of what the cuts take, 0.4 to 1.1 MB installed. */
function script(name: string, pack: string, when: RegExp): Typeface {
  return { family: `${name} Variable`, sheets: [`${pack}/wght.css`], when };
}

/** A face that is too large, or too seldom asked for, to come with every install. */
export interface OptionalTypeface extends Typeface {
  /** The npm package to install beside cribsheet. */
  readonly pack: string;
  readonly when: RegExp;
  /** Languages that are asked for their own shapes of characters that other faces have too. */
  readonly lang: RegExp | null;
  /** What it draws, as a warning calls it. */
  readonly script: string;
}

function optional(name: string, when: RegExp, lang: RegExp | null = null): OptionalTypeface {
  const pack = `@fontsource-variable/noto-sans-${name.toLowerCase()}`;
  return { ...script(`Noto Sans ${name}`, pack, when), pack, when, lang, script: name };
}

/** The same with one file a weight, where no variable one is published. */
function optionalCut(name: string, when: RegExp): OptionalTypeface {
  const pack = `@fontsource/noto-sans-${name.toLowerCase()}`;
  return { ...typeface(`Noto Sans ${name}`, pack, ['400']), pack, when, lang: null, script: name };
}

/** Taken where somebody has installed them. Japanese and traditional Chinese are 5 or 6 MB each. */
export const OPTIONAL: readonly OptionalTypeface[] = [
  { ...optional('JP', EAST_ASIAN, /^ja\b/i), script: 'Japanese' },
  { ...optional('TC', EAST_ASIAN, /^zh-(?:hant|tw|hk|mo)\b/i), script: 'Traditional Chinese' },
  optional('Kannada', /\p{Script=Kannada}/u),
  optional('Malayalam', /\p{Script=Malayalam}/u),
  optional('Gurmukhi', /\p{Script=Gurmukhi}/u),
  optional('Oriya', /\p{Script=Oriya}/u),
  optional('Sinhala', /\p{Script=Sinhala}/u),
  optional('Syriac', /\p{Script=Syriac}/u),
  optional('Thaana', /\p{Script=Thaana}/u),
  optional('Cherokee', /\p{Script=Cherokee}/u),
  optional('Javanese', /\p{Script=Javanese}/u),
  optional('Balinese', /\p{Script=Balinese}/u),
  optionalCut('NKo', /\p{Script=Nko}/u),
  optionalCut('Mongolian', /\p{Script=Mongolian}/u),
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
    inBlocks: true,
  },
  typeface('Noto Sans', '@fontsource/noto-sans', CUTS),
  { ...typeface('Noto Sans Math', '@fontsource/noto-sans-math', ['400']), inBlocks: true },
  typeface('Noto Sans Symbols', '@fontsource/noto-sans-symbols', ['400', '700']),
  { ...typeface('Noto Sans Symbols 2', '@fontsource/noto-sans-symbols-2', ['400']), inBlocks: true },
  typeface('Noto Emoji', '@fontsource/noto-emoji', ['400', '700']),
  // Not the finest letters, but 5,900 characters: H₀, Georgian.
  { ...typeface('DejaVu Sans', '@fontsource/dejavu-sans', ['400', '700']), inBlocks: true },
];

/** Every face that comes with the package. */
export const BUNDLED_FACES: readonly Typeface[] = [ASAP, ASAP_CONDENSED, INCONSOLATA, ...FALLBACKS];

/** Style sheets that are built in, with their files; the page of the studio has a weight of its own. */
export const BUILT_IN_SHEETS: readonly string[] = [
  ...BUNDLED_FACES.flatMap(({ sheets }) => sheets),
  '@fontsource/asap/600.css',
];

/** CSS `font-family` value: the given faces, then every fallback. */
export function fontStack(...main: readonly Typeface[]): string {
  return [...main, ...OPTIONAL, ...FALLBACKS]
    .map((face) => `'${face.family}'`)
    .concat('sans-serif')
    .join(', ');
}

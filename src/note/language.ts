import { countOf } from '../markdown/tree.js';

/** Notes on technical matters are full of English names. */
const LEAST_SHARE = 0.4;
const HALF = 0.5;
/** A Chinese character stands for about as much as three letters. */
const HAN_WEIGHT = 3;
/** Japanese has kana between its Chinese characters. */
const KANA_SHARE = 0.05;

/** Scripts that one language is written in, or one far more often than all others. */
const SCRIPTS: readonly (readonly [script: string, lang: string])[] = [
  ['Arabic', 'ar'],
  ['Hebrew', 'he'],
  ['Cyrillic', 'ru'],
  ['Greek', 'el'],
  ['Devanagari', 'hi'],
  ['Thai', 'th'],
  ['Lao', 'lo'],
  ['Khmer', 'km'],
  ['Myanmar', 'my'],
  ['Tibetan', 'bo'],
  ['Bengali', 'bn'],
  ['Tamil', 'ta'],
  ['Telugu', 'te'],
  ['Gujarati', 'gu'],
  ['Kannada', 'kn'],
  ['Malayalam', 'ml'],
  ['Gurmukhi', 'pa'],
  ['Sinhala', 'si'],
  ['Ethiopic', 'am'],
  ['Georgian', 'ka'],
  ['Armenian', 'hy'],
];

/** Letters that only some languages of a script have, and the share of its letters that shows them at home. */
const TELLING: Readonly<Record<string, readonly (readonly [letters: RegExp, lang: string])[]>> = {
  ar: [
    [/[ٹڈڑںے]/g, 'ur'],
    [/[پچژگ]/g, 'fa'],
  ],
  ru: [
    [/[іїєґ]/gi, 'uk'],
    [/[ђћљњџј]/gi, 'sr'],
  ],
};
const TELLING_SHARE = 0.01;

/** Frequent characters that were simplified, in both shapes. */
const TRADITIONAL = /[個們來時國學對說會為發電體問過還這實現點經開關應從業]/g;
const SIMPLIFIED = /[个们来时国学对说会为发电体问过还这实现点经开关应从业]/g;

/**
 * The language of a text that does not say it, where its script tells: `ja` by its kana. Null for Latin letters,
 * which most languages share.
 */
export function languageOf(text: string): string | null {
  if (!/[^\p{Script=Latin}\P{L}]/u.test(text)) return null;
  const letters = countOf(/\p{L}/gu, text);
  return eastAsian(text, letters) ?? byScript(text, letters);
}

function eastAsian(text: string, letters: number): string | null {
  const [han, kana, hangul] = [/\p{Script=Han}/gu, /[\u3041-\u30FF]/g, /\p{Script=Hangul}/gu].map((script) =>
    countOf(script, text),
  ) as [number, number, number];
  const own = han + kana + hangul;
  if ((own * HAN_WEIGHT) / (own * HAN_WEIGHT + letters - own) < HALF) return null;
  if (kana >= own * KANA_SHARE) return 'ja';
  if (hangul > han) return 'ko';
  return countOf(TRADITIONAL, text) > countOf(SIMPLIFIED, text) ? 'zh-Hant' : 'zh';
}

function byScript(text: string, letters: number): string | null {
  for (const [script, lang] of SCRIPTS) {
    const own = countOf(new RegExp(`(?=\\p{L})\\p{Script=${script}}`, 'gu'), text);
    if (own / letters < LEAST_SHARE) continue;
    const telling = TELLING[lang]?.find(([only]) => countOf(only, text) >= own * TELLING_SHARE);
    return telling?.[1] ?? lang;
  }
  return null;
}

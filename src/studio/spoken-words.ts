import { AR } from './words/ar.js';
import { CS } from './words/cs.js';
import { DE } from './words/de.js';
import { EN } from './words/en.js';
import { ES } from './words/es.js';
import { FA } from './words/fa.js';
import { FR } from './words/fr.js';
import { HE } from './words/he.js';
import { HI } from './words/hi.js';
import { IT } from './words/it.js';
import { JA } from './words/ja.js';
import { KO } from './words/ko.js';
import { NL } from './words/nl.js';
import { PL } from './words/pl.js';
import { PT } from './words/pt.js';
import { RU } from './words/ru.js';
import type { StudioWords } from './words/studio-words.js';
import { TR } from './words/tr.js';
import { UK } from './words/uk.js';
import { VI } from './words/vi.js';
import { ZH } from './words/zh.js';

/** By language. */
export const STUDIO_WORDS: Readonly<Record<string, StudioWords>> = {
  ar: AR,
  cs: CS,
  de: DE,
  en: EN,
  es: ES,
  fa: FA,
  fr: FR,
  he: HE,
  hi: HI,
  it: IT,
  ja: JA,
  ko: KO,
  nl: NL,
  pl: PL,
  pt: PT,
  ru: RU,
  tr: TR,
  uk: UK,
  vi: VI,
  zh: ZH,
};

/** The page in one language. */
export interface SpokenWords {
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
  readonly words: StudioWords;
}

const FROM_RIGHT: ReadonlySet<string> = new Set(['ar', 'fa', 'he']);

/**
 * The first of the wanted languages that there are words in, else English.
 *
 * @param accepted as a browser sends it: `de-CH,de;q=0.9,en;q=0.8`
 */
export function spokenWords(accepted: string): SpokenWords {
  for (const choice of accepted.split(',')) {
    const lang = (choice.split(';')[0] ?? '').trim().split('-')[0]?.toLowerCase() ?? '';
    const words = Object.hasOwn(STUDIO_WORDS, lang) ? STUDIO_WORDS[lang] : undefined;
    if (words) return { lang, dir: FROM_RIGHT.has(lang) ? 'rtl' : 'ltr', words };
  }
  return { lang: 'en', dir: 'ltr', words: EN };
}

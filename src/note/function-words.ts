import * as lists from 'stopword';

/** Lists of function words by language, as `stopword` calls them (ISO 639-3). */
const BY_LANGUAGE: Readonly<Record<string, readonly string[]>> = {
  ar: lists.ara,
  de: lists.deu,
  en: lists.eng,
  es: lists.spa,
  fr: lists.fra,
  it: lists.ita,
  ja: lists.jpn,
  nl: lists.nld,
  pl: lists.pol,
  pt: lists.por,
  ru: lists.rus,
  sv: lists.swe,
  zh: lists.zho,
};

/** What the lists lack: words that authors stress without meaning a term. */
const STRESSED =
  'no not never always must may only all any every none both either neither than more less most least very too'.split(
    ' ',
  );

/** @param lang a BCP 47 tag; English counts everywhere */
export function functionWords(lang: string): ReadonlySet<string> {
  const own = BY_LANGUAGE[lang.toLowerCase().split('-')[0] ?? ''] ?? [];
  return new Set([...STRESSED, ...lists.eng, ...own]);
}

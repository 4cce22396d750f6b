import { MESSAGE_TABLE } from './message-table.js';

/** A text for each plural form of its language (CLDR: one, two, few, many, other). */
export type Counted = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };

/** Every word that a sheet or a deck prints and its note does not say. `{name}` is filled in. */
export interface Messages {
  readonly about: string;
  readonly recap: string;
  readonly map: string;
  readonly mapLabel: string;
  readonly part: string;
  readonly quiz: string;
  readonly answer: string;
  readonly deck: string;
  readonly menu: string;
  readonly menuTitle: string;
  readonly search: string;
  readonly searchSlides: string;
  readonly find: string;
  readonly close: string;
  readonly recall: string;
  readonly recallTitle: string;
  readonly speaker: string;
  readonly speakerView: string;
  readonly keys: string;
  readonly theseKeys: string;
  readonly revealAll: string;
  readonly revealAllTitle: string;
  readonly hiddenTerm: string;
  readonly noTerms: string;
  readonly popUps: string;
  readonly restartTimer: string;
  readonly leftOut: string;
  readonly sections: Counted;
  readonly terms: Counted;
  readonly slides: Counted;
}

/** Chinese in traditional characters: by its script, or by where it is written so. */
const TRADITIONAL = /^zh-(?:hant|tw|hk|mo)\b/i;

/** The messages of a language; English for one that the table lacks. */
export function messagesFor(lang: string): Messages {
  const known = TRADITIONAL.test(lang) ? 'zh-Hant' : (lang.split('-')[0] ?? '').toLowerCase();
  return (Object.hasOwn(MESSAGE_TABLE, known) ? MESSAGE_TABLE[known] : null) ?? english();
}

function english(): Messages {
  const { en } = MESSAGE_TABLE;
  if (!en) throw new Error('the table of messages has lost English');
  return en;
}

/** `fill('Part {number} of {of}', {number: 2, of: 3})` → `Part 2 of 3`. */
export function fill(message: string, values: Readonly<Record<string, string | number>>): string {
  return message.replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole));
}

/** `3 Abschnitte`: a number with its noun in the form that the language asks for. */
export function counted(forms: Counted, count: number, lang: string): string {
  return fill(forms[pluralOf(count, lang)] ?? forms.other, { count });
}

function pluralOf(count: number, lang: string): Intl.LDMLPluralRule {
  return new Intl.PluralRules(messageLang(lang)).select(count);
}

/** A language tag that the table has; the plural must be of the language that the words are in. */
function messageLang(lang: string): string {
  const base = (lang.split('-')[0] ?? '').toLowerCase();
  return Object.hasOwn(MESSAGE_TABLE, base) ? base : 'en';
}

/** The messages that the deck's scripts write, and the language of their plural forms. */
export function scriptWords(words: Messages, lang: string): object {
  const { popUps, recallTitle, revealAllTitle, speakerView, menuTitle, search, theseKeys } = words;
  const { hiddenTerm, noTerms, restartTimer, slides } = words;
  const keys = { recallTitle, revealAllTitle, speakerView, menuTitle, search, theseKeys };
  return { lang: messageLang(lang), ...keys, popUps, hiddenTerm, noTerms, restartTimer, slides };
}

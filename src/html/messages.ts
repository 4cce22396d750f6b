import { type Counted, MESSAGE_TABLE, type Messages } from './message-table.js';

export type { Messages } from './message-table.js';

/** Chinese in traditional characters: by its script, or by where it is written so. */
const TRADITIONAL = /^zh-(?:hant|tw|hk|mo)\b/i;

/** The messages of a language; English for one that the table lacks. */
export function messagesFor(lang: string): Messages {
  return MESSAGE_TABLE[knownLanguage(lang)] ?? english();
}

/** The name under which the table has a language, `en` for one that it lacks. */
export function knownLanguage(lang: string): string {
  const name = TRADITIONAL.test(lang) ? 'zh-Hant' : (lang.split('-')[0] ?? '').toLowerCase();
  return Object.hasOwn(MESSAGE_TABLE, name) ? name : 'en';
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

const SCRIPTED = [
  ...(['answer', 'hiddenTerm', 'knew', 'menuTitle', 'missed', 'noQuestions', 'noTerms', 'popUps'] as const),
  ...([
    'questionOf',
    'questions',
    'quiz',
    'quizKept',
    'recallTitle',
    'restartTimer',
    'revealAllTitle',
  ] as const),
  ...(['score', 'search', 'slideOf', 'slides', 'speakerView', 'theseKeys', 'toMap'] as const),
];

/** The messages that the deck's scripts write, and the language of their plural forms. */
export function scriptWords(words: Messages, lang: string): object {
  return { lang: messageLang(lang), ...Object.fromEntries(SCRIPTED.map((name) => [name, words[name]])) };
}

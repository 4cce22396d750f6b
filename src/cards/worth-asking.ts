import { functionWords } from '../note/function-words.js';

/** Words of English that say nothing alone as the term of a card, though they may as one in a sentence. */
const SAY_LITTLE =
  'alone cannot each even every first inside just last many much near one other out outside over own per same second ' +
  'then under until up where within without yet';

/** A term of only these is stress, not a term. @param lang a BCP 47 tag */
export function wordsWithoutMeaning(lang: string): ReadonlySet<string> {
  return new Set([...functionWords(lang), ...SAY_LITTLE.split(' ')]);
}

const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}'’.-]*/gu;
const MAX_TERM_CHARS = 48;
const MAX_TERM_WORDS = 6;
/** With fewer words around it a gap can be anything; within a sentence it takes one more than at its head. */
const LEAST_CONTEXT_WORDS = 3;

/** The words that carry meaning, in lower case. */
export function tellingWords(text: string, functional: ReadonlySet<string>): readonly string[] {
  return [...text.toLowerCase().matchAll(WORD)]
    .map(([word]) => word.replace(/[.'’-]+$/, ''))
    .filter((word) => word.length > 1 && !functional.has(word));
}

/** A lower-case word within a sentence is stress, unless it is being defined. */
const DEFINED = /^\s*(?::|\(|=|(?:is|are|means|for(?! the))\b)/;
const PLAIN_WORD = /^\p{Ll}+$/u;

const AND = '(?:and|or|und|oder|et|ou|y|o|e)';
/** "S3, EFS and FSx" are several terms, "you can" is a statement, `<name>` stands for something else. */
const NO_TERM = new RegExp(`[,<>]|\\s${AND}\\s|\\b(?:you|we|they|it|ihr|wir|vous|nous)\\b`, 'i');
/** The last of a list, or one within it, can be anything of its kind. */
const IN_LIST = new RegExp(`(?:,|\\b${AND})\\s*$`, 'i');
const LIST_GOES_ON = /^\s*(?:[,.;]|$)/;

/** A phrase of the note in its sentence. */
export interface TermInPlace {
  readonly term: string;
  readonly before: string;
  readonly after: string;
  /** The headings and points above, which are shown too. */
  readonly context: string;
  /** Whether more is emphasised after it. */
  readonly isFollowed: boolean;
}

/** Whether a term can be asked for where the rest of its sentence is shown. */
export function isWorthAsking(
  { term, before, after, context, isFollowed }: TermInPlace,
  functional: ReadonlySet<string>,
): boolean {
  const words = tellingWords(term, functional);
  if (words.length === 0 || term.length > MAX_TERM_CHARS) return false;
  if (term.split(/\s+/).length > MAX_TERM_WORDS || /[.!?:;]$/.test(term)) return false;
  if (NO_TERM.test(term) || /\b(?:vs\.?|versus)\s/i.test(term)) return false;
  if (before.trim() === '') {
    // "Fast and cheap; …" states something, and "Watch: this, that" only names what is asked next.
    if (/^\s*[;,]/.test(after) || (isFollowed && /^\s*:/.test(after))) return false;
  } else {
    if (PLAIN_WORD.test(term) && !DEFINED.test(after)) return false;
    if (IN_LIST.test(before.slice(-20)) && LIST_GOES_ON.test(after)) return false;
    if (functional.has(term.split(/\s+/)[0]?.toLowerCase() ?? '')) return false;
  }
  const shown = tellingWords(`${before} ${after}`, functional);
  if (new Set(shown).size < LEAST_CONTEXT_WORDS + (before.trim() === '' ? 0 : 1)) return false;
  // The answer, or most of it, stands beside the question.
  const visible = new Set([...shown, ...tellingWords(context, functional)].map(stem));
  return words.some((word) => !visible.has(stem(word)));
}

/** Singular and plural are one word. */
function stem(word: string): string {
  return word.length > 3 ? word.replace(/s$/, '') : word;
}

/** A point that goes on with the one before it cannot be asked alone: "e.g. …", "or, …", "also for …". */
export function goesOn(text: string): boolean {
  return /^(?:e\.\s?g\.|i\.\s?e\.|for example|or|also|and|but|so|z\.\s?b\.|oder|auch|und|p\.\s?ej\.|ou|et)(?![\p{L}\p{N}-])/u.test(
    text,
  );
}

/** English words that say nothing alone; a term of only these is stress, not a term. */
const FUNCTION_WORDS = new Set(
  (
    'a about above after all alone also always an and any are as at be before below between both but by can ' +
    'cannot do does each either else even every few first for from has have here how if in inside instead into is ' +
    'it its just last least less many may more most much must near never no none not nothing now of off on once one only ' +
    'or other others out outside over own per same second should so some such than that the their them then there ' +
    'these they this those to too two under until up very was what when where which who why will with within without yet you your'
  ).split(' '),
);

const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}'’.-]*/gu;
const MAX_TERM_CHARS = 48;
const MAX_TERM_WORDS = 6;
/** With fewer words around it a gap can be anything. */
const LEAST_CONTEXT_WORDS = 3;

/** The words that carry meaning, in lower case. */
export function tellingWords(text: string): readonly string[] {
  return [...text.toLowerCase().matchAll(WORD)]
    .map(([word]) => word.replace(/[.'’-]+$/, ''))
    .filter((word) => word.length > 1 && !FUNCTION_WORDS.has(word));
}

/**
 * Whether a term can be asked for where the rest of its sentence is shown.
 *
 * @param term what is hidden
 * @param rest what is left of the point
 * @param context the headings and points above it, which are shown too
 */
export function isWorthAsking(term: string, rest: string, context: string): boolean {
  const words = tellingWords(term);
  if (words.length === 0 || term.length > MAX_TERM_CHARS) return false;
  if (term.split(/\s+/).length > MAX_TERM_WORDS || /[.!?:;]$/.test(term)) return false;
  const shown = tellingWords(rest);
  if (new Set(shown).size < LEAST_CONTEXT_WORDS) return false;
  // The answer, or most of it, stands beside the question.
  const visible = new Set([...shown, ...tellingWords(context)].map(stem));
  return words.some((word) => !visible.has(stem(word)));
}

/** Singular and plural are one word. */
function stem(word: string): string {
  return word.length > 3 ? word.replace(/s$/, '') : word;
}

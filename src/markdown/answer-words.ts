/** Words for an answer, in the languages of the messages and some more; part of an expression with the flags `iu`. */
export const ANSWER_WORDS =
  'answers?|ans\\.|solutions?|antwort(?:en)?|lösung(?:en)?|réponses?|respuestas?|soluci(?:ón|ones)|respostas?|soluç(?:ão|ões)|rispost[ae]|soluzion[ei]|antwoord(?:en)?|svar|odpowied(?:ź|zi)|ответы?|відповід[ьі]|答案|解答|回答|答え|정답|답|الإجابة|תשובה|پاسخ|उत्तर|cevap(?:lar)?|đáp án';

/** What may stand before such a word. */
const BEFORE = '(?:(?:the|an?|my|correct|right|model|sample|die|richtige|la|le|bonne) ){0,3}';

/** How far a text is looked at: its first words tell. */
const LOOK_CHARS = 80;

const LABEL = new RegExp(
  `^[\\s\\p{P}\\p{S}]{0,6}(?:${BEFORE}(?:${ANSWER_WORDS})(?![\\p{L}])(?:\\(s\\))?|(?:correct|right|richtig|correct[oa]|juste)(?=\\s?[:：]))[*_\\s]{0,4}((?:is|are|was|were|ist|sind|est|es|è|は)(?![\\p{L}])|[:：=–—-])?[\\s:：*_]*`,
  'iu',
);
/**
 * What it must match, in capitals: most texts are told apart by this alone. To fold case in classes of Unicode takes
 * milliseconds to compile. Six signs may be twelve units of UTF-16.
 */
const MAY_BE_LABEL = new RegExp(
  `^[^A-Z0-9]{0,12}${BEFORE.toUpperCase()}(?:${ANSWER_WORDS.toUpperCase()}|CORRECT|RIGHT|RICHTIG|JUSTE)`,
);
/** "Answer B" needs no colon; "Answer a question" is no answer. */
const BARE_OPTION = /^\(?[A-H1-8](?![\p{L}\p{N}])/u;

/** "**Correct answer:** B" → "B"; null where the text does not begin by saying that it answers. */
export function answerIn(text: string): string | null {
  const start = text.slice(0, LOOK_CHARS);
  const label = MAY_BE_LABEL.test(start.toUpperCase()) ? LABEL.exec(start) : null;
  if (label === null) return null;
  const rest = text.slice(label[0].length);
  return label[1] !== undefined || BARE_OPTION.test(rest) ? rest : null;
}

const EXPLAINS =
  /^[\s\p{P}\p{S}]{0,6}(?:(?:explanation|reason(?:ing)?|rationale|why|reference|source|erklärung|begründung|explication|explicación|spiegazione|explicação|пояснение|объяснение|说明|解析|解説|해설)[*_\s]{0,4}[:：=–—-]|(?:because|since|weil|parce que|porque)(?![\p{L}]))/iu;

/** "Explanation: …" below an answer. */
export function isExplanation(text: string): boolean {
  return EXPLAINS.test(text.slice(0, LOOK_CHARS));
}

const KEY_START = `^(?:(?:quiz|exam|test|practice|the|correct) ){0,2}(?:${ANSWER_WORDS})`;
const MAY_BE_KEY = new RegExp(KEY_START.toUpperCase());
const KEY = new RegExp(`${KEY_START}(?: (?:keys?|sheet|list))?(?: (?:to|for) .{1,40})?\\W*$`, 'iu');

/** The name of a list of answers: "Answers", "Answer key", "Lösungen". */
export function namesAnswers(title: string): boolean {
  if (title.length > LOOK_CHARS) return false;
  const trimmed = title.trim();
  return MAY_BE_KEY.test(trimmed.toUpperCase()) && KEY.test(trimmed);
}

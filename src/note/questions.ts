import type { Element, ElementContent } from 'hast';
import { ANSWER_WORDS } from '../markdown/answer-words.js';
import { isElement, isTag, plainText } from '../markdown/tree.js';

const VERSUS = /\S\s+(?:vs\.?|versus)\s+\S/i;
/** "Merge vs rebase: the one keeps …": the question ends here. */
const COLON = /\s*(?::|\s[-–—])\s/;
/** A question of this kind is a line of its own. */
const MAX_VERSUS_CHARS = 80;
/** What is looked at for the patterns above: they take the square of the text's length. */
const MAX_LOOK_CHARS = 2 * MAX_VERSUS_CHARS;

/** Where the question of "Merge vs rebase: the one keeps …" ends, and what is said of it begins. */
export interface Versus {
  readonly end: number;
  /** The text's length where nothing follows. */
  readonly answer: number;
}

/** A text that compares, "X vs Y" with or without what is said of it; null for any other. */
export function versusIn(text: string): Versus | null {
  if (!isVersus(text)) return null;
  const colon = COLON.exec(text.slice(0, MAX_LOOK_CHARS));
  const found =
    colon && isVersus(text.slice(0, colon.index))
      ? { end: colon.index, answer: colon.index + colon[0].length }
      : { end: text.length, answer: text.length };
  return found.end > MAX_VERSUS_CHARS ? null : found;
}

function isVersus(text: string): boolean {
  return VERSUS.test(text.slice(0, MAX_LOOK_CHARS));
}

/** A `<details>` that asks. */
export interface Folded {
  /** Its summary, or where that is but "Answer" the paragraph or heading above. */
  readonly question: Element;
  readonly options: readonly Element[];
  readonly answer: readonly Element[];
  /** Index among the nodes above at which the question begins; null where the summary asks. */
  readonly from: number | null;
}

/**
 * What a `<details>` asks; null where it is plain content that was folded away.
 *
 * @param above the nodes before it
 * @param inItem these are nodes of a list item: all that stands above belongs to the question
 */
export function foldedQuestion(
  details: Element,
  above: readonly ElementContent[],
  inItem: boolean,
): Folded | null {
  const summary = details.children.find((child) => isTag(child, 'summary'));
  const answer = details.children.filter((child) => child !== summary && isElement(child)) as Element[];
  if (!isElement(summary) || answer.length === 0) return null;
  if (!isLabel(summary)) {
    return isAsked(summary, answer) ? { question: summary, options: [], answer, from: null } : null;
  }
  const asked = questionAbove(above, inItem);
  return asked && { question: asked.head, options: asked.options, answer, from: asked.from };
}

/** "Answer", "Show the solution": the question stands above. */
const LABEL = new RegExp(
  `^\\W{0,4}(?:(?:show|see|view|reveal|check|click (?:here )?(?:to|for)(?: (?:see|show|reveal|view))?)\\s)?(?:the |an? |my )?(?:correct |model |sample )?(?:${ANSWER_WORDS}|explanation|result)\\W{0,4}$`,
  'iu',
);

function isLabel(summary: Element): boolean {
  const text = plainText(summary).trim();
  return text.length <= 50 && LABEL.test(text);
}

interface Asked {
  /** Index among the nodes above at which the question begins. */
  readonly from: number;
  readonly head: Element;
  readonly options: readonly Element[];
}

/** The nearest paragraph or heading above, and the options between: at least one of the two says that it asks. */
function questionAbove(above: readonly ElementContent[], inItem: boolean): Asked | null {
  const from = inItem
    ? above.findIndex((node) => isElement(node))
    : above.findLastIndex((node) => isElement(node) && !isTag(node, 'ul', 'ol', 'pre', 'table'));
  const head = above[from];
  if (!isElement(head) || !isTag(head, 'p', 'h3', 'h4', 'h5', 'h6')) return null;
  const options = above.slice(from + 1).filter((node) => isElement(node));
  if (plainText(head).length > MAX_ANSWER_CHARS) return null;
  return options.some((node) => isTag(node, 'ul', 'ol')) || endsAsking(head) ? { from, head, options } : null;
}

/** More than this is not an answer but a chapter that was folded away. */
const MAX_ANSWER_CHARS = 400;

/** "Click to expand" over a long list asks nothing; "Which one?" does, and so does a term over its meaning. */
function isAsked(summary: Element, answer: readonly Element[]): boolean {
  if (endsAsking(summary)) return true;
  return answer.reduce((sum, block) => sum + plainText(block).length, 0) <= MAX_ANSWER_CHARS;
}

function endsAsking(element: Element): boolean {
  const end = plainText(element).trimEnd().slice(-16);
  return /[?？؟](?:\W{0,4}|\s?\([^()]*\)\W{0,2})$/.test(end);
}

import type { Element, ElementContent, Parents, Root } from 'hast';
import { answerIn, isExplanation } from '../../answer-words.js';
import { headingLevel, isElement, isTag, mayHoldBlocks, plainText } from '../../tree.js';
import { isAnswerKey, settleAnswerKeys } from './answer-keys.js';
import {
  firstWords,
  isRight,
  itemsOf,
  namesOption,
  type OptionsKind,
  optionsKind,
  ownWords,
} from './options.js';
import { partRunOnQuestions } from './run-on-questions.js';

const SHOWS_ANSWER =
  /\b(?:answers?|solutions?|explanation|reveal|show|antwort|l[öo]sung|r[ée]ponse|respuesta)\b|ответ|答案|解答|正解/iu;
const ASKS = /[?？؟]|^\W*(?:question|frage|pregunta|вопрос|q)\s*\d/iu;
const ENDS_ASKING = /[?？؟](?:\W{0,4}|\s?\([^()]{0,40}\)\W{0,2})$/;
const ASKED_BY_LETTER = /^\W{0,4}Q(?:uestion)?\s?\d{0,3}\s?[.):]/i;
const ANSWERED_BY_LETTER = /^\W{0,4}A(?:nswer)?\s?\d{0,3}\s?[.):]/i;
/** Blocks between the options and their answer. */
const MAX_BETWEEN = 1;
/** Listings and pictures between a question and its options. */
const MAX_SHOWN = 2;

type Part = 'question' | 'options' | 'answer';

/**
 * Question banks: a question, its options (`A.` to `D.`, numbers, boxes of which the right ones are ticked) and its
 * answer (in `<details>`, behind "Answer:", in a list of answers further down) belong together. Their blocks get
 * `data-question`, the number of the question within the note, and `data-question-part`; right options
 * `data-right`; what a list of answers says is in the `data-answer` of the options, or of a question without any.
 * Changes the tree in place.
 */
export function settleQuestions(root: Root): void {
  let number = 0;
  const add = (parts: Readonly<Record<Part, readonly Element[]>>): void => {
    number += 1;
    for (const part of ['question', 'options', 'answer'] as const)
      for (const element of parts[part]) {
        element.properties.dataQuestion = String(number);
        element.properties.dataQuestionPart = part;
      }
  };
  const walk = (parent: Parents): void => {
    partRunOnQuestions(parent);
    settleBlocks(parent, add);
    for (const child of parent.children) if (isElement(child) && mayHoldBlocks(child)) walk(child);
  };
  walk(root);
  settleAnswerKeys(root, (question) => add({ question: [question], options: [], answer: [] }));
}

type Add = (parts: Readonly<Record<Part, readonly Element[]>>) => void;

function settleBlocks(parent: Parents, add: Add): void {
  const blocks = (parent.children as ElementContent[]).filter((child) => isElement(child));
  blocks.forEach((block, at) => {
    const kind = optionsKind(block);
    if (kind !== null) settleChoice(blocks, at, kind, parent, add);
    else if (isSaidAnswer(block)) settleOpen(blocks, at, parent, add);
  });
}

/** A question with options. */
function settleChoice(
  blocks: readonly Element[],
  at: number,
  kind: OptionsKind,
  parent: Parents,
  add: Add,
): void {
  const options = blocks[at];
  if (options === undefined || options.properties.dataQuestion !== undefined) return;
  if (kind === 'plain' && !saysAnswer(blocks[at + 1])) return;
  const asked = askedAbove(blocks, at, parent);
  if (asked === null) return;
  const answer = kind === 'plain' ? namingAnswer(blocks, at, options) : answerBelow(blocks, at, parent);
  const asks = ASKS.test(ownWords(asked.question));
  if (kind === 'lettered' ? answer.length === 0 && !asks : !asks) return;
  if (kind === 'plain' && answer.length === 0) return;
  for (const item of itemsOf(options)) if (kind === 'ticked' && isRight(item)) item.properties.dataRight = '';
  const shown = blocks.slice(asked.from, at).filter((block) => block.properties.dataQuestion === undefined);
  add({ question: [asked.question], options: [...shown, options], answer });
}

/** "What floats?" right above "Answer: cork", or `Q:` above `A:`. */
function settleOpen(blocks: readonly Element[], at: number, parent: Parents, add: Add): void {
  const [answer, above] = [
    blocks[at],
    blocks[at - 1] ?? (isTag(parent as Element, 'li') ? (parent as Element) : undefined),
  ];
  if (answer === undefined || above === undefined || above.properties.dataQuestion !== undefined) return;
  if (answer.properties.dataQuestion !== undefined) return;
  if (!isTag(above, 'p', 'li') && headingLevel(above) === null) return;
  const words = ownWords(above);
  const isPair = ASKED_BY_LETTER.test(words);
  if (!isPair && !(ENDS_ASKING.test(words.slice(-60)) && answerIn(firstWords(answer)) !== null)) return;
  add({ question: [above], options: [], answer: [answer, ...explanationBelow(blocks, at, parent)] });
}

interface Asked {
  readonly question: Element;
  /** Index of the block below it: a listing or a picture may stand above the options. */
  readonly from: number;
}

/** The paragraph or heading right above, or the text of the item that the options stand in. */
function askedAbove(blocks: readonly Element[], at: number, parent: Parents): Asked | null {
  const item = parent.type === 'element' && parent.tagName === 'li' ? parent : null;
  const [first] = blocks;
  // All that stands above in an item belongs to its question.
  if (item !== null && at > 0 && isTag(first, 'p') && first.properties.dataQuestion === undefined)
    return { question: first, from: 1 };
  let from = at - 1;
  while (from >= 0 && at - 1 - from < MAX_SHOWN && isShown(blocks[from])) from -= 1;
  const above = blocks[from];
  const question = above === undefined ? item : (askedIn(above) ?? item);
  if (question === null || question.properties.dataQuestion !== undefined) return null;
  return question === item && ownWords(item) === '' ? null : { question, from: from + 1 };
}

function askedIn(above: Element): Element | null {
  if (isTag(above, 'p') || headingLevel(above) !== null) return above;
  // `1. Which?` above options that are not indented: the last item asks.
  return isTag(above, 'ol', 'ul') ? (itemsOf(above).at(-1) ?? null) : null;
}

function isShown(block: Element | undefined): boolean {
  if (block === undefined || block.properties.dataQuestion !== undefined) return false;
  return isTag(block, 'pre', 'table', 'figure', 'img') || (isTag(block, 'p') && plainText(block) === '');
}

/** The answer below the options, with what explains it. */
function answerBelow(blocks: readonly Element[], at: number, parent: Parents): Element[] {
  for (let index = at + 1; index <= at + 1 + MAX_BETWEEN; index += 1) {
    const answer = blocks[index];
    if (answer !== undefined && isAnswer(answer)) return [answer, ...explanationBelow(blocks, index, parent)];
  }
  return [];
}

/** Options that nothing marks as such: only an answer in so many words makes them some. */
function namingAnswer(blocks: readonly Element[], at: number, options: Element): Element[] {
  const next = blocks[at + 1];
  if (next === undefined || !saysAnswer(next)) return [];
  return namesOption(plainText(next), options) ? [next, ...explanationBelow(blocks, at + 1, null)] : [];
}

/** A paragraph that begins with "Answer:". */
function saysAnswer(block: Element | undefined): boolean {
  return isTag(block, 'p') && answerIn(firstWords(block)) !== null;
}

/** In an item all that follows the answer; elsewhere what says that it explains. */
function explanationBelow(blocks: readonly Element[], at: number, parent: Parents | null): Element[] {
  if (parent !== null && isTag(parent as Element, 'li')) {
    const rest = blocks.slice(at + 1);
    return rest.some((block) => optionsKind(block) === 'lettered') ? [] : rest;
  }
  const below: Element[] = [];
  for (let index = at + 1; index < blocks.length; index += 1) {
    const [block, last] = [blocks[index], below.at(-1)];
    const continues = isTag(block, 'ul', 'ol') && last !== undefined && /[:：]\s*$/.test(plainText(last));
    if (block === undefined || (!continues && !(isTag(block, 'p') && isExplanation(firstWords(block)))))
      break;
    below.push(block);
  }
  return below;
}

function isAnswer(block: Element): boolean {
  if (isTag(block, 'details')) {
    const summary = block.children.find((child) => isTag(child, 'summary'));
    const shows =
      summary === undefined || plainText([summary]) === '' || SHOWS_ANSWER.test(plainText([summary]));
    return shows && !isAnswerKey(block);
  }
  return saysAnswer(block);
}

function isSaidAnswer(block: Element): boolean {
  const said = isTag(block, 'p') || isOnlyItem(block);
  return said && (answerIn(firstWords(block)) !== null || ANSWERED_BY_LETTER.test(firstWords(block)));
}

/** "- What floats?" with "- Answer: cork" below it. */
function isOnlyItem(block: Element): boolean {
  return isTag(block, 'ul', 'ol') && itemsOf(block).length === 1;
}

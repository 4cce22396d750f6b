import type { Element, ElementContent, Parents, Root } from 'hast';
import { namesAnswers } from '../../answer-words.js';
import { inlineLines } from '../../inline-lines.js';
import { headingLevel, isElement, isTag, mayHoldBlocks, plainText } from '../../tree.js';
import { firstWords, itemsOf, ownWords } from './options.js';

const NUMBERED =
  /^\W{0,4}(?:(?:question|frage|pregunta|вопрос|q)\.?\s?)?(\d{1,3})\s?(?:[.):=–—-]|\s)\s*(\S.*)$/isu;
/** "1-B, 2-C" and "1. B 2. C": several on a line. */
const SEVERAL =
  /(?<![\p{L}\p{N}])Q?(\d{1,3})\s?[.):=–—-]?\s?\(?([A-Ha-h](?:\s?[,&+]?\s?[A-Ha-h]){0,3})\)?(?![\p{L}\p{N}])/gu;
const ENDS_ASKING = /[?？؟]\W{0,4}$/;
const MAX_ANSWER_CHARS = 600;
const MAX_NAME_CHARS = 60;

/** What a list of answers says to one question. */
interface Entry {
  readonly number: number | null;
  readonly text: string;
}

/** A question that has no answer yet. */
interface Open {
  readonly number: number | null;
  /** Its `data-question`, null for an item that merely ends in a question mark. */
  readonly id: string | null;
  /** What gets the answer: the options, or the question where there are none. */
  element: Element;
  isChoice: boolean;
}

/**
 * Gives the questions above a list of answers ("## Answers", "1. B, 2. C") what it says to each: by their numbers,
 * or in their order where there are as many. A question of a list without options becomes one by its answer.
 *
 * @param ask makes a question of an item that has no options
 */
export function settleAnswerKeys(root: Root, ask: (question: Element) => void): void {
  const open: Open[] = [];
  const visit = (parent: Parents, inItem: number | null): void => {
    let keyUntil = -1;
    const blocks = (parent.children as ElementContent[]).filter((child) => isElement(child));
    let number = numberOfFirst(parent);
    blocks.forEach((block, at) => {
      if (at <= keyUntil) return;
      const key = keyAt(blocks, at);
      if (key !== null) {
        giveAnswers(open, entriesOf(key.content), ask);
        open.length = 0;
        keyUntil = key.until;
        return;
      }
      if (isTag(block, 'li')) number = Number(block.properties.value) || number;
      const own = isTag(block, 'li') && isTag(parent as Element, 'ol') ? number : inItem;
      number += 1;
      noteBlock(open, block, own, isTag(parent as Element, 'ol'));
      if (mayHoldBlocks(block)) visit(block, own);
    });
  };
  visit(root, null);
}

/** `<details>` that hold the answers of several questions. */
export function isAnswerKey(details: Element): boolean {
  const summary = details.children.find((child) => isTag(child, 'summary'));
  if (summary === undefined || !namesAnswers(plainText([summary]))) return false;
  const content = details.children.filter((child): child is Element => isElement(child) && child !== summary);
  const [first] = content;
  // Most answers are no list of them: their first words tell.
  if (isTag(first, 'p') && !NUMBERED.test(firstWords(first))) return false;
  const entries = entriesOf(content);
  return entries.length > 1 && entries.every(({ number, text }) => number !== null && isLetters(text));
}

function isLetters(text: string): boolean {
  return /^\W{0,4}[A-Ha-h](?![\p{L}])/u.test(text);
}

/** Adds the question that a block begins or is; takes away one that has its answer. */
function noteBlock(open: Open[], block: Element, number: number | null, isNumbered: boolean): void {
  const { dataQuestion, dataQuestionPart: part } = block.properties;
  const id = dataQuestion === undefined ? null : String(dataQuestion);
  const own = open.at(-1);
  if (id === null) {
    if (isNumbered && asksAlone(block)) open.push({ number, id, element: block, isChoice: false });
  } else if (own?.id !== id) {
    if (part !== 'answer')
      open.push({
        number: number ?? numberIn(firstWords(block)),
        id,
        element: block,
        isChoice: part === 'options',
      });
  } else if (part === 'answer' || itemsOf(block).some(({ properties }) => properties.dataRight !== undefined))
    open.pop();
  else if (part === 'options') Object.assign(own, { element: block, isChoice: true });
}

function asksAlone(block: Element): boolean {
  if (!isTag(block, 'li') || !ENDS_ASKING.test(ownWords(block).slice(-40))) return false;
  return !block.children.some((child) => isElement(child) && child.properties.dataQuestion !== undefined);
}

function numberOfFirst(list: Parents): number {
  return isTag(list as Element, 'ol') ? Number((list as Element).properties.start ?? 1) : 1;
}

function numberIn(words: string): number | null {
  const number = NUMBERED.exec(words)?.[1];
  return number === undefined ? null : Number(number);
}

interface Key {
  readonly content: readonly Element[];
  /** Index of its last block. */
  readonly until: number;
}

/** The list of answers that begins at a block, which names it; null where none does. */
function keyAt(blocks: readonly Element[], at: number): Key | null {
  const block = blocks[at];
  if (block === undefined || block.properties.dataQuestion !== undefined) return null;
  if (isTag(block, 'details')) return isAnswerKey(block) ? { content: contentOf(block), until: at } : null;
  const level = headingLevel(block);
  if (level === null && block.tagName !== 'p') return null;
  const words = firstWords(block);
  if (words.length >= MAX_NAME_CHARS || !namesAnswers(words.replace(/[:：]\s*$/, ''))) return null;
  if (level === null) return { content: blocks.slice(at + 1, at + 2), until: at + 1 };
  const end = blocks.findIndex((other, i) => i > at && (headingLevel(other) ?? 7) <= level);
  const until = (end < 0 ? blocks.length : end) - 1;
  return { content: blocks.slice(at + 1, until + 1), until };
}

function contentOf(details: Element): Element[] {
  return details.children.filter((child): child is Element => isElement(child) && !isTag(child, 'summary'));
}

function entriesOf(content: readonly Element[]): readonly Entry[] {
  return content.flatMap((block): Entry[] => {
    if (isTag(block, 'ol', 'ul')) return listed(block);
    if (isTag(block, 'table')) return rowsOf(block);
    if (isTag(block, 'p')) return inlineLines(block.children).flatMap((line) => written(plainText(line)));
    return [];
  });
}

function listed(list: Element): Entry[] {
  let number = numberOfFirst(list);
  return itemsOf(list).map((item) => {
    number = Number(item.properties.value) || number;
    const text = plainText(item);
    const [own] = isTag(list, 'ol') ? [{ number, text }] : written(text);
    number += 1;
    return own ?? { number: null, text };
  });
}

/** `| 1 | B |`, a row each. */
function rowsOf(table: Element): Entry[] {
  const rows = table.children
    .flatMap((part) => (isElement(part) ? (isTag(part, 'tr') ? [part] : part.children) : []))
    .filter((row): row is Element => isTag(row, 'tr'));
  return rows.flatMap((row) => {
    const [first = '', ...rest] = row.children
      .filter((cell) => isElement(cell))
      .map((cell) => plainText(cell));
    const number = /^\W*Q?(\d{1,3})\W*$/i.exec(first)?.[1];
    return number === undefined ? [] : [{ number: Number(number), text: rest.join(' ') }];
  });
}

/** A line of a list of answers: one, or several that are but letters. */
function written(line: string): Entry[] {
  const several = [...line.matchAll(SEVERAL)];
  const rest = line.replace(SEVERAL, '').replace(/[\s,;.|]+/g, '');
  if (several.length > 0 && rest === '')
    return several.map(([, number, text = '']) => ({ number: Number(number), text }));
  const [, number, text] = NUMBERED.exec(line) ?? [];
  if (number !== undefined && text !== undefined) return [{ number: Number(number), text }];
  return line === '' ? [] : [{ number: null, text: line }];
}

function giveAnswers(
  open: readonly Open[],
  entries: readonly Entry[],
  ask: (question: Element) => void,
): void {
  const numbers = open.map(({ number }) => number);
  const areTold = new Set(numbers).size === numbers.length && entries.every(({ number }) => number !== null);
  const choices = open.filter(({ isChoice }) => isChoice);
  if (areTold)
    for (const entry of entries)
      give(
        open.find(({ number }) => number === entry.number),
        entry,
        ask,
      );
  else if (choices.length === entries.length)
    for (const [i, one] of choices.entries()) give(one, entries[i], ask);
}

function give(to: Open | undefined, entry: Entry | undefined, ask: (question: Element) => void): void {
  if (to === undefined || entry === undefined || entry.text === '') return;
  if (entry.text.length > MAX_ANSWER_CHARS) return;
  if (to.id === null) ask(to.element);
  to.element.properties.dataAnswer = entry.text;
}

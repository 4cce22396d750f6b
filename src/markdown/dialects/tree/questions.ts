import type { Element, ElementContent, Nodes, Parents, Root } from 'hast';
import { headingLevel, isElement, isTag, plainText } from '../../tree.js';

/** `A.`, `(b)`, `C)` before an option. */
const OPTION = /^\s*(?:\[[ x]\]\s*)?\(?([A-Ha-h])[.):]\s*\S/;
const ANSWER =
  /^\W*(?:(?:the )?(?:correct |right )?(?:answers?|solutions?|antwort(?:en)?|l[öo]sung|r[ée]ponses?|respuestas?|risposta|resposta|odpowied[zź]|ответ|答案|解答|正解|정답)\b|answer\b)\s*(?:\(s\)|is|are)?\s*[:：=–-]?/iu;
const SHOWS_ANSWER =
  /\b(?:answers?|solutions?|explanation|reveal|show|antwort|l[öo]sung|r[ée]ponse|respuesta)\b|ответ|答案|解答|正解/iu;
const ASKS = /[?？؟]|^\W*(?:question|frage|pregunta|вопрос|q)\s*\d/iu;
/** Blocks between the options and their answer. */
const MAX_BETWEEN = 1;

/**
 * Question banks: options `A.` to `D.` below a question, with the answer in `<details>` or behind "Answer:",
 * belong together. Their blocks get `data-question`, the number of the question within the note, and
 * `data-question-part`. Changes the tree in place.
 */
export function settleQuestions(root: Root): void {
  let number = 0;
  const settle = (parent: Parents): void => {
    const blocks = (parent.children as ElementContent[]).filter((child) => isElement(child));
    blocks.forEach((options, at) => {
      if (!isOptions(options)) return;
      const question = questionOf(blocks, at, parent);
      if (question === null) return;
      const answer = blocks.slice(at + 1, at + 2 + MAX_BETWEEN).find(isAnswer);
      if (answer === undefined && !ASKS.test(ownWords(question))) return;
      number += 1;
      mark(question, 'question', number);
      mark(options, 'options', number);
      if (answer !== undefined) mark(answer, 'answer', number);
    });
  };
  const walk = (parent: Parents): void => {
    // Lists of a parent's blocks are made only where there are options among them.
    if (parent.children.some((child) => isElement(child) && isOptions(child))) settle(parent);
    for (const child of parent.children) if (isElement(child)) walk(child);
  };
  walk(root);
}

function mark(element: Element, part: string, number: number): void {
  element.properties.dataQuestion = String(number);
  element.properties.dataQuestionPart = part;
}

/** A list of two to eight items with a letter each, or a paragraph with a line for each. */
function isOptions(block: Element): boolean {
  if (isTag(block, 'ul', 'ol')) {
    const items = block.children.filter((child): child is Element => isTag(child, 'li'));
    return items.length >= 2 && items.length <= 8 && items.every(isOption);
  }
  if (!isTag(block, 'p') || !OPTION.test(beginningOf(block))) return false;
  const lines = linesOf(block).filter((line) => line.trim() !== '');
  return lines.length >= 2 && lines.length <= 8 && lines.every((line) => OPTION.test(line));
}

function isOption(item: Element): boolean {
  return /^\(?[A-Ha-h]/.test(String(item.properties.dataMark ?? '')) || OPTION.test(beginningOf(item));
}

/** The first characters of an item, however long it is. */
function beginningOf(node: Nodes, left = 40): string {
  if (node.type === 'text') return node.value.slice(0, left);
  let text = '';
  for (const child of 'children' in node ? node.children : []) {
    if (text.length >= left) break;
    text += beginningOf(child, left - text.length);
  }
  return text;
}

function linesOf(paragraph: Element): readonly string[] {
  const text = (node: Nodes): string => {
    if (node.type === 'text') return node.value;
    if (isTag(node, 'br')) return '\n';
    return 'children' in node ? node.children.map(text).join('') : '';
  };
  return text(paragraph).split('\n');
}

/** The paragraph or heading right above, or the text of the item that the options stand in. */
function questionOf(blocks: readonly Element[], at: number, parent: Parents): Element | null {
  const above = blocks[at - 1];
  if (above === undefined) {
    const hasText = parent.type === 'element' && parent.tagName === 'li' && ownWords(parent) !== '';
    return hasText ? (parent as Element) : null;
  }
  if (above.properties.dataQuestion !== undefined) return null;
  if (isTag(above, 'p', 'ol', 'ul') || headingLevel(above) !== null) {
    if (isTag(above, 'p') || headingLevel(above) !== null) return above;
    // `1. Which?` above options that are not indented: the last item asks.
    return above.children.findLast((child): child is Element => isTag(child, 'li')) ?? null;
  }
  // Inline content of a tight item: `<li>Which? <b>one</b><ol>`.
  const isInItem = parent.type === 'element' && parent.tagName === 'li';
  return isInItem && ownWords(parent as Element) !== '' ? (parent as Element) : null;
}

function ownWords(item: Element): string {
  return plainText(
    item.children.filter((child): child is ElementContent => !isTag(child, 'ul', 'ol', 'details')),
  );
}

function isAnswer(block: Element): boolean {
  if (isTag(block, 'details')) {
    const summary = block.children.find((child) => isTag(child, 'summary'));
    return summary === undefined || SHOWS_ANSWER.test(plainText([summary])) || plainText([summary]) === '';
  }
  return isTag(block, 'p') && ANSWER.test(plainText(block));
}

import type { Element, ElementContent, Parents } from 'hast';
import { answerIn } from '../../answer-words.js';
import { inlineLines, paragraphOf } from '../../inline-lines.js';
import { isElement, isPhrasing, isTag, plainText } from '../../tree.js';
import { isLettered } from './options.js';

/** `A.`, `(b)`, `C)` before an option: the letter. */
const LETTER = /^\s*\(?([A-Ha-h])[.):]\s*\S/;
const ASKED_BY_LETTER = /^\W{0,4}Q(?:uestion)?\s?\d{0,3}\s?[.):]/i;
const ANSWERED_BY_LETTER = /^\W{0,4}A(?:nswer)?\s?\d{0,3}\s?[.):]/i;

/**
 * Parts of a question that Markdown runs into one block become blocks of their own: an answer right below the
 * last option or as the last of the options, a question, its options and its answer as lines of one paragraph.
 * Changes the parent's children in place.
 */
export function partRunOnQuestions(parent: Parents): void {
  const children = parent.children as ElementContent[];
  for (let index = 0; index < children.length; index += 1) {
    const parts = partsOf(children[index]);
    if (parts === null) continue;
    children.splice(index, 1, ...parts);
    index += parts.length - 1;
  }
}

/** The blocks that a block becomes, null where it stays as it is. */
function partsOf(block: ElementContent | undefined): Element[] | null {
  if (isTag(block, 'p')) return partParagraph(block);
  const answer = isTag(block, 'ul', 'ol') ? takeAnswer(block) : null;
  return answer === null ? null : [block as Element, answer];
}

/** "Which? / A) one / B) other / Answer: B", a line each. */
function partParagraph(paragraph: Element): Element[] | null {
  const lines = inlineLines(paragraph.children);
  if (lines.length < 2) return null;
  const texts = lines.map((line) => plainText(line));
  const answer = texts.findIndex((text, index) => index > 0 && isAnswerLine(text, texts[0] ?? ''));
  const first = texts.findIndex((text) => /^a$/i.test(LETTER.exec(text)?.[1] ?? ''));
  const hasOptions = first >= 0 && /^b$/i.test(LETTER.exec(texts[first + 1] ?? '')?.[1] ?? '');
  const isAsked = /[?？؟]/.test(texts.slice(0, Math.max(1, first)).join(' ')) || answer > first;
  const cuts = [hasOptions && first > 0 && isAsked ? first : -1, answer].filter((at) => at > 0);
  if (cuts.length === 0) return null;
  // Without options the line before the answer must ask.
  if (!hasOptions && !/[?？؟]\W{0,4}$/.test(texts[answer - 1] ?? '') && !ASKED_BY_LETTER.test(texts[0] ?? ''))
    return null;
  return [0, ...cuts].map((from, index) => {
    const part = paragraphOf(lines.slice(from, cuts[index] ?? lines.length), paragraph);
    return index === 0 ? { ...part, properties: paragraph.properties } : part;
  });
}

function isAnswerLine(text: string, first: string): boolean {
  return answerIn(text) !== null || (ASKED_BY_LETTER.test(first) && ANSWERED_BY_LETTER.test(text));
}

/** Takes the answer out of the list whose last item it is, or in whose last item it is the last line. */
function takeAnswer(list: Element): Element | null {
  const items = list.children.filter((child): child is Element => isTag(child, 'li'));
  const last = items.at(-1);
  if (last === undefined || items.length < 3) return last === undefined ? null : takeLastLine(last);
  const own = blockOf(last);
  if (own === null || answerIn(plainText(own.children)) === null || !items.slice(0, -1).every(isLettered))
    return takeLastLine(last);
  list.children.splice(list.children.indexOf(last), 1);
  return paragraphOf([own.children], last);
}

function takeLastLine(item: Element): Element | null {
  const own = blockOf(item);
  if (own === null) return null;
  const lines = inlineLines(own.children);
  const at = lines.findIndex((line, index) => index > 0 && answerIn(plainText(line)) !== null);
  if (at < 0) return null;
  own.children = paragraphOf(lines.slice(0, at), item).children;
  return paragraphOf(lines.slice(at), item);
}

/** The element that holds an item's inline content, where it holds nothing else. */
function blockOf(item: Element): Element | null {
  const blocks = item.children.filter(
    (child) => isElement(child) && !isPhrasing(child) && !isTag(child, 'input'),
  );
  if (blocks.length === 0) return item;
  const [only] = blocks;
  return blocks.length === 1 && isTag(only, 'p') ? only : null;
}

import type { Element, Nodes } from 'hast';
import { answerIn } from '../../answer-words.js';
import { inlineLines } from '../../inline-lines.js';
import { isElement, isTag, plainText, rawText } from '../../tree.js';

/** `A.`, `(b)`, `C)` before an option. */
const OPTION = /^\s*(?:\[[ x]\]\s*)?\(?([A-Ha-h])[.):]\s*\S/;
/** Behind or before the right option. */
const TICKED =
  /^\W{0,6}(?:✅|✔|☑)|(?:✅|✔|✓|☑)\uFE0F?\W{0,3}$|\((?:correct|right|richtig|correct[oa]|juste)\)\W{0,3}$/iu;
/** What it must match; to compile the other takes milliseconds. */
const MAY_BE_TICKED = /[✅✔✓☑]|\([crj]/i;
/** Fewer are no choice, more are no question. */
const LEAST = 2;
const MOST = 8;

/** How the options of a question show that they are some. */
export type OptionsKind = 'lettered' | 'ticked' | 'plain';

/**
 * What a list, or a paragraph of lines `A. …`, is among the options of questions: with a letter each, with the
 * right ones ticked, or a list that an answer must name; null for anything else.
 */
export function optionsKind(block: Element): OptionsKind | null {
  if (isTag(block, 'p')) return hasLetteredLines(block) ? 'lettered' : null;
  if (!isTag(block, 'ul', 'ol')) return null;
  const items = itemsOf(block);
  if (items.length < LEAST || items.length > MOST) return null;
  const right = items.filter(isRight).length;
  if (right > 0 && right < items.length) return 'ticked';
  return items.every(isLettered) ? 'lettered' : 'plain';
}

export function itemsOf(list: Element): Element[] {
  return list.children.filter((child): child is Element => isTag(child, 'li'));
}

export function isLettered(item: Element): boolean {
  return /^\(?[A-Ha-h]/.test(String(item.properties.dataMark ?? '')) || OPTION.test(firstWords(item));
}

/** `- [x] one`, `- one ✅`, `- one (correct)`. */
export function isRight(item: Element): boolean {
  const box = boxIn(item);
  if (box !== null) return box.properties.checked === true;
  const text = rawOwnText(item);
  return MAY_BE_TICKED.test(text) && TICKED.test(text.trim());
}

/** An answer that names one of the options: "2", "B", or its first words. */
export function namesOption(answer: string, list: Element): boolean {
  const said = (answerIn(answer) ?? answer).trim().toLowerCase();
  const items = itemsOf(list);
  const [, letter, digit] = /^\(?(?:([a-h])|([1-8]))(?![\p{L}\p{N}])/u.exec(said) ?? [];
  if (digit !== undefined) return isTag(list, 'ol') && Number(digit) <= items.length;
  if (letter !== undefined && letter.charCodeAt(0) - 97 < items.length) return true;
  return items.some((item) => {
    const text = ownWords(item)
      .toLowerCase()
      .replace(/[.\s]+$/, '');
    return text !== '' && said.startsWith(text);
  });
}

/** The first characters of an element, however long it is. */
export function firstWords(node: Nodes, left = 80): string {
  if (node.type === 'text') return node.value.slice(0, left);
  let text = '';
  for (const child of 'children' in node ? node.children : []) {
    if (text.length >= left) break;
    text += firstWords(child, left - text.length);
  }
  return text;
}

/** An item's words without those of the lists and fold-outs in it. */
export function ownWords(item: Element): string {
  return plainText(item.children.filter((child) => !isTag(child, 'ul', 'ol', 'details')));
}

/** The same with its white space as written, which takes less time. */
function rawOwnText(item: Element): string {
  let text = '';
  for (const child of item.children) if (!isTag(child, 'ul', 'ol', 'details')) text += rawText(child);
  return text;
}

function boxIn(item: Element): Element | null {
  const first = firstElement(item);
  if (isTag(first, 'input')) return first;
  const inner = isTag(first, 'p', 'label') ? firstElement(first) : undefined;
  return isTag(inner, 'input') ? inner : null;
}

function firstElement(parent: Element): Element | undefined {
  return parent.children.find((child) => isElement(child));
}

function hasLetteredLines(paragraph: Element): boolean {
  if (!OPTION.test(firstWords(paragraph))) return false;
  const lines = inlineLines(paragraph.children)
    .map((line) => plainText(line))
    .filter((line) => line !== '');
  return lines.length >= LEAST && lines.length <= MOST && lines.every((line) => OPTION.test(line));
}

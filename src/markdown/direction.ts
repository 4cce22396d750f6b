import type { Nodes } from 'hast';
import { classesOf, countOf, isElement, isTag } from './tree.js';

/** The way in which lines are read. */
export type Direction = 'ltr' | 'rtl';

/** Hebrew, Arabic, Syriac, Thaana, N'Ko, Adlam and others, with their presentation forms. */
const RIGHT_TO_LEFT = String.raw`\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}`;
const ANY_RTL = new RegExp(`[${RIGHT_TO_LEFT}]`, 'u');
const RTL_LETTERS = new RegExp(`(?=\\p{L})[${RIGHT_TO_LEFT}]`, 'gu');
const LTR_LETTERS = new RegExp(`(?=\\p{L})[^${RIGHT_TO_LEFT}]`, 'gu');
const FIRST_LETTER = /\p{L}/u;

/** How many letters of each direction a text has. */
export interface Letters {
  readonly ltr: number;
  readonly rtl: number;
}

export function lettersOf(text: string): Letters {
  // Most text is of Latin letters alone, of which an expression would be asked one by one.
  const ltr = asciiLetters(text);
  if (ltr !== null) return { ltr, rtl: 0 };
  return { ltr: countOf(LTR_LETTERS, text), rtl: ANY_RTL.test(text) ? countOf(RTL_LETTERS, text) : 0 };
}

/** Null where any other character is in the text. */
function asciiLetters(text: string): number | null {
  let count = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code > 0x7f) return null;
    const lowered = code | 0x20;
    if (lowered >= 0x61 && lowered <= 0x7a) count += 1;
  }
  return count;
}

export function hasRightToLeft(text: string): boolean {
  return ANY_RTL.test(text);
}

/** Direction of the first letter (UAX #9, rules P2 and P3), null where there is none. */
export function firstDirection(text: string): Direction | null {
  const [letter] = FIRST_LETTER.exec(text) ?? [];
  if (letter === undefined) return null;
  return ANY_RTL.test(letter) ? 'rtl' : 'ltr';
}

/** `dir="rtl"` as an author writes it; `auto` leaves it to the text, as no attribute does. */
export function statedDirection(node: Nodes): Direction | null {
  if (!isElement(node) || node.properties.dir === undefined) return null;
  const dir = String(node.properties.dir).toLowerCase();
  return dir === 'rtl' || dir === 'ltr' ? dir : null;
}

/** Listings, code and formulas say nothing of the language around them. */
export function isLeftToRight(node: Nodes): boolean {
  if (!isElement(node)) return false;
  if (isTag(node, 'pre', 'code', 'kbd', 'samp') || node.properties.dataTex !== undefined) return true;
  return classesOf(node).some((name) => name === 'math' || name === 'katex');
}

/** The running text up to some length. */
export function runningText(node: Nodes, maxChars: number): string {
  if (node.type === 'text') return node.value.slice(0, maxChars);
  if (!('children' in node) || isLeftToRight(node)) return '';
  let text = '';
  for (const child of node.children) {
    if (text.length >= maxChars) break;
    text += runningText(child, maxChars - text.length);
  }
  return text;
}

/** The letters of the running text; all of an element with a `dir` of its own count for that. */
export function lettersIn(nodes: readonly Nodes[]): Letters {
  const sum = { ltr: 0, rtl: 0 };
  for (const node of nodes) addLetters(node, sum);
  return sum;
}

function addLetters(node: Nodes, sum: { ltr: number; rtl: number }): void {
  if (node.type === 'text') {
    const { ltr, rtl } = lettersOf(node.value);
    sum.ltr += ltr;
    sum.rtl += rtl;
  } else if ('children' in node && !isLeftToRight(node)) {
    const stated = statedDirection(node);
    if (stated === null) for (const child of node.children) addLetters(child, sum);
    else {
      const inner = lettersIn(node.children);
      sum[stated] += inner.ltr + inner.rtl;
    }
  }
}

/** The share of right-to-left letters, null where there are none at all. */
export function shareOf({ ltr, rtl }: Letters): number | null {
  return ltr + rtl === 0 ? null : rtl / (ltr + rtl);
}

/** Right-to-left words are written without most vowels, so two letters of five are about half of the words. */
export const HALF_OF_WORDS = 0.4;

/** The direction of most of the words, null where there are none. */
export function mostDirection(letters: Letters): Direction | null {
  const share = shareOf(letters);
  if (share === null) return null;
  return share >= HALF_OF_WORDS ? 'rtl' : 'ltr';
}

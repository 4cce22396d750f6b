import type { Element, ElementContent } from 'hast';
import { classesOf, isElement, plainText } from '../../markdown/tree.js';
import { inlineText } from './slice-inline.js';

/** Terms of a point that recall mode hides at most, and the share of its text beyond its head. */
const MAX_ASKED = 3;
const MAX_SHARE = 0.6;
/** A phrase longer than this is half a sentence, not a term. */
const MAX_WORDS = 5;

/** Whether a stressed phrase can be asked for: no function words, no single letter, no half sentence. */
export function isWorthRecalling(phrase: string, functional: ReadonlySet<string>): boolean {
  const text = phrase.trim();
  const words = text.split(/\s+/);
  if (words.length > MAX_WORDS || text.length > 60) return false;
  if (!/\p{L}.*\p{L}|\p{N}|\p{Script=Han}/u.test(text)) return false;
  return words.some((word) => !functional.has(word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')));
}

/**
 * Marks the terms of an atom that recall mode hides with the class `asked`: the one at its head first, then
 * others in their order, three at most, and not so many that nothing is left to tell them by.
 */
export function withAsked(atom: Element, functional: ReadonlySet<string>): Element {
  const terms = termsIn(atom.children);
  const worth = terms.filter((term) => isWorthRecalling(plainText(term), functional));
  const total = Math.max(1, inlineText(atom.children).length);
  const asked = new Set<Element>();
  let hidden = 0;
  for (const term of worth) {
    const isHead = inlineText(atom.children)
      .trimStart()
      .startsWith(inlineText([term]).trim());
    const share = (hidden + inlineText([term]).length) / total;
    if (asked.size >= MAX_ASKED || (share > MAX_SHARE && !(isHead && asked.size === 0))) continue;
    asked.add(term);
    hidden += inlineText([term]).length;
  }
  return asked.size === 0 ? atom : { ...atom, children: marked(atom.children, asked) };
}

function termsIn(nodes: readonly ElementContent[]): Element[] {
  return nodes.flatMap((node): Element[] => {
    if (!isElement(node)) return [];
    return classesOf(node).includes('term') ? [node] : termsIn(node.children);
  });
}

function marked(nodes: readonly ElementContent[], asked: ReadonlySet<Element>): ElementContent[] {
  return nodes.map((node): ElementContent => {
    if (!isElement(node)) return node;
    if (asked.has(node)) return { ...node, properties: { ...node.properties, className: ['term', 'asked'] } };
    return { ...node, children: marked(node.children, asked) };
  });
}

import type { Element, ElementContent } from 'hast';
import { classesOf, isElement, isTag, plainText } from '../markdown/tree.js';

/** What a card may show; of anything else only the content. */
const SHOWN = new Set(
  'b blockquote br code del dd dl dt em i kbd li mark ol p pre s strong sub sup table tbody td th thead tr u ul'.split(
    ' ',
  ),
);

/** Gives an element another form than its own, or null for its own. */
export type Replace = (element: Element, inner: () => string) => string | null;

/**
 * Content as HTML without attributes and on one line. Formulas are in the marks of MathJax, which Anki
 * sets; of a picture its description is left, since a text file carries none.
 */
export function cardHtml(nodes: readonly ElementContent[], replace: Replace = () => null): string {
  const show = (node: ElementContent, isCode: boolean): string => {
    if (node.type === 'text') return isCode ? escaped(node.value, '<br>') : escaped(node.value);
    if (!isElement(node) || isTag(node, 'aside', 'input')) return '';
    if (classesOf(node).includes('math')) return formula(node);
    if (isTag(node, 'img')) return escaped(String(node.properties.alt ?? ''));
    const inner = (): string =>
      node.children.map((child) => show(child, isCode || isTag(node, 'pre'))).join('');
    const other = replace(node, inner);
    if (other !== null) return other;
    if (isTag(node, 'br')) return '<br>';
    return SHOWN.has(node.tagName) ? `<${node.tagName}>${inner()}</${node.tagName}>` : inner();
  };
  return nodes
    .map((node) => show(node, false))
    .join('')
    .trim();
}

/** A point's own text, without the points below it and without a paragraph around it. */
export function ownHtml(point: Element, replace: Replace = () => null): string {
  return cardHtml(point.children, (inner, content) => {
    if (isTag(inner, 'ul', 'ol', 'dl', 'table', 'pre')) return '';
    return isTag(inner, 'p', 'div') && !classesOf(inner).includes('math')
      ? content()
      : replace(inner, content);
  });
}

function formula(element: Element): string {
  const isBlock = isTag(element, 'div') || element.properties.dataMath === 'block';
  const tex = escaped(plainText(element));
  return isBlock ? `\\[${tex}\\]` : `\\(${tex}\\)`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '{': '&#123;',
  '}': '&#125;',
  ':': '&#58;',
};

/**
 * Text that is nothing but text to Anki: no tag, no quoted field, no end of a row, no gap of its own.
 *
 * @param lineBreak what stands for a line's end
 */
export function escaped(text: string, lineBreak = ' '): string {
  return text
    .replace(/[&<>"{}]|:(?=:)|(?<=:):/g, (char) => ENTITIES[char] ?? char)
    .replace(/\r\n?|[\n\u2028\u2029]/g, lineBreak)
    .replace(/\p{Cc}/gu, ' ');
}

import type { KdToken } from '../token.js';
import { type ContentModel, lastOf } from '../token.js';
import { contentModelOf, SPAN_ELEMENTS } from './elements.js';

const NO_TEXT = new Set(
  'html head hgroup ol ul dl table colgroup tbody thead tfoot tr select optgroup'.split(' '),
);
const RENAMED: ReadonlyMap<string, string> = new Map([
  ['b', 'strong'],
  ['i', 'em'],
]);

/** `html_to_native`: HTML elements become what Markdown would have made of them. */
export function convertToNative(element: KdToken): void {
  if (element.type !== 'html') return;
  const { tokens } = element;
  if (element.text === 'script' && convertMath(element)) return;
  if (NO_TEXT.has(element.text)) element.tokens = tokens.filter((token) => token.type !== 'text');
  const heading = /^h([1-6])$/.exec(element.text);
  if (element.text === 'pre' || element.text === 'code') {
    if (convertCode(element)) return;
  } else if (heading !== null) {
    element.type = 'heading';
    element.level = Number(heading[1]);
    element.idText = textOf(element);
  }
  element.text = RENAMED.get(element.text) ?? element.text;
  if (element.type === 'html') setModel(element, contentModelOf(element.text));
  for (const child of element.tokens) convertToNative(child);
}

function setModel(element: KdToken, model: ContentModel): void {
  element.category = SPAN_ELEMENTS.has(element.text) ? 'span' : 'block';
  element.model = model;
}

/** `<pre>` and `<code>` of text alone become code. */
function convertCode(element: KdToken): boolean {
  const isBlock = element.text === 'pre';
  const onlyText = element.tokens.every((token) => token.type === 'text');
  const inner = lastOf(element.tokens);
  if (isBlock && element.tokens.length === 1 && inner?.type === 'html' && inner.text === 'code') {
    element.tokens = inner.tokens;
    return convertCode(element);
  }
  if (!onlyText) return false;
  const text = textOf(element);
  element.type = isBlock ? 'code' : 'codespan';
  element.tokens = [];
  element.text = text;
  return true;
}

function textOf(element: KdToken): string {
  return element.type === 'text' ? element.text : element.tokens.map(textOf).join('');
}

/** `<script type="math/tex">` becomes math. */
function convertMath(element: KdToken): boolean {
  const type = element.attr?.get('type') ?? '';
  if (!/\bmath\/tex\b/.test(type)) return false;
  const tex = element.tokens.map((token) => token.text).join('');
  element.text = tex.replace(/^(?:%\s*)?<!\[CDATA\[\n?([\s\S]*?)(?:\s%)?\]\]>$/, '$1');
  element.type = 'math';
  element.category = /\bmode=display\b/.test(type) ? 'block' : 'span';
  element.tokens = [];
  element.attr?.delete('type');
  return true;
}

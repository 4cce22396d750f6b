import { parseFragment } from 'parse5';
import { BLOCK_ELEMENTS, type ContentModel, contentModelOf, SPAN_ELEMENTS } from '../../html-elements.js';
import type { KdToken } from '../token.js';
import { attributesOf, newToken } from '../token.js';

const NO_TEXT = new Set(
  'html head hgroup ol ul dl table colgroup tbody thead tfoot tr select optgroup'.split(' '),
);
const LANGUAGE = /\blanguage-\S+/;
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
  if (element.text === 'table') fillCells(element);
  const heading = /^h([1-6])$/.exec(element.text);
  if (element.text === 'pre' || element.text === 'code') {
    convertCode(element);
    return;
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

/** `<pre>` and `<code>` become code: their text, without the tags in it. */
function convertCode(element: KdToken): void {
  const [only] = element.tokens;
  const lang =
    element.tokens.length === 1 && only?.text === 'code'
      ? LANGUAGE.exec(only.attr?.get('class') ?? '')
      : null;
  if (lang !== null)
    attributesOf(element).set('class', `${lang[0]} ${element.attr?.get('class') ?? ''}`.trim());
  const text = charactersOf(textOf(element));
  element.type = element.text === 'pre' ? 'code' : 'codespan';
  element.tokens = [];
  element.text = text;
}

/** `&lt;` → `<` */
function charactersOf(text: string): string {
  const [node] = parseFragment(`<textarea>\n${text.replaceAll('<', '&lt;')}</textarea>`).childNodes;
  const inner = node !== undefined && 'childNodes' in node ? node.childNodes[0] : undefined;
  return inner !== undefined && 'value' in inner ? inner.value : '';
}

function hasBlock(token: KdToken): boolean {
  return token.tokens.some(
    (child) => (child.type === 'html' && BLOCK_ELEMENTS.has(child.text)) || hasBlock(child),
  );
}

function descendants(token: KdToken, ...names: string[]): KdToken[] {
  return token.tokens.flatMap((child) => {
    const below = descendants(child, ...names);
    return child.type === 'html' && names.includes(child.text) ? [child, ...below] : below;
  });
}

/** A table that Markdown could have made: its empty cells get a space that holds them open. */
function fillCells(table: KdToken): void {
  const cells = descendants(table, 'td', 'th');
  const counts = new Set(descendants(table, 'tr').map((row) => descendants(row, 'td', 'th').length));
  if (counts.size > 1 || cells.some(hasBlock)) return;
  for (const cell of cells) {
    if (cell.tokens.every((token) => token.type === 'text' && token.text.trim() === '')) {
      cell.tokens = [newToken('entity', cell.line, { text: '&nbsp;' })];
    }
  }
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

import {
  BLOCK_ELEMENTS,
  contentModelOf,
  elementName,
  isHtmlElement,
  isKnownElement,
  VOID_ELEMENTS,
} from '../../html-elements.js';
import { escapeCode } from '../html/escape.js';
import { convertToNative } from '../html/native.js';
import { reportUnclosed } from '../html/raw-html.js';
import { cdataEnd, commentEnd, readCloseTag, readStartTag, type StartTag } from '../html/tag.js';
import { appendText, type KdToken, newToken } from '../token.js';
import type { SpanRun, Stop } from './span-run.js';

const START = /<(?:[A-Za-z_\u00C0-\uD7FF]|!--|\/|!\[CDATA\[)/y;
const WORD = /[\p{L}\p{N}_]/u;

/** HTML within a text. What is no tag of an element that HTML knows stays text. */
export function readSpanHtml(run: SpanRun): boolean {
  const { src } = run;
  if (src.check(START) === null) {
    if (run.tree.model === 'raw') run.literal(1);
    return false;
  }
  const line = src.lineAt();
  const end = commentEnd(src);
  if (end >= 0) {
    run.tree.tokens.push(newToken('xml', line, { text: src.text.slice(src.pos, end), category: 'span' }));
    src.pos = end;
    return true;
  }
  const cdata = cdataEnd(src);
  if (cdata >= 0) {
    run.text(escapeCode(src.text.slice(src.pos + 9, cdata - 3)));
    src.pos = cdata;
    return true;
  }
  const close = readCloseTag(src);
  if (close !== null) {
    run.literal(close.end - src.pos);
    return true;
  }
  const tag = readStartTag(src);
  if (tag === null || !isElement(run, tag)) run.literal(1);
  else if (BLOCK_ELEMENTS.has(tag.name) && !isClosed(run, tag)) run.literal(tag.end - src.pos);
  else readElement(run, tag, line);
  return true;
}

/**
 * kramdown prints the tags of blocks within a text. People put lists into cells all the same, so what has an
 * end is read; but not `<p>`, which would only cut the text in two.
 */
function isClosed({ src }: SpanRun, { name }: StartTag): boolean {
  return name !== 'p' && src.indexOf(`</${name}>`) >= 0;
}

/** `List<B>` looks like a tag: a known one, but glued to a word and never closed so. */
function isElement(run: SpanRun, tag: StartTag): boolean {
  const { src } = run;
  if (run.isTooDeep) return false;
  if (!isKnownElement(tag.name)) return false;
  if (tag.closed || VOID_ELEMENTS.has(tag.name) || tag.attr.size > 0) return true;
  const written = src.text.slice(src.pos + 1, src.pos + 1 + tag.name.length);
  return !WORD.test(src.text[src.pos - 1] ?? '') || src.indexOf(`</${written}>`) >= 0;
}

function isParsed(run: SpanRun, name: string, asked: string | undefined): boolean {
  const isRaw = contentModelOf(name) === 'raw' && isHtmlElement(name);
  if (asked === '0') return false;
  if (asked === 'span') return true;
  if (asked === '1') return contentModelOf(name) !== 'raw';
  // A list in a cell: its items hold text.
  if (BLOCK_ELEMENTS.has(name) && name !== 'pre') return run.tree.model !== 'raw';
  return (
    !(isRaw || contentModelOf(name) === 'raw' || run.tree.model === 'raw') &&
    run.lexing.settings.parseSpanHtml
  );
}

function readElement(run: SpanRun, tag: StartTag, line: number): void {
  const { src, lexing } = run;
  for (const [key, value] of tag.attr) tag.attr.set(key, value.replace(/\n+/g, ' '));
  const parsed = isParsed(run, tag.name, tag.attr.get('markdown'));
  tag.attr.delete('markdown');
  const model = parsed ? 'span' : 'raw';
  const element = newToken('html', line, {
    text: tag.name,
    attr: tag.attr,
    category: 'span',
    model,
    closed: tag.closed,
  });
  run.tree.tokens.push(element);
  src.pos = tag.end;
  if (!tag.closed && !VOID_ELEMENTS.has(tag.name)) readContent(run, element, parsed);
  if (lexing.settings.htmlToNative) convertToNative(element);
}

function readContent(run: SpanRun, element: KdToken, parsed: boolean): void {
  const { src, lexing } = run;
  const closes = () => {
    const close = src.has('</') ? readCloseTag(src) : null;
    if (close === null) return 0;
    return elementName(close.name) === element.text ? close.end - src.pos : 0;
  };
  const stop: Stop = { length: closes, accepts: () => true };
  if (run.readUntil(stop, element, !parsed)) {
    src.pos += closes();
    return;
  }
  reportUnclosed(lexing, element);
  appendText(element, src.text.slice(src.pos));
  src.pos = src.text.length;
}

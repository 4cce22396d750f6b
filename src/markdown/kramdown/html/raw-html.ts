import { LIMITS } from '../../../bounds/limits.js';
import {
  type ContentModel,
  contentModelOf,
  elementName,
  isHtmlElement,
  isKnownElement,
  VOID_ELEMENTS,
} from '../../html-elements.js';
import type { Lexing } from '../lexing.js';
import { TextScanner } from '../text-scanner.js';
import { type AttributeList, appendText, type KdToken, newToken } from '../token.js';
import { cdataEnd, commentEnd, instructionEnd, readCloseTag, readStartTag, type StartTag } from './tag.js';

const LINE_REST = /[ \t]*\n/y;

export interface HtmlReading {
  readonly lexing: Lexing;
  readonly src: TextScanner;
  readonly parent: KdToken;
  /** An attribute list that waits for the element. */
  readonly list: AttributeList | null;
}

/** `markdown="1"` → the element's own model, `0` → raw, `span`, `block`; null for anything else. */
function askedModel(name: string, value: string | undefined): ContentModel | null {
  switch (value) {
    case '0':
      return 'raw';
    case '1':
      return contentModelOf(name);
    case 'span':
    case 'block':
      return value;
    default:
      return null;
  }
}

/** Adds the element of a start tag to `parent` and reads its content up to its end tag. */
export function handleStartTag(reading: HtmlReading, tag: StartTag, line: number): KdToken {
  const { lexing, src, parent } = reading;
  lexing.spend('tokens', 1);
  const element = newToken('html', line, { text: tag.name, attr: tag.attr, category: 'block' });
  parent.tokens.push(element);
  const closed = tag.closed || VOID_ELEMENTS.has(tag.name);
  const isOpaque = tag.name === 'script' || tag.name === 'style';
  if (isOpaque) readOpaque(reading, element);
  if (reading.list !== null) element.ial = reading.list;
  const isRaw = parent.type === 'html' && parent.model === 'raw';
  if (!isRaw && !lexing.settings.parseBlockHtml && endsItself(src, tag.name)) {
    element.closed = true;
    element.model = 'raw';
    src.scan(LINE_REST);
    return element;
  }
  const readsBlocks = !isRaw && lexing.settings.parseBlockHtml;
  const usual = readsBlocks ? contentModelOf(tag.name) : isAiry(src, tag) ? 'block' : 'raw';
  const model = askedModel(tag.name, tag.attr.get('markdown')) ?? usual;
  tag.attr.delete('markdown');
  if (model === 'block') src.scan(LINE_REST);
  element.model = model;
  element.closed = closed && !isOpaque;
  if (closed || isOpaque) return element;
  readContent(reading, element, model);
  if (!isRaw) src.scan(LINE_REST);
  return element;
}

/** Boxes in which people write Markdown behind an empty line. */
const AIRY = new Set(
  'details td th div center p blockquote dd li section article aside figure header footer main nav'.split(
    ' ',
  ),
);

/**
 * `<details>`, `<td>` or `<p>` with an empty line in it: on GitHub what follows that line is Markdown, and
 * people write it so in notes too. kramdown would show its signs as text. Only where the end tag begins a
 * line, since blocks find no other; and in other boxes than `<details>` only where nothing before the empty
 * line is indented so far that it would be code.
 */
function isAiry(src: TextScanner, tag: StartTag): boolean {
  if (!AIRY.has(tag.name)) return false;
  const close = findCloseTag(src, tag.name);
  if (close === null) return false;
  const inner = src.text.slice(src.pos, close.start);
  const blank = /\n[ \t]*\n/.exec(inner);
  if (blank === null || !/\n {0,3}$/.test(inner)) return false;
  return tag.name === 'details' || !/^(?: {4}|\t)|<!--/m.test(inner.slice(0, blank.index));
}

/** Elements whose end tag may be missing. */
const ENDS_ITSELF = new Set('p li dt dd tr td th thead tbody tfoot option'.split(' '));

/** `<p>` without an end tag: an HTML reader finds its end, where kramdown would take the rest of the note. */
function endsItself(src: TextScanner, name: string): boolean {
  return ENDS_ITSELF.has(name) && findCloseTag(src, name) === null;
}

function readContent(reading: HtmlReading, element: KdToken, model: ContentModel): void {
  const { lexing, src } = reading;
  if (model === 'block' && readOneLine(reading, element)) return;
  if (model === 'block') {
    if (!lexing.parseBlocks(element, src)) reportUnclosed(lexing, element);
  } else if (model === 'span') {
    const start = src.pos;
    const close = findCloseTag(src, element.text);
    src.pos = close?.end ?? src.text.length;
    appendText(element, src.text.slice(start, close?.start ?? src.text.length), 'raw_text');
    if (close === null) reportUnclosed(lexing, element);
  } else {
    lexing.htmlDepth += 1;
    readRawHtml(reading, element);
    lexing.htmlDepth -= 1;
  }
}

/**
 * `<td markdown="1">*text*</td>` on one line. kramdown finds an end tag of blocks only at the
 * start of a line, and shows this one as text; here what the author means is done.
 */
function readOneLine(reading: HtmlReading, element: KdToken): boolean {
  const { lexing, src } = reading;
  const close = findCloseTag(src, element.text);
  if (close === null || close.start > src.lineEnd() || close.start === src.pos) return false;
  const inner = src.text.slice(src.pos, close.start);
  if (inner.includes('\n') || inner.includes(`<${element.text}`)) return false;
  lexing.parseBlocks(element, new TextScanner(`${inner}\n`, src.lineAt()));
  src.pos = close.end;
  return true;
}

/** Next `</name>` in any case, from the reading position. */
function findCloseTag(src: TextScanner, name: string): { start: number; end: number } | null {
  const pattern = new RegExp(`</${name.replace(/[.]/g, '\\.')}[ \\t\\r\\n\\f\\v]*>`, 'gi');
  return src.search(`</${name}`, pattern, src.pos);
}

/** Text of `<script>` and `<style>`: nothing in it is read. */
function readOpaque(reading: HtmlReading, element: KdToken): void {
  const { src, lexing } = reading;
  const close = findCloseTag(src, element.text);
  const end = close?.start ?? src.text.length;
  if (end > src.pos) {
    element.tokens.push(
      newToken('raw', element.line, { text: src.text.slice(src.pos, end), category: 'span' }),
    );
  }
  src.pos = close?.end ?? src.text.length;
  if (close === null) reportUnclosed(lexing, element);
}

/** Reads HTML without Markdown into `element` up to its end tag. */
function readRawHtml(reading: HtmlReading, element: KdToken): void {
  const { src, lexing } = reading;
  while (!src.done) {
    const open = src.indexOf('<');
    appendText(element, src.text.slice(src.pos, open < 0 ? src.text.length : open));
    src.pos = open < 0 ? src.text.length : open;
    if (open < 0) break;
    if (readMarkup(reading, element)) continue;
    const close = readCloseTag(src);
    if (close === null) {
      appendText(element, '<');
      src.pos += 1;
    } else if (elementName(close.name) === element.text) {
      src.pos = close.end;
      return;
    } else if (ENDS_ITSELF.has(element.text) && isHtmlElement(elementName(close.name))) {
      // The end of what is around it: `<ul><li>one<li>two</ul>`.
      return;
    } else {
      appendText(element, src.text.slice(src.pos, close.end));
      src.pos = close.end;
    }
  }
  reportUnclosed(lexing, element);
}

/** Comments, instructions, CDATA and start tags at the reading position. */
function readMarkup(reading: HtmlReading, element: KdToken): boolean {
  const { src, lexing } = reading;
  const line = src.lineAt();
  const end = Math.max(commentEnd(src), instructionEnd(src));
  if (end >= 0) {
    element.tokens.push(newToken('xml', line, { text: src.text.slice(src.pos, end), category: 'block' }));
    src.pos = end;
    return true;
  }
  const cdata = cdataEnd(src);
  if (cdata >= 0) {
    appendText(element, src.text.slice(src.pos + 9, cdata - 3));
    src.pos = cdata;
    return true;
  }
  const tag = readStartTag(src);
  if (tag === null || !isKnownElement(tag.name)) return false;
  if (lexing.htmlDepth >= LIMITS.rawDepth || lexing.isTooDeep(line)) return false;
  src.pos = tag.end;
  handleStartTag({ ...reading, parent: element, list: null }, tag, line);
  return true;
}

export function reportUnclosed(lexing: Lexing, element: KdToken): void {
  const hint = `Add </${element.text}> where it should end.`;
  lexing.fail(`HTML tag <${element.text}> is never closed`, element.line, `<${element.text}`, hint);
}

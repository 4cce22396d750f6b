import { elementName, isHtmlElement } from '../../html-elements.js';
import type { TextScanner } from '../text-scanner.js';

const NAME = '[A-Za-z_\\u00C0-\\u1FFF\\u3040-\\uD7FF][\\w.\\u00B7-\\u1FFF\\u3040-\\uD7FF-]*';
const TAG_NAME = new RegExp(`<(${NAME}(?::${NAME})?)`, 'y');
const ATTRIBUTE_NAME = new RegExp(`[ \\t\\r\\n\\f\\v]+(${NAME}(?::${NAME})?)`, 'y');
const EQUALS = /[ \t\r\n\f\v]*=[ \t\r\n\f\v]*/y;
/** As HTML has it; the `/` of `/>` is none of it. */
const BARE_VALUE = /(?:[^\s"'=<>`/]|\/(?!>))+/y;
const TAG_END = /[ \t\r\n\f\v]*(\/)?>/y;
const CLOSE_TAG = new RegExp(`</(${NAME}(?::${NAME})?)[ \\t\\r\\n\\f\\v]*>`, 'y');

/** More attributes than this are no tag: bounds the work on `<a a a a …` without an end. */
const MAX_ATTRIBUTES = 200;

export interface StartTag {
  /** Lower case where HTML knows the element. */
  readonly name: string;
  readonly attr: Map<string, string>;
  readonly closed: boolean;
  /** Index behind `>`. */
  readonly end: number;
}

function matchAt(re: RegExp, text: string, pos: number): RegExpExecArray | null {
  re.lastIndex = pos;
  return re.exec(text);
}

/** The value behind `=` at `pos`: `"…"`, `'…'` or a bare word; null where there is none. */
function readValue(src: TextScanner, pos: number): { value: string; end: number } | null {
  const quote = src.text[pos];
  if (quote === '"' || quote === "'") {
    const close = src.indexOf(quote, pos + 1);
    return close < 0 ? null : { value: src.text.slice(pos + 1, close), end: close + 1 };
  }
  const bare = matchAt(BARE_VALUE, src.text, pos);
  return bare === null ? null : { value: bare[0], end: pos + bare[0].length };
}

/** Reads a start tag at `pos` without moving; null where there is none. */
export function readStartTag(src: TextScanner, pos = src.pos): StartTag | null {
  const open = matchAt(TAG_NAME, src.text, pos);
  if (open === null || src.indexOf('>', pos) < 0) return null;
  const name = elementName(open[1] ?? '');
  const attr = new Map<string, string>();
  let at = pos + open[0].length;
  for (let count = 0; count < MAX_ATTRIBUTES; count += 1) {
    const found = matchAt(ATTRIBUTE_NAME, src.text, at);
    if (found === null) break;
    at += found[0].length;
    const equals = matchAt(EQUALS, src.text, at);
    const value = equals === null ? null : readValue(src, at + equals[0].length);
    if (equals !== null && value === null) return null;
    attr.set(isHtmlElement(name) ? (found[1] ?? '').toLowerCase() : (found[1] ?? ''), value?.value ?? '');
    at = value?.end ?? at;
  }
  const close = matchAt(TAG_END, src.text, at);
  return close === null ? null : { name, attr, closed: close[1] !== undefined, end: at + close[0].length };
}

/** `</name >` at `pos` → the name as written; null where there is none. */
export function readCloseTag(src: TextScanner, pos = src.pos): { name: string; end: number } | null {
  const match = matchAt(CLOSE_TAG, src.text, pos);
  return match === null ? null : { name: match[1] ?? '', end: pos + match[0].length };
}

/** `<!-- … -->` at `pos` → index behind it, or −1. */
export function commentEnd(src: TextScanner, pos = src.pos): number {
  if (!src.text.startsWith('<!--', pos)) return -1;
  const close = src.indexOf('-->', pos + 4);
  return close < 0 ? -1 : close + 3;
}

/** `<? … ?>` at `pos` → index behind it, or −1. */
export function instructionEnd(src: TextScanner, pos = src.pos): number {
  if (!src.text.startsWith('<?', pos)) return -1;
  const close = src.indexOf('?>', pos + 2);
  return close < 0 ? -1 : close + 2;
}

/** `<![CDATA[ … ]]>` at `pos` → index behind it, or −1. */
export function cdataEnd(src: TextScanner, pos = src.pos): number {
  if (!src.text.startsWith('<![CDATA[', pos)) return -1;
  const close = src.indexOf(']]>', pos + 9);
  return close < 0 ? -1 : close + 3;
}

import { isKnownElement, SPAN_ELEMENTS } from '../../html-elements.js';
import { readCloseTag } from '../html/tag.js';
import type { TextScanner } from '../text-scanner.js';

/** One or more blank lines. */
export const BLANK_LINES = /[ \t\r\n\f\v]*\n/y;
export const BLANK_LINE = /[ \t\r\f\v]*(?:\n|$)/y;
/** `^` alone on a line ends the block before it. */
export const END_OF_BLOCK = /\^[ \t\r\f\v]*\n/y;
export const UNORDERED_START = /( {0,3}[+*-])([\t| ][^\n]*\n)/y;
export const ORDERED_START = /( {0,3}\d+\.)([\t| ][^\n]*\n)/y;
export const DEFINITION_START = /( {0,3}:)([\t| ][^\n]*\n)/y;
export const RULE = / {0,3}(\*|-|_)[ \t]*\1[ \t]*\1(?:\1|[ \t])*\n/y;
const FENCE_START = / {0,3}(?:~{3,}|`{3,})/y;
const GFM_HEADING = /#{1,6}[\t ]+[^\n]*\n/y;
const TAG_LIKE = / {0,3}<(\/?)([A-Za-z_][\w.:-]*)/y;

/** An attribute list longer than this is none: bounds the search for `}`. */
const MAX_LIST_LENGTH = 2000;
const LIST_END = /[ \t\r\f\v]*\n/y;

export function matchAt(re: RegExp, text: string, pos: number): RegExpExecArray | null {
  re.lastIndex = pos;
  return re.exec(text);
}

export function isBlankAt(text: string, pos: number): boolean {
  return matchAt(BLANK_LINE, text, pos) !== null;
}

/** `{: … }` alone on its line, at `pos` (behind the indentation) → its inside and the index behind it. */
export function readBlockList(src: TextScanner, pos: number): { content: string; end: number } | null {
  if (!src.text.startsWith('{:', pos) || /[:/]/.test(src.text[pos + 2] ?? ':')) return null;
  let close = src.indexOf('}', pos + 3);
  while (close >= 0 && close - pos < MAX_LIST_LENGTH && src.text[close - 1] === '\\')
    close = src.text.indexOf('}', close + 1);
  if (close < 0 || close - pos > MAX_LIST_LENGTH) return null;
  const end = matchAt(LIST_END, src.text, close + 1);
  return end === null ? null : { content: src.text.slice(pos + 2, close), end: close + 1 + end[0].length };
}

/** Index of the first character behind up to three spaces. */
export function behindIndent(text: string, pos: number, limit = 3): number {
  let at = pos;
  while (at < pos + limit && text[at] === ' ') at += 1;
  return at;
}

/** A line that starts or ends block HTML: no lazy line goes across it. */
export function isHtmlLine(src: TextScanner, pos: number): boolean {
  const tag = matchAt(TAG_LIKE, src.text, pos);
  if (tag === null) return false;
  const name = tag[2] ?? '';
  if (name === 'script' || SPAN_ELEMENTS.has(name)) return false;
  if (!isKnownElement(name)) return false;
  return tag[1] === '' || readCloseTag(src, src.text.indexOf('<', pos)) !== null;
}

/**
 * A heading or a fence at the margin. kramdown alone would take it into the list item or
 * the quote before it; GitHub, where most notes are read, does not, nor did their authors mean it.
 */
export function startsOwnBlock(text: string, pos: number): boolean {
  const first = text[pos];
  if (first === '#') return matchAt(GFM_HEADING, text, pos) !== null;
  return (first === '`' || first === '~') && matchAt(FENCE_START, text, pos) !== null;
}

/** True where no lazy line (one without the quote's or item's own indentation) can go on. */
export function endsLazyText(src: TextScanner, pos: number): boolean {
  const { text } = src;
  if (pos >= text.length || isBlankAt(text, pos) || startsOwnBlock(text, pos)) return true;
  const first = behindIndent(text, pos);
  if (text[first] === '{') return readBlockList(src, first) !== null;
  if (text[first] === '<') return isHtmlLine(src, pos);
  return text[pos] === '^' && matchAt(END_OF_BLOCK, text, pos) !== null;
}

/** A footnote right below the lazy line of another. */
const FOOTNOTE_START = / {0,3}\[\^[^\]\n]{1,200}\]:[ \t]/y;
const DRAWN_TABLE =
  / {0,3}\|[^\n]*\|[ \t]*\n {0,3}\|[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*(?:\n|$)/y;

/** A head between bars over a line of dashes: a table on GitHub, also right below a text. */
export function isDrawnTable(text: string, pos: number): boolean {
  return matchAt(DRAWN_TABLE, text, pos) !== null;
}

/** True where a paragraph ends before the line at `pos`. */
export function endsParagraph(src: TextScanner, pos: number): boolean {
  if (endsLazyText(src, pos) || matchAt(DEFINITION_START, src.text, pos) !== null) return true;
  const { text } = src;
  const first = text[behindIndent(text, pos)] ?? '';
  if (first === '>') return true;
  if (first === '|') return isDrawnTable(text, pos);
  if (first === '[') return matchAt(FOOTNOTE_START, text, pos) !== null;
  if (first === '#') return matchAt(GFM_HEADING, text, pos) !== null;
  if (first === '`' || first === '~') return matchAt(FENCE_START, text, pos) !== null;
  return isListStart(text, pos);
}

export function isListStart(text: string, pos: number): boolean {
  return matchAt(UNORDERED_START, text, pos) !== null || matchAt(ORDERED_START, text, pos) !== null;
}

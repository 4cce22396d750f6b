import { emptyList, readAttributeList } from '../attribute-list.js';
import type { TextScanner } from '../text-scanner.js';
import type { AttributeList, KdToken } from '../token.js';
import { behindIndent, isBlankAt, isHtmlLine, readBlockList, startsOwnBlock } from './boundary.js';

const ITEM_LIST = /^\s*(?:\{:(?!(?:\w[\w-]*)?:|\/)((?:\\\}|[^}])+)\})\s*/;
const LEADING_TABS = /^( *)(\t+)/;

/** First line of an item, marker cut off, and the column where its content begins. */
export interface FirstLine {
  readonly text: string;
  readonly indent: number;
  readonly ial: AttributeList | null;
}

/** `-   {:.x} text` → text, column and attribute list. Tabs count to the next multiple of four. */
export function readFirstLine(marker: string, rest: string): FirstLine {
  let content = rest;
  let indent = marker.length;
  const list = ITEM_LIST.exec(content);
  if ((list === null ? content : content.slice(list[0].length)).trim() === '') indent = 4;
  else {
    content = expandTabs(content, indent);
    indent += content.length - content.replace(/^ +/, '').length;
  }
  content = content.replace(/^[ \t\r\n\f\v]+/, '');
  const own = ITEM_LIST.exec(content);
  if (own === null) return { text: content, indent, ial: null };
  const ial = emptyList();
  readAttributeList(own[1] ?? '', ial);
  return { text: content.slice(own[0].length), indent, ial };
}

function expandTabs(text: string, column: number): string {
  let content = text;
  for (let match = LEADING_TABS.exec(content); match !== null; match = LEADING_TABS.exec(content)) {
    const [whole, spaces = '', tabs = ''] = match;
    const width = 4 - ((spaces.length + column) % 4) + (tabs.length - 1) * 4;
    content = spaces + ' '.repeat(width) + content.slice(whole.length);
  }
  return content;
}

function unitEnd(text: string, pos: number): number {
  if (text[pos] === '\t') return pos + 1;
  return text.startsWith('    ', pos) ? pos + 4 : -1;
}

/** Does the line at `pos` have `indent` columns of indentation (a tab for each four)? */
export function isIndented(text: string, pos: number, indent: number): boolean {
  let at = pos;
  for (let unit = 0; unit < Math.floor(indent / 4); unit += 1) {
    at = unitEnd(text, at);
    if (at < 0) return false;
  }
  return text.startsWith(' '.repeat(indent % 4), at) || unitEnd(text, at) >= 0;
}

/** A line that goes on with the item though it lacks the item's indentation. */
export function isLazyLine(src: TextScanner, pos: number, indent: number): boolean {
  if (isBlankAt(src.text, pos) || startsOwnBlock(src.text, pos)) return false;
  const first = behindIndent(src.text, pos, Math.min(indent, 3));
  if (src.text[first] === '{') return readBlockList(src, first) === null;
  return src.text[first] !== '<' || !isHtmlLine(src, first);
}

/** Leading tabs become spaces, then the item's indentation goes. */
export function cutIndent(line: string, indent: number): { readonly text: string; readonly cut: boolean } {
  const text = line.replace(/^\t+/, (tabs) => ' '.repeat(4 * tabs.length));
  const cut = text.startsWith(' '.repeat(indent));
  return { text: cut ? text.slice(indent) : text, cut };
}

export function isIndentedText(src: TextScanner, indent: number): boolean {
  return !isBlankAt(src.text, src.pos) && isIndented(src.text, src.pos, indent);
}

/** Adds text to the item's last piece. */
export function addPiece(item: KdToken, text: string): void {
  const pieces = item.pieces ?? [''];
  pieces[pieces.length - 1] += text;
  item.pieces = pieces;
}

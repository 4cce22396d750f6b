import { isKnownElement, SPAN_ELEMENTS } from '../../html-elements.js';
import { convertToNative } from '../html/native.js';
import { handleStartTag } from '../html/raw-html.js';
import { commentEnd, readCloseTag, readStartTag } from '../html/tag.js';
import { newToken } from '../token.js';
import type { BlockRun, RuleResult } from './block-run.js';
import { behindIndent } from './boundary.js';

const LINE_REST = /[ \t]*\n/y;

/** Comments, start tags of block elements, and the end tag of the element that is read. */
export function readHtmlBlock(run: BlockRun): RuleResult {
  const { src, tree, lexing } = run;
  const at = behindIndent(src.text, src.pos);
  if (src.text[at] !== '<') return false;
  const end = commentEnd(src);
  if (end >= 0) {
    const text = src.text.slice(src.pos, end);
    tree.tokens.push(newToken('xml', src.lineAt(), { text, category: 'block' }));
    src.pos = end;
    src.scan(LINE_REST);
    return true;
  }
  const tag = readStartTag(src, at);
  if (tag === null) return readEndTag(run, at);
  if (SPAN_ELEMENTS.has(tag.name.toLowerCase()) || !isKnownElement(tag.name)) return false;
  if (lexing.isTooDeep(src.lineAt())) return false;
  const line = src.lineAt(at);
  src.pos = tag.end;
  const list = run.pendingList;
  run.pendingList = null;
  const element = handleStartTag({ lexing, src, parent: tree, list }, tag, line);
  if (lexing.settings.htmlToNative) convertToNative(element);
  return true;
}

function readEndTag(run: BlockRun, at: number): RuleResult {
  const { src, tree } = run;
  const tag = readCloseTag(src, at);
  if (tag === null || tree.type !== 'html' || tree.text !== tag.name.toLowerCase()) return false;
  src.pos = tag.end;
  return 'end-tag';
}

import type { Lexing } from '../lexing.js';
import type { KdToken, TokenType } from '../token.js';
import { BLOCK_WRITERS } from './block-writers.js';
import { writeFootnotes } from './footnote-list.js';
import { HtmlWriter, placeholder, type Writer } from './html-writer.js';
import { SPAN_WRITERS } from './span-writers.js';
import { writeToc } from './toc.js';

const WRITERS: ReadonlyMap<TokenType, Writer> = new Map([...BLOCK_WRITERS, ...SPAN_WRITERS]);

/** The whole document as HTML, with its footnotes and its table of contents. */
export function writeDocument(root: KdToken, lexing: Lexing): string {
  const out = new HtmlWriter(lexing, WRITERS);
  const body = out.children(root);
  const notes = writeFootnotes(out);
  const { footnoteList, tocList } = out;
  const html = footnoteList === null ? body + notes : body.replace(placeholder(footnoteList), () => notes);
  return tocList === null ? html : html.replace(placeholder(tocList), () => writeToc(out, tocList));
}

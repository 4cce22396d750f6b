import { Parser, type Token } from 'marked';
import { PLACE_ATTRIBUTE } from '../../html-to-hast.js';
import { HeadingIds } from '../heading-ids.js';
import type { Lexing } from '../lexing.js';
import type { Settings } from '../options.js';
import { attributesOf, type KdToken, type TokenType } from '../token.js';
import { BLOCK_WRITERS } from './block-writers.js';
import { escapeAttribute } from './escape.js';
import { writeFootnotes } from './footnote-list.js';
import { SPAN_WRITERS } from './span-writers.js';
import { type TocEntry, writeToc } from './toc.js';

export type Writer = (out: HtmlWriter, token: KdToken) => string;

const WRITERS: ReadonlyMap<TokenType, Writer> = new Map([...BLOCK_WRITERS, ...SPAN_WRITERS]);

export interface FootnoteUse {
  readonly name: string;
  readonly number: number;
  readonly content: KdToken;
  /** How many more markers than one refer to it. */
  repeats: number;
}

/** marked's parser for kramdown's tokens: tokens → HTML in which every element knows its line. */
export class HtmlWriter extends Parser {
  readonly lexing: Lexing;
  readonly settings: Settings;
  readonly ids: HeadingIds;
  readonly toc: TocEntry[] = [];
  readonly footnotes = new Map<string, FootnoteUse>();
  /** Tokens around the one that is written. */
  readonly parents: KdToken[] = [];
  tocList: KdToken | null = null;
  footnoteList: KdToken | null = null;

  constructor(lexing: Lexing) {
    super();
    this.lexing = lexing;
    this.settings = lexing.settings;
    this.ids = new HeadingIds(lexing.settings);
  }

  /** The whole document, with its footnotes and its table of contents. */
  document(root: KdToken): string {
    let html = this.children(root);
    const notes = writeFootnotes(this);
    html =
      this.footnoteList === null ? html + notes : html.replace(placeholder(this.footnoteList), () => notes);
    const { tocList } = this;
    return tocList === null ? html : html.replace(placeholder(tocList), () => writeToc(this, tocList));
  }

  override parse(tokens: Token[]): string {
    return tokens.map((token) => this.write(token as KdToken)).join('');
  }

  override parseInline(tokens: Token[]): string {
    return this.parse(tokens);
  }

  write(token: KdToken): string {
    return WRITERS.get(token.type)?.(this, token) ?? '';
  }

  children(token: KdToken): string {
    this.parents.push(token);
    let html = '';
    for (const child of token.tokens) html += this.write(child);
    this.parents.pop();
    return html;
  }

  /** `<name …>content</name>` with the token's attributes and line. */
  element(
    name: string,
    token: KdToken,
    content: string,
    attr: ReadonlyMap<string, string> = attributesOf(token),
  ): string {
    return `${this.startTag(name, token.line, attr)}>${content}</${name}>`;
  }

  /** A start tag without its `>`. */
  startTag(name: string, line: number, attr?: ReadonlyMap<string, string>): string {
    let html = `<${name}`;
    for (const [key, value] of attr ?? []) {
      if (key === PLACE_ATTRIBUTE || (key === 'id' && value.trim() === '')) continue;
      html += ` ${key}="${escapeAttribute(value)}"`;
    }
    this.lexing.spend('elements', 1 + Math.floor(html.length / 100));
    return `${html} ${PLACE_ATTRIBUTE}="${line}"`;
  }
}

/** Stands in the HTML for what can only be written at the end. No text can hold it: U+0000 is no text. */
export function placeholder(token: KdToken): string {
  return `<!--\u0000${token.ordered ? 'o' : 'u'}${token.line}-->`;
}

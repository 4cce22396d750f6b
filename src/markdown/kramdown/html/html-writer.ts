import { HeadingIds } from '../../heading-id.js';
import { PLACE_ATTRIBUTE } from '../../html-to-hast.js';
import type { Lexing } from '../lexing.js';
import type { KramdownSettings } from '../options.js';
import { attributesOf, type KdToken, type TokenType } from '../token.js';
import { escapeAttribute } from './escape.js';

export type Writer = (out: HtmlWriter, token: KdToken) => string;

export interface TocEntry {
  readonly level: number;
  readonly id: string;
  readonly token: KdToken;
}

export interface FootnoteUse {
  readonly name: string;
  readonly number: number;
  readonly content: KdToken;
  /** How many more markers than one refer to it. */
  repeats: number;
}

/** kramdown's tokens → HTML in which every element knows its line. */
export class HtmlWriter {
  readonly lexing: Lexing;
  readonly settings: KramdownSettings;
  readonly ids = new HeadingIds();
  readonly toc: TocEntry[] = [];
  readonly footnotes = new Map<string, FootnoteUse>();
  /** Tokens around the one that is written. */
  readonly parents: KdToken[] = [];
  tocList: KdToken | null = null;
  footnoteList: KdToken | null = null;
  readonly #writers: ReadonlyMap<TokenType, Writer>;

  /** @param writers handed in, since a writer writes its token's children with this class again */
  constructor(lexing: Lexing, writers: ReadonlyMap<TokenType, Writer>) {
    this.#writers = writers;
    this.lexing = lexing;
    this.settings = lexing.settings;
  }

  write(token: KdToken): string {
    return this.#writers.get(token.type)?.(this, token) ?? '';
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

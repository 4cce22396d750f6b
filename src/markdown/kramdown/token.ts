import type { ContentModel } from '../html-elements.js';

export type Align = 'left' | 'right' | 'center' | null;

/** Token kinds: marked's names where marked has the kind, kramdown's where it has not. */
export type TokenType =
  | 'root'
  | 'space'
  | 'eob'
  | 'paragraph'
  | 'heading'
  | 'blockquote'
  | 'code'
  | 'list'
  | 'list_item'
  | 'dl'
  | 'dt'
  | 'dd'
  | 'hr'
  | 'table'
  | 'thead'
  | 'tbody'
  | 'tfoot'
  | 'tr'
  | 'td'
  | 'math'
  | 'text'
  | 'raw_text'
  | 'link'
  | 'image'
  | 'br'
  | 'codespan'
  | 'footnote'
  | 'em'
  | 'strong'
  | 'entity'
  | 'symbol'
  | 'quote'
  | 'abbreviation'
  | 'html'
  | 'xml'
  | 'comment'
  | 'raw';

/** An attribute list: `{: ref .class #id key="value"}`. */
export interface AttributeList {
  readonly refs: string[];
  readonly attrs: Map<string, string>;
}

/**
 * One node of the tree between lexer and renderer. It is marked's generic token (`type`, `raw`,
 * `tokens`) plus what kramdown needs; the lexer changes it while it learns more about the block
 * (a paragraph in a list turns out to be tight only when the item ends).
 */
export type KdToken = {
  type: TokenType;
  raw: string;
  /** Text, code, TeX, tag name, quote or symbol name: the value that the kind is about. */
  text: string;
  tokens: KdToken[];
  /** Line of the note's file, from 1. */
  line: number;
  attr?: Map<string, string>;
  ial?: AttributeList;
  category?: 'block' | 'span';
  model?: ContentModel;
  /** `<br/>`: the tag closed itself. */
  closed?: boolean;
  /** A paragraph that is rendered without `<p>`: the text of a tight list item. */
  transparent?: boolean;
  /** A definition that began after a blank line, so its first paragraph keeps `<p>`. */
  loose?: boolean;
  level?: number;
  lang?: string;
  ordered?: boolean;
  /** Number of an ordered list's first item. */
  start?: number;
  align?: Align[];
  /** Heading or term text that ids are made from. */
  idText?: string;
  /** Footnote name, extension type. */
  name?: string;
  /** Text pieces of a list item that are parsed one after another. */
  pieces?: string[];
};

export function newToken(type: TokenType, line: number, init?: Partial<KdToken>): KdToken {
  const token: KdToken = { type, raw: '', text: '', tokens: [], line };
  return init === undefined ? token : Object.assign(token, init);
}

export function lastOf<T>(list: readonly T[]): T | undefined {
  return list[list.length - 1];
}

/** Adds all of `more`; a spread would put a hundred thousand arguments on the stack. */
export function pushAll<T>(list: T[], more: readonly T[]): void {
  for (const item of more) list.push(item);
}

/** The token's attributes, made on first use: most tokens have none. */
export function attributesOf(token: KdToken): Map<string, string> {
  token.attr ??= new Map();
  return token.attr;
}

/** Adds text to a text token at the end of `parent`, or makes one. */
export function appendText(parent: KdToken, text: string, type: 'text' | 'raw_text' = 'text'): void {
  if (text === '') return;
  const last = lastOf(parent.tokens);
  if (last?.type === type) last.text += text;
  else parent.tokens.push(newToken(type, last?.line ?? parent.line, { text }));
}

const SPAN_TYPES: ReadonlySet<TokenType> = new Set([
  'text',
  'link',
  'br',
  'image',
  'codespan',
  'footnote',
  'em',
  'strong',
  'entity',
  'symbol',
  'quote',
  'abbreviation',
]);

export function isBlock(token: KdToken): boolean {
  return token.category === undefined ? !SPAN_TYPES.has(token.type) : token.category === 'block';
}

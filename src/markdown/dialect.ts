import { splitCodeSpans } from './code-spans.js';
import { fencedLines } from './fenced-lines.js';

/** How Markdown is read: as GitHub does, or as Jekyll does. */
export type Dialect = 'gfm' | 'kramdown';

/** The dialect that a note was read in, and what decided it. */
export interface DialectUsed {
  readonly name: Dialect;
  /** `the attribute list {: .keep}`, `no sign of kramdown`, `the front matter`. */
  readonly reason: string;
  /** Line of the note's file where that stands, from 1; null where it stands nowhere. */
  readonly line: number | null;
}

const PART = /^(?:(?:[#.][A-Za-z_][\w:-]*)+|[A-Za-z][\w-]*=(?:"[^"}]*"|'[^'}]*'))$/;
const LIST_PARTS = /[A-Za-z][\w-]*=(?:"[^"}]*"|'[^'}]*')|\S+/g;
/** References that kramdown itself gives a meaning; others need a definition in the note. */
const OWN_REFERENCE = /^(?:toc|footnotes|standalone|auto_ids\S*)$/;

const BLOCK_LIST = /^\s*\{:([^}]{1,500})\}\s*$/;
const DEFINED_LIST = /^ {0,3}\{:([A-Za-z][\w-]*):([^}]{1,500})\}\s*$/;
const ITEM_LIST = /^\s*(?:[-*+]|\d+\.)\s+\{:([^}]{1,500})\}\s*\S/;
/** Right behind emphasis, code, a link, an image or a tag. */
const SPAN_LIST = /[*_`)\]>]\{:([^}]{1,500})\}/g;
const EXTENSION = /\{::(?:comment|nomarkdown|options)(?:\s[^}]*)?\/?\}/;
const MARKDOWN_ATTRIBUTE =
  /<[A-Za-z][^<>]*\smarkdown=(?:"(?:1|block|span)"|'(?:1|block|span)'|(?:1|block|span)(?=[\s/>]))/;
const ABBREVIATION = /^ {0,3}\*\[[^\]\n]+\]:[ \t]*\S/;
const DEFINITION = /^ {0,3}:[ \t]+\S/;
const LIST_ITEM = /^\s*(?:[-*+]|\d+[.)])\s/;
const INDENTED = /^(?: {4}|\t)/;
const VERBATIM_START = /\{%-?\s*(raw|highlight|comment)\b/;
/** Lines that are no term: a heading, a quote, an item, a table, HTML, a fence, a container. */
const NO_TERM = /^\s*(?:#|>|[-*+]\s|\d+[.)]\s|\||<|`{3}|~{3}|:|\{)/;
const MAX_TERM = 60;
const MAX_REASON = 80;
/** A sentence ends so; a term does not. */
const SENTENCE_END = /[.!?;:,…]\s*$/;

/**
 * The dialect that a text is written in: kramdown where it shows one of kramdown's signs, which GitHub
 * would print as they are; else GFM. A sign counts only outside code, where it is well-formed and where
 * kramdown would act on it: `{:` in a sentence, a JSON key or a Liquid tag is none.
 *
 * @param text the Markdown below the front matter, `\n` line ends
 * @param firstLine line of the file on which it begins, from 1
 */
export function detectDialect(text: string, firstLine: number): DialectUsed {
  if (!/\{:|markdown=|^ {0,3}:[ \t]|^ {0,3}\*\[/m.test(text)) return NO_SIGN;
  const lines = text.split('\n');
  const defined = new Set(lines.flatMap((line) => DEFINED_LIST.exec(line)?.[1] ?? []));
  const prose = proseLines(lines);
  for (const [index, line] of prose.entries()) {
    const sign = line === null ? null : signIn(line, index, prose, defined);
    if (sign !== null) return { name: 'kramdown', reason: cut(sign), line: firstLine + index };
  }
  return NO_SIGN;
}

const NO_SIGN: DialectUsed = { name: 'gfm', reason: 'no sign of kramdown', line: null };

/** An attribute list may be long; a reason is read. */
function cut(text: string): string {
  return text.length > MAX_REASON ? `${text.slice(0, MAX_REASON)}…` : text;
}

type Prose = readonly (string | null)[];

/** The lines without code: null for a line of a listing, and code spans emptied. */
function proseLines(lines: readonly string[]): Prose {
  const fenced = fencedLines(lines);
  let inList = false;
  let afterBlank = true;
  let verbatim: string | null = null;
  return lines.map((line, index) => {
    if (fenced.has(index)) return null;
    if (verbatim !== null) {
      if (line.includes(`end${verbatim}`)) verbatim = null;
      return null;
    }
    verbatim = VERBATIM_START.exec(line)?.[1] ?? null;
    if (verbatim !== null) {
      if (line.includes(`end${verbatim}`)) verbatim = null;
      return null;
    }
    const isCode = INDENTED.test(line) && !inList && afterBlank;
    if (line.trim() === '') {
      afterBlank = true;
      return '';
    }
    if (LIST_ITEM.test(line)) inList = true;
    else if (afterBlank && !/^\s/.test(line)) inList = false;
    // The lines of indented code follow each other as if each came after a blank one.
    afterBlank = isCode;
    return isCode ? null : withoutCode(line);
  });
}

function withoutCode(line: string): string {
  if (!line.includes('`')) return line;
  return splitCodeSpans(line)
    .map((piece) => (piece.isCode ? '``' : piece.text))
    .join('');
}

function signIn(line: string, index: number, prose: Prose, defined: ReadonlySet<string>): string | null {
  const isList = (content: string | undefined) => content !== undefined && isAttributeList(content, defined);
  if (line.includes('{:')) {
    const block = BLOCK_LIST.exec(line);
    const hasBlock = [prose[index - 1], prose[index + 1]].some(
      (next) => next === null || (next ?? '').trim() !== '',
    );
    if (block !== null && hasBlock && isList(block[1])) return `the attribute list ${block[0].trim()}`;
    const definition = DEFINED_LIST.exec(line);
    if (isList(definition?.[2])) return `the attribute definition ${line.trim()}`;
    if (isList(ITEM_LIST.exec(line)?.[1])) return 'the attribute list of an item';
    for (const [, content] of line.matchAll(SPAN_LIST))
      if (isList(content)) return `the attribute list {:${content}}`;
    const extension = EXTENSION.exec(line);
    if (extension !== null) return `the extension ${extension[0]}`;
  }
  if (line.includes('markdown=') && MARKDOWN_ATTRIBUTE.test(line)) return 'markdown="1" on an HTML tag';
  if (ABBREVIATION.test(line)) return 'an abbreviation';
  if (DEFINITION.test(line) && isDefinition(index, prose)) return 'a definition list';
  return null;
}

/** Every part of it is a class, an id, `key="value"` or a reference that means something. */
function isAttributeList(content: string, defined: ReadonlySet<string>): boolean {
  const parts = content.match(LIST_PARTS) ?? [];
  return (
    parts.length > 0 &&
    parts.every((part) => PART.test(part) || OWN_REFERENCE.test(part) || defined.has(part))
  );
}

/** `: text` right below a term that is a paragraph of its own, or below another definition. */
function isDefinition(index: number, prose: Prose): boolean {
  const term = prose[index - 1];
  const above = prose[index - 2];
  if (!term || NO_TERM.test(term) || SENTENCE_END.test(term) || term.trim().length > MAX_TERM) return false;
  return above === undefined || above === '' || (above !== null && DEFINITION.test(above));
}

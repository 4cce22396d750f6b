import { attributesOf, type KdToken, type TokenType } from '../token.js';
import { escapeCode, escapeText } from './escape.js';
import type { HtmlWriter, Writer } from './html-writer.js';
import { writeComment, writeRaw, writeXml } from './raw-markup.js';

const CJK_BREAK =
  /(?<=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])\n(?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])/gu;
const QUOTES = ['lsquo', 'rsquo', 'ldquo', 'rdquo'];
const SYMBOLS: ReadonlyMap<string, string> = new Map([
  ['mdash', '&mdash;'],
  ['ndash', '&ndash;'],
  ['hellip', '&hellip;'],
  ['laquo_space', '&laquo;&nbsp;'],
  ['raquo_space', '&nbsp;&raquo;'],
  ['laquo', '&laquo;'],
  ['raquo', '&raquo;'],
]);

function writeText(out: HtmlWriter, token: KdToken): string {
  const html = escapeText(token.text);
  return out.settings.removeLineBreaksForCjk ? html.replace(CJK_BREAK, '') : html;
}

function span(name: string): Writer {
  return (out, token) => out.element(name, token, out.children(token), token.attr ?? new Map());
}

function writeQuote(out: HtmlWriter, token: KdToken): string {
  const name = out.settings.smartQuotes[QUOTES.indexOf(token.text)] ?? token.text;
  return /^\d{1,7}$/.test(name) ? `&#${name};` : `&${/^\w{1,40}$/.test(name) ? name : token.text};`;
}

function writeSymbol(out: HtmlWriter, token: KdToken): string {
  const own = out.settings.typographicSymbols.get(token.text);
  return own === undefined ? (SYMBOLS.get(token.text) ?? '') : escapeText(own);
}

function writeFootnote(out: HtmlWriter, token: KdToken): string {
  const name = token.name ?? '';
  const content = out.lexing.footnotes.get(name)?.content;
  if (content === undefined) return '';
  const known = out.footnotes.get(name);
  const use = known ?? { name, number: out.settings.footnoteNr + out.footnotes.size, content, repeats: 0 };
  if (known === undefined) out.footnotes.set(name, use);
  else use.repeats += 1;
  const id = out.settings.footnotePrefix + name + (use.repeats > 0 ? `:${use.repeats}` : '');
  const link = new Map([
    ['href', `#fn:${out.settings.footnotePrefix}${name}`],
    ['class', 'footnote'],
    ['rel', 'footnote'],
  ]);
  const mark = new Map([
    ['id', `fnref:${id}`],
    ['role', 'doc-noteref'],
  ]);
  return out.element('sup', token, out.element('a', token, String(use.number), link), mark);
}

function writeAbbreviation(out: HtmlWriter, token: KdToken): string {
  const definition = out.lexing.abbreviations.get(token.name ?? '');
  const attr = new Map(definition?.token.attr);
  if (definition !== undefined && definition.title !== '') attr.set('title', definition.title);
  return out.element('abbr', token, escapeText(token.text), attr);
}

export const SPAN_WRITERS: readonly (readonly [TokenType, Writer])[] = [
  ['text', writeText],
  ['em', span('em')],
  ['strong', span('strong')],
  ['link', span('a')],
  ['image', (out, token) => `${out.startTag('img', token.line, token.attr)} />`],
  ['br', (out, token) => `${out.startTag('br', token.line)} />`],
  ['codespan', (out, token) => out.element('code', token, escapeCode(token.text), attributesOf(token))],
  ['entity', (_out, token) => token.text],
  ['quote', writeQuote],
  ['symbol', writeSymbol],
  ['footnote', writeFootnote],
  ['abbreviation', writeAbbreviation],
  ['xml', (_out, token) => writeXml(token)],
  ['comment', (_out, token) => writeComment(token)],
  ['raw', writeRaw],
];

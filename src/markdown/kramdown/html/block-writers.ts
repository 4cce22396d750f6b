import { VOID_ELEMENTS } from '../../html-elements.js';
import { type KdToken, lastOf, type TokenType } from '../token.js';
import { escapeCode, escapeText } from './escape.js';
import { type HtmlWriter, placeholder, type Writer } from './html-writer.js';

const LANGUAGE = /\blanguage-(\S+)/;

function block(name: string): Writer {
  return (out, token) => `${out.element(name, token, out.children(token), token.attr ?? new Map())}\n`;
}

/**
 * The text of a tight item is a paragraph without `<p>`, so its attributes have nowhere to go, and
 * kramdown forgets them. What the author asks for in `- one` with `{: .keep}` below it goes to the item.
 */
function item(name: string): Writer {
  return (out, token) => {
    const [own] = token.tokens;
    const classes = own?.transparent === true ? (own.attr?.get('class') ?? '') : '';
    const asked = classes.match(/(?<!\S)(?:keep|skip)(?!\S)/);
    const attr = new Map(token.attr);
    if (asked !== null) attr.set('class', `${attr.get('class') ?? ''} ${asked[0]}`.trim());
    return `${out.element(name, token, out.children(token), attr)}\n`;
  };
}

/** An image with `{:standalone}` alone in its paragraph: a figure, the alternative text as caption. */
function writeFigure(out: HtmlWriter, paragraph: KdToken, image: KdToken): string {
  const figure = new Map(paragraph.attr);
  const attr = new Map(image.attr);
  for (const key of ['class', 'id']) {
    const value = attr.get(key);
    if (value === undefined || figure.has(key)) continue;
    figure.set(key, value);
    attr.delete(key);
  }
  const caption = out.element('figcaption', image, escapeText(attr.get('alt') ?? ''), new Map());
  return `${out.element('figure', paragraph, `${out.startTag('img', image.line, attr)} />${caption}`, figure)}\n`;
}

function writeParagraph(out: HtmlWriter, token: KdToken): string {
  const only = token.tokens.length === 1 ? token.tokens[0] : undefined;
  if (
    token.transparent !== true &&
    only?.type === 'image' &&
    only.ial?.refs.includes('standalone') === true
  ) {
    return writeFigure(out, token, only);
  }
  const content = out.children(token);
  return token.transparent === true
    ? content
    : `${out.element('p', token, content, token.attr ?? new Map())}\n`;
}

function isInToc(out: HtmlWriter, token: KdToken): boolean {
  return (
    out.settings.tocLevels.includes(token.level ?? 1) && !/\bno_toc\b/.test(token.attr?.get('class') ?? '')
  );
}

function writeHeading(out: HtmlWriter, token: KdToken): string {
  const attr = new Map(token.attr);
  const { settings } = out;
  if (settings.autoIds && !attr.has('id'))
    attr.set('id', settings.autoIdPrefix + out.ids.make(token.idText ?? ''));
  const id = attr.get('id');
  if (id !== undefined && isInToc(out, token)) out.toc.push({ level: token.level ?? 1, id, token });
  const level = Math.max(1, Math.min(6, (token.level ?? 1) + settings.headerOffset));
  return `${out.element(`h${level}`, token, out.children(token), attr)}\n`;
}

/** Spaces and tabs of `show-whitespaces` code, each in its span: leading, trailing, other. */
function showSpaces(html: string): string {
  return html.replace(/(?<lead>(?<![^\n])[ \t]+)|(?<trail>[ \t]+(?![^\n]))|[ \t]+/g, (run, lead, trail) => {
    const suffix = lead !== undefined ? '-l' : trail !== undefined ? '-r' : '';
    const signs = { ' ': ['space', '&#8901;'], '\t': ['tab', '\t'] } as const;
    const one = (char: string) => {
      const [name, sign] = signs[char as ' ' | '\t'];
      return `<span class="ws-${name}${suffix}">${sign}</span>`;
    };
    return [...run].map(one).join('');
  });
}

function writeCode(out: HtmlWriter, token: KdToken): string {
  const attr = new Map(token.attr);
  const given = attr.get('class') ?? '';
  const lang = LANGUAGE.exec(given)?.[1];
  const rest = lang === undefined ? given : given.replace(LANGUAGE, '').trim();
  if (rest === '') attr.delete('class');
  else attr.set('class', rest);
  const plain = escapeCode(token.text).replace(/\n$/, '');
  const html = /\bshow-whitespaces\b/.test(given) ? showSpaces(plain) : plain;
  const code = out.startTag(
    'code',
    token.line,
    lang === undefined ? undefined : new Map([['class', `language-${lang}`]]),
  );
  // The HTML reader drops one newline after <pre>; a first line that is blank must survive that.
  return `${out.startTag('pre', token.line, attr)}>${code}>${html}\n</code></pre>\n`;
}

function writeList(out: HtmlWriter, token: KdToken): string {
  const refs = token.ial?.refs ?? [];
  if (out.tocList === null && refs.includes('toc')) {
    if (token.tokens.length > 1) {
      const message = 'The list is replaced by the table of contents; its words are left out';
      out.lexing.warn(message, token.line, '', 'Leave one item above {:toc}, as in "- TOC".');
    }
    out.tocList = token;
    return placeholder(token);
  }
  if (out.footnoteList === null && refs.includes('footnotes')) {
    out.footnoteList = token;
    return placeholder(token);
  }
  const attr = new Map(token.attr);
  // kramdown counts every list from 1; a note's `3.` means 3.
  const { start } = token;
  if (token.ordered === true && start !== undefined && start !== 1 && !attr.has('start')) {
    attr.set('start', String(start));
  }
  return `${out.element(token.ordered ? 'ol' : 'ul', token, `\n${out.children(token)}`, attr)}\n`;
}

/** Terms of a list with `{:auto_ids}` or `{:auto_ids-prefix-}` get ids. */
function writeTerm(out: HtmlWriter, token: KdToken): string {
  const attr = new Map(token.attr);
  const ref = lastOf(out.parents)?.ial?.refs.find((name) => /^auto_ids(?:-|$)/.test(name));
  if (ref !== undefined && !attr.has('id')) {
    attr.set('id', ref.replace(/^auto_ids-?/, '') + kramdownId(token.idText ?? ''));
  }
  return `${out.element('dt', token, out.children(token), attr)}\n`;
}

function writeRow(out: HtmlWriter, token: KdToken): string {
  out.parents.push(token);
  const cells = token.tokens.map((cell, column) => writeCell(out, cell, column));
  out.parents.pop();
  return `${out.element('tr', token, cells.join(''), token.attr ?? new Map())}\n`;
}

function writeCell(out: HtmlWriter, token: KdToken, column: number): string {
  const group = out.parents.at(-2);
  const align = out.parents.at(-3)?.align?.[column] ?? null;
  const attr = new Map(token.attr);
  if (align !== null) {
    const style = attr.get('style');
    attr.set('style', `${style === undefined ? '' : `${style}; `}text-align: ${align}`);
  }
  const content = out.children(token);
  return `${out.element(group?.type === 'thead' ? 'th' : 'td', token, content === '' ? '&nbsp;' : content, attr)}\n`;
}

/** TeX stays in the text; the place that sets math finds it by class. */
function writeMath(out: HtmlWriter, token: KdToken): string {
  const isBlock = token.category === 'block';
  const attr = new Map(token.attr);
  attr.set('class', `math ${isBlock ? 'math-display' : 'math-inline'} ${attr.get('class') ?? ''}`.trim());
  attr.set('data-tex', token.text.replaceAll('&', '&amp;'));
  return out.element(isBlock ? 'div' : 'span', token, escapeCode(token.text), attr) + (isBlock ? '\n' : '');
}

function writeHtml(out: HtmlWriter, token: KdToken): string {
  const content = out.children(token);
  const tag = out.startTag(token.text, token.line, token.attr);
  const isVoid = VOID_ELEMENTS.has(token.text);
  if (token.category === 'span')
    return content === '' && isVoid ? `${tag} />` : `${tag}>${content}</${token.text}>`;
  const parent = lastOf(out.parents);
  const end = parent?.type === 'html' && parent.model === 'raw' ? '' : '\n';
  if (isVoid && content === '') return `${tag} />${end}`;
  return `${tag}>${token.model === 'block' && content !== '' ? '\n' : ''}${content}</${token.text}>${end}`;
}

export const BLOCK_WRITERS: readonly (readonly [TokenType, Writer])[] = [
  ['space', () => '\n'],
  ['paragraph', writeParagraph],
  ['heading', writeHeading],
  ['code', writeCode],
  ['blockquote', block('blockquote')],
  ['list', writeList],
  ['list_item', item('li')],
  ['dl', block('dl')],
  ['dt', writeTerm],
  ['dd', item('dd')],
  ['hr', (out, token) => `${out.startTag('hr', token.line, token.attr)} />\n`],
  ['table', block('table')],
  ['thead', block('thead')],
  ['tbody', block('tbody')],
  ['tfoot', block('tfoot')],
  ['tr', writeRow],
  ['math', writeMath],
  ['html', writeHtml],
];

/** kramdown: `1. A (b)!` → `a-b`; only ASCII letters, digits, spaces and dashes stay. */
function kramdownId(text: string): string {
  const id = text.replace(/(?<![^\n])[^a-zA-Z\n]+/g, '').replace(/[^a-zA-Z0-9 -]/g, '');
  return id.replaceAll(' ', '-').toLowerCase();
}

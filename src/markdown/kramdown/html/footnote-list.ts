import { type KdToken, lastOf, newToken } from '../token.js';
import { escapeText } from './escape.js';
import type { FootnoteUse, HtmlWriter } from './html-writer.js';

/** The paragraph that takes the link back: the last one, or (if wanted) the last one anywhere inside. */
function lastParagraph(item: KdToken, isInline: boolean): KdToken | null {
  const last = lastOf(item.tokens);
  if (last?.type === 'paragraph' || !isInline) return last?.type === 'paragraph' ? last : null;
  if (last === undefined) return null;
  return last.type === 'heading' ? last : lastParagraph(last, true);
}

function backlinks(out: HtmlWriter, use: FootnoteUse, isFirst: boolean): string {
  const { footnoteBacklink, footnotePrefix } = out.settings;
  const text = escapeText(footnoteBacklink);
  return Array.from({ length: use.repeats + 1 }, (_, index) => {
    const attr = new Map([
      ['href', `#fnref:${footnotePrefix}${use.name}${index === 0 ? '' : `:${index}`}`],
      ['class', 'reversefootnote'],
      ['role', 'doc-backlink'],
    ]);
    const space = index > 0 || !isFirst ? '&nbsp;' : '';
    const sign = index === 0 ? text : `${text}<sup>${index + 1}</sup>`;
    return `${space}${out.startTag('a', use.content.line, attr)}>${sign}</a>`;
  }).join('');
}

function writeItem(out: HtmlWriter, use: FootnoteUse): string {
  const { content } = use;
  const item = newToken('list_item', content.line, { tokens: [...content.tokens] });
  item.attr = new Map([
    ['id', `fn:${out.settings.footnotePrefix}${use.name}`],
    ['role', 'doc-endnote'],
  ]);
  if (out.settings.footnoteBacklink === '') return `${out.element('li', item, out.children(item))}\n`;
  const last = lastParagraph(item, out.settings.footnoteBacklinkInline);
  const paragraph = last ?? newToken('paragraph', content.line);
  if (last === null) item.tokens.push(paragraph);
  const links = newToken('entity', content.line, { text: backlinks(out, use, last === null) });
  paragraph.tokens = [...paragraph.tokens, links];
  return `${out.element('li', item, out.children(item))}\n`;
}

/** The list of footnotes at the end; '' where no marker refers to one. */
export function writeFootnotes(out: HtmlWriter): string {
  let items = '';
  let line = 0;
  // Grows while it is walked: a footnote's text may hold markers.
  for (const use of out.footnotes.values()) {
    items += writeItem(out, use);
    line ||= use.content.line;
  }
  reportUnused(out);
  if (items === '') return '';
  const { footnoteNr } = out.settings;
  const list = newToken('list', line);
  const attr = new Map(footnoteNr === 1 ? [] : [['start', String(footnoteNr)]]);
  const holder = new Map([
    ['class', 'footnotes'],
    ['role', 'doc-endnotes'],
  ]);
  return out.element('div', list, `\n${out.element('ol', list, items, attr)}`, holder);
}

/** kramdown leaves out a footnote that nothing refers to; its words must not go without a word. */
function reportUnused(out: HtmlWriter): void {
  for (const [name, { content }] of out.lexing.footnotes) {
    if (out.footnotes.has(name)) continue;
    const hint = `Refer to it with [^${name}], or remove it.`;
    out.lexing.warn(
      `Footnote "${name}" is never referred to and is left out`,
      content.line,
      `[^${name}]`,
      hint,
    );
  }
}

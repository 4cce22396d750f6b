import type { SpanConstruct } from './span-construct.js';

const MAX_CHARS = 1000;

/** `==x==`, as Obsidian, Logseq and many others mark words; `a == b` marks nothing. */
export const highlight: SpanConstruct = {
  name: 'a highlight',
  opener: '==',
  read(text, at, before) {
    if (before === '=' || /^[\s=]?$/.test(text[at + 2] ?? '')) return null;
    const close = text.slice(at + 2, at + 2 + MAX_CHARS).indexOf('==');
    const end = at + 2 + close;
    if (close <= 0 || /\s/.test(text[end - 1] ?? '') || text[end + 2] === '=') return null;
    const content = text.slice(at + 2, end);
    if (/\n[ \t]*\n/.test(content) || (content.match(/`/g) ?? []).length % 2 === 1) return null;
    return { end: end + 2, tagName: 'mark', attributes: {}, content, isMarkdown: true };
  },
};

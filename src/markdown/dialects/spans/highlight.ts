import type { SpanConstruct } from './span-construct.js';

const MAX_CHARS = 1000;

function between(mark: string, tagName: 'mark' | 'ins', name: string): SpanConstruct {
  const sign = mark.charAt(0);
  return {
    name,
    opener: mark,
    read(text, at, before) {
      if (before === sign || /^[\s=^+]?$/.test(text[at + 2] ?? '')) return null;
      // `C++ and D++` are names.
      if (tagName === 'ins' && /[\p{L}\p{N})\]]/u.test(before)) return null;
      const close = text.slice(at + 2, at + 2 + MAX_CHARS).indexOf(mark);
      const end = at + 2 + close;
      if (close <= 0 || /\s/.test(text[end - 1] ?? '') || text[end + 2] === sign) return null;
      const content = text.slice(at + 2, end);
      if (/\n[ \t]*\n/.test(content) || (content.match(/`/g) ?? []).length % 2 === 1) return null;
      return { end: end + 2, tagName, attributes: {}, content, isMarkdown: true };
    },
  };
}

/** `==x==`, as Obsidian, Logseq and many others mark words; `a == b` marks nothing. */
export const highlight = between('==', 'mark', 'a highlight');

/** `^^x^^`, Logseq's other mark. */
export const caretHighlight = between('^^', 'mark', 'a highlight of Logseq');

/** `++x++`, inserted words of markdown-it and HackMD. */
export const inserted = between('++', 'ins', 'inserted words');

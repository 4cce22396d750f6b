import type { SpanConstruct } from './span-construct.js';

const MAX_CHARS = 1000;

/** `^[words]`, a footnote where it is referred to, as in Pandoc and Obsidian; `x^[2]` is none. */
export const inlineNote: SpanConstruct = {
  name: 'a footnote within the text',
  opener: '^[',
  read(text, at, before) {
    const end = before === '\\' ? -1 : closingBracket(text, at + 2);
    if (end < 0) return null;
    const content = text.slice(at + 2, end);
    if (!/\p{L}[\s\S]*[\p{L}\s.]/u.test(content) || /\n[ \t]*\n/.test(content)) return null;
    return { end: end + 1, tagName: 'span', attributes: { 'data-note': '' }, content, isMarkdown: true };
  },
};

function closingBracket(text: string, from: number): number {
  // Looks natively first: a text may be nothing but openers.
  if (!text.slice(from, from + MAX_CHARS).includes(']')) return -1;
  let depth = 1;
  const limit = Math.min(text.length, from + MAX_CHARS);
  for (let at = from; at < limit; at += 1) {
    const char = text[at];
    if (char === '\\') at += 1;
    else if (char === '[') depth += 1;
    else if (char === ']') depth -= 1;
    if (depth === 0) return at;
  }
  return -1;
}

import type { SpanConstruct } from './span-construct.js';

const SPAN =
  /^\[([^[\]\n]{1,300})\]\{[ \t]*((?:[.#][A-Za-z][\w-]*[ \t]*|[a-z-]+=(?:"[^"\n{}]*"|[^\s"{}]+)[ \t]*){1,8})\}/;

/** `[words]{.smallcaps}`, as Pandoc and Quarto write it: the words; underlined and marked ones stay so. */
export const bracketedSpan: SpanConstruct = {
  name: 'words with attributes',
  opener: '[',
  read(text, at, before) {
    // `a[0]{.b}`
    if (text[at + 1] === '[' || /\w/.test(before)) return null;
    const [whole, content = '', list = ''] = SPAN.exec(text.slice(at, at + 500)) ?? [];
    if (whole === undefined || !/^[.#]/.test(list)) return null;
    const tagName = /\.mark\b/.test(list) ? 'mark' : /\.(?:underline|ul)\b/.test(list) ? 'ins' : 'span';
    return { end: at + whole.length, tagName, attributes: {}, content, isMarkdown: true };
  },
};

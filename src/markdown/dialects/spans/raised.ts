import type { SpanConstruct } from './span-construct.js';

const SHORT = /[\p{L}\p{N}+−*′-]{1,12}/u.source;
const WORD = /[\p{L}\p{N})\]]/u;

/** Right behind a word, up to the same sign, and no word right behind that: `a^2+b^2` raises nothing. */
function raised(sign: '^' | '~', tagName: 'sup' | 'sub', name: string): SpanConstruct {
  const inner = new RegExp(`${sign === '^' ? '\\^' : sign}(${SHORT})${sign === '^' ? '\\^' : sign}`, 'uy');
  return {
    name,
    opener: sign,
    read(text, at, before) {
      if (!WORD.test(before)) return null;
      inner.lastIndex = at;
      const content = inner.exec(text)?.[1];
      if (content === undefined) return null;
      const end = at + content.length + 2;
      const isSure = sign === '~' ? text[end] !== '~' : !/[\p{N}({^]/u.test(text[end] ?? '');
      return isSure ? { end, tagName, attributes: {}, content, isMarkdown: false } : null;
    },
  };
}

/** `x^2^`, as Pandoc, HackMD and markdown-it raise. */
export const superscript = raised('^', 'sup', 'a superscript');

/** `H~2~O`, within a word: a single tilde elsewhere strikes, as on GitHub. */
export const subscript = raised('~', 'sub', 'a subscript');

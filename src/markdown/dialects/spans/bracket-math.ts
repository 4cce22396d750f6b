import { formula, isAloneOnItsLines, type SpanConstruct } from './span-construct.js';

const MAX_CHARS = 5000;

/** What makes `\(…\)` a formula: `\(` alone is also how Markdown escapes a bracket. */
const TEX = /[\\^_={}<>+*/|]|^\s|\s$|^[A-Za-z]$|^[A-Za-z]?\d*[A-Za-z]?$/;

function bracketMath(open: string, close: string): SpanConstruct {
  const isDisplay = open.endsWith('[');
  return {
    name: `a formula between ${open} and ${close}`,
    opener: open,
    read(text, at, before) {
      if (before === '\\') return null;
      const start = at + open.length;
      const end = text.slice(start, start + MAX_CHARS).indexOf(close);
      if (end < 0) return null;
      const tex = text.slice(start, start + end);
      // `\[\[x\]\]` and `\[x\]` are escaped brackets; a displayed formula is more than a letter.
      if (isDisplay && (tex.includes('\\[') || /^\s?\w?\s?$/.test(tex))) return null;
      if (tex.includes('`') || /\n[ \t]*\n/.test(tex) || !TEX.test(tex) || !/[\p{L}\p{N}]/u.test(tex))
        return null;
      const behind = start + end + close.length;
      return formula(tex, behind, isDisplay && isAloneOnItsLines(text, at, behind, before));
    },
  };
}

/** TeX's own marks, and the same as they are written for readers that take one backslash away. */
export const BRACKET_MATH: readonly SpanConstruct[] = [
  bracketMath('\\\\(', '\\\\)'),
  bracketMath('\\\\[', '\\\\]'),
  bracketMath('\\(', '\\)'),
  bracketMath('\\[', '\\]'),
];

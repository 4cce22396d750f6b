import { formula, isAloneOnItsLines, type SpanConstruct, type SpanFound } from './span-construct.js';

/** Longer ones are no formulas within a text. */
const MAX_CHARS = 2000;
const MAX_DISPLAY_CHARS = 5000;
/** Dollar signs that are looked at for the one that closes. */
const MAX_CANDIDATES = 12;

const WORD = /[A-Za-z0-9]/;
/** `$n$th`, `$2^n$ary`: a letter may follow what can be nothing but TeX. */
const SURE_TEX = /^[A-Za-z]$|[\\^{]/;

/**
 * `$…$` by GitHub's rules: the first sign follows no letter or digit and no space follows it; the last
 * follows no space and no letter or digit follows it. So `$5 and $6` is money. `` $`…`$ `` is GitHub's
 * other form.
 */
export const dollarMath: SpanConstruct = {
  name: 'a formula between dollar signs',
  opener: '$',
  read(text, at, before) {
    if (text[at + 1] === '$') return readDisplay(text, at, before);
    if (WORD.test(before) || before === '\\' || before === '$' || /^\s?$/.test(text[at + 1] ?? ''))
      return null;
    const limit = at + MAX_CHARS;
    let close = at;
    for (let candidates = 0; candidates < MAX_CANDIDATES; candidates += 1) {
      close = text.indexOf('$', close + 1);
      if (close < 0 || close > limit) return null;
      if (closes(text, at, close)) return found(text, at, close);
      // `$5 and $x` holds no formula up to there; `\\text{if $x$}` holds dollar signs of its own.
      if (text[close - 1] !== '\\' && isOutsideBraces(text.slice(at + 1, close))) return null;
      if (text[close + 1] === '$') return null;
    }
    return null;
  },
};

function closes(text: string, open: number, close: number): boolean {
  const last = text[close - 1] ?? '';
  if (close === open + 1 || /\s/.test(last)) return false;
  if (last === '\\' && text[close - 2] !== '\\') return false;
  const next = text[close + 1] ?? '';
  if (next === '$') return false;
  if (!WORD.test(next)) return true;
  return !/\d/.test(next) && SURE_TEX.test(text.slice(open + 1, close));
}

function isOutsideBraces(tex: string): boolean {
  return (tex.match(/\{/g) ?? []).length <= (tex.match(/\}/g) ?? []).length;
}

function found(text: string, open: number, close: number): SpanFound | null {
  const tex = text.slice(open + 1, close);
  const inCode = /^`([^`]+)`$/.exec(tex)?.[1];
  // A code span that begins in it does not end in it.
  if (inCode === undefined && tex.includes('`')) return null;
  if (/\n[ \t]*\n/.test(tex)) return null;
  return formula(inCode ?? tex, close + 1, false);
}

function readDisplay(text: string, at: number, before: string): SpanFound | null {
  const close = text.indexOf('$$', at + 2);
  if (close < 0 || close - at > MAX_DISPLAY_CHARS) return null;
  const tex = text.slice(at + 2, close);
  // Where it is all of the text it is a block, and was read as one, or it is all of a cell.
  const isWhole = before === '' && close + 2 >= text.trimEnd().length;
  return formula(tex, close + 2, !isWhole && isAloneOnItsLines(text, at, close + 2, before));
}

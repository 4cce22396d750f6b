import { splitCodeSpans } from '../../code-spans.js';
import { BRACKET_MATH } from './bracket-math.js';
import { bracketedSpan } from './bracketed-span.js';
import { dollarMath } from './dollar-math.js';
import { caretHighlight, highlight, inserted } from './highlight.js';
import { inlineNote } from './inline-note.js';
import { subscript, superscript } from './raised.js';
import type { SpanConstruct, SpanFound } from './span-construct.js';
import { embed, wikilink } from './wikilink.js';

/** All of them; of two that begin alike the longer opener comes first. */
const SPAN_CONSTRUCTS: readonly SpanConstruct[] = [
  dollarMath,
  ...BRACKET_MATH,
  embed,
  wikilink,
  bracketedSpan,
  highlight,
  caretHighlight,
  inserted,
  inlineNote,
  superscript,
  subscript,
];

/** Where one of them may begin. */
const OPENER = /\$|\\\\?[([]|!?\[\[|==|\^\[/g;
/** `![words|120](picture.png)` */
const LINK_WITH_BAR = /!?\[[^[\]\n|]{0,300}\|[^[\]\n]{0,300}\]\([^()\n|]{1,500}\)/g;
/** `*a | b*`, `<b>a | b</b>` */
const EMPHASIS_WITH_BAR =
  /(?<![\p{L}\p{N}*_])(\*{1,2}|_{1,2}|~~|==)(?=[^\s*_|])[^*_~=\n|]{0,300}\|[^*_~=\n]{0,300}(?<=[^\s|])\1(?![\p{L}\p{N}*_])/gu;
const ELEMENT_WITH_BAR =
  /<(a|b|del|em|i|ins|kbd|mark|small|span|strong|su[bp]|u)\b[^<>\n]{0,300}>[^<>\n|]{0,300}\|[^<>\n]{0,300}<\/\1>/g;
const HAS_OPENER = /\$|\\[([]|\[\[|==/;

/** The construct that begins at `at`, read; null where none does. */
export function readSpanConstruct(text: string, at: number, before: string): SpanFound | null {
  for (const construct of SPAN_CONSTRUCTS)
    if (text.startsWith(construct.opener, at)) {
      const found = construct.read(text, at, before);
      if (found !== null) return found;
    }
  return null;
}

/** A stretch of a text that is no Markdown: from, to. */
type Range = readonly [start: number, end: number];

/** Formulas and links between double brackets, in whose signs no other rule has a say. Code is skipped. */
function spanRanges(text: string): readonly Range[] {
  const ranges: Range[] = [];
  let offset = 0;
  for (const piece of splitCodeSpans(text)) {
    const length = piece.isCode ? piece.raw.length : piece.text.length;
    if (!piece.isCode) addRanges(text, offset, offset + length, ranges);
    offset += length;
  }
  return ranges;
}

function addRanges(text: string, from: number, to: number, ranges: Range[]): void {
  OPENER.lastIndex = Math.max(from, ranges.at(-1)?.[1] ?? 0);
  for (let match = OPENER.exec(text); match !== null && match.index < to; match = OPENER.exec(text)) {
    const found = readSpanConstruct(text, match.index, text[match.index - 1] ?? '');
    if (found === null) continue;
    if (!found.isMarkdown) ranges.push([match.index, found.end]);
    OPENER.lastIndex = found.isMarkdown ? match.index + 2 : found.end;
  }
}

/** The text with every character of its formulas and links replaced by `+`: as long as before. */
export function withoutSpanConstructs(text: string): string {
  return HAS_OPENER.test(text) ? replaced(text, (inner) => '+'.repeat(inner.length)) : text;
}

/** The text with the bars of formulas and links escaped, so that no table is cut there. */
function withEscapedBars(text: string): string {
  if (!text.includes('|')) return text;
  const escaped = text.includes('](') ? text.replace(LINK_WITH_BAR, escapeBars) : text;
  return HAS_OPENER.test(escaped) ? replaced(escaped, escapeBars) : escaped;
}

/** The text with every bar within its formulas, links and emphasis replaced, as long as before: is there another one? */
export function withoutBarsInSpans(text: string): string {
  if (!text.includes('|')) return text;
  const plain = withoutSpanConstructs(text);
  const hide = (link: string): string => link.replaceAll('|', '+');
  const linked = plain.includes('](') ? plain.replace(LINK_WITH_BAR, hide) : plain;
  return linked
    .split('\n')
    .map((line) => inEmphasis(line, hide))
    .join('\n');
}

/** The row with those bars escaped, so that no table is cut there. */
export function withEscapedBarsInSpans(row: string): string {
  return inEmphasis(withEscapedBars(row), escapeBars);
}

/** `*a | b*` is one text, unless the row begins with a bar: then its author drew a table. */
function inEmphasis(row: string, by: (inner: string) => string): string {
  if (!row.includes('|') || /^\s*\|/.test(row)) return row;
  return row.replace(EMPHASIS_WITH_BAR, by).replace(ELEMENT_WITH_BAR, by);
}

/** The same with the bars of code. */
export function withEscapedBarsInCode(text: string): string {
  if (!text.includes('|')) return text;
  const escaped = withEscapedBars(text);
  if (!escaped.includes('`')) return escaped;
  return splitCodeSpans(escaped)
    .map((piece) => (piece.isCode ? escapeBars(piece.raw) : piece.text))
    .join('');
}

function escapeBars(text: string): string {
  return text.replace(/\\?\|/g, '\\|');
}

function replaced(text: string, by: (inner: string) => string): string {
  let out = '';
  let from = 0;
  for (const [start, end] of spanRanges(text)) {
    out += text.slice(from, start) + by(text.slice(start, end));
    from = end;
  }
  return out + text.slice(from);
}

import { readAutolink } from './autolink.js';
import { readBareAddress, readBareMail } from './bare-address.js';
import { readCodeSpan } from './code-span.js';
import { readEmoji } from './emoji.js';
import { readEmphasis } from './emphasis.js';
import { readEntity } from './entity.js';
import { readEscape, readLineBreak } from './escape.js';
import { readFootnoteMarker } from './footnote-marker.js';
import { readInlineMath } from './inline-math.js';
import { readLink } from './link.js';
import { readSmartQuote } from './smart-quotes.js';
import { readSpanConstructs } from './span-construct.js';
import { readSpanExtension } from './span-extension.js';
import { readSpanHtml } from './span-html.js';
import type { SpanRules, SpanRun } from './span-run.js';
import { readStrike } from './strike.js';
import { readSymbol } from './symbol.js';

const PLAIN = '[*_`<[\\]$&\\\\]|!\\[|\\{:|--|\\.\\.\\.| ?>>|  (?=\\n)|[^\\\\]?["\']';
const SPECIAL = new RegExp(
  `${PLAIN}|~(?=\\S)|==(?!=)|\\+\\+|\\^(?=\\S)|:[\\w+-]+:|\\b(?:https?:\\/\\/|www\\.)|@`,
  'g',
);
const MARKUP_ONLY = /</g;

type SpanRule = (run: SpanRun) => boolean;

/** kramdown's order, by the character that the rule begins with. */
const RULES: ReadonlyMap<string, readonly SpanRule[]> = new Map([
  ['*', [readEmphasis]],
  ['_', [readEmphasis]],
  ['`', [readCodeSpan]],
  ['<', [readAutolink, readSpanHtml, readSmartQuote, readSymbol]],
  ['[', [readFootnoteMarker, readSpanConstructs, readLink]],
  ['!', [readSpanConstructs, readLink, readSmartQuote]],
  ['$', [readSpanConstructs, readInlineMath, readSmartQuote]],
  ['{', [readSpanExtension, readSmartQuote]],
  ['&', [readEntity, readSmartQuote]],
  ['-', [readSmartQuote, readSymbol]],
  ['.', [readSmartQuote, readSymbol]],
  ['>', [readSmartQuote, readSymbol]],
  [' ', [readSmartQuote, readSymbol, readLineBreak]],
  ['^', [readSpanConstructs]],
  ['=', [readSmartQuote, readSpanConstructs]],
  ['+', [readSpanConstructs]],
  ['~', [readSmartQuote, readStrike, readSpanConstructs]],
  [':', [readSmartQuote, readEmoji]],
  ['h', [readSmartQuote, readBareAddress]],
  ['w', [readSmartQuote, readBareAddress]],
  ['@', [readSmartQuote, readBareMail]],
  ['\\', [readSpanConstructs, readSymbol, readLineBreak, readEscape]],
]);

const OTHER: readonly SpanRule[] = [readSmartQuote];

/** Reads what stands at the reading position: a span, or one character of text. */
function readSpan(run: SpanRun): void {
  const char = run.src.text[run.src.pos] ?? '';
  const rules = RULES.get(char) ?? OTHER;
  for (const rule of rules) if (rule(run)) return;
  run.literal(1);
}

/** The rules of kramdown's spans, for a {@link SpanRun} to read by. */
export const SPAN_RULES: SpanRules = {
  special: (_run, markupOnly) => (markupOnly ? MARKUP_ONLY : SPECIAL),
  read: (run, markupOnly) => {
    if (markupOnly) readSpanHtml(run);
    else readSpan(run);
  },
};

import { footnoteName } from '../../footnote-name.js';
import { applyList } from '../attribute-list.js';
import { attributesOf, newToken } from '../token.js';
import type { SpanRun } from './span-run.js';

const MARKER = /\[\^([^\]\n]{1,200})\]/y;
/** What only a mark can be, also where its footnote is missing. */
const WORD_ONLY = /^\w[\w-]*$/;

export function readFootnoteMarker(run: SpanRun): boolean {
  const { src, lexing } = run;
  const match = src.check(MARKER);
  if (match === null) return false;
  const name = footnoteName(match[1] ?? '');
  const footnote = lexing.footnotes.get(name);
  if (footnote === undefined && !WORD_ONLY.test(match[1] ?? '')) return false;
  const line = src.lineAt();
  if (footnote === undefined) {
    lexing.warn(`Footnote "${name}" is not defined`, line, match[0], `Add a line like [^${name}]: text.`);
    run.literal(match[0].length);
    return true;
  }
  src.pos += match[0].length;
  const { marker } = footnote;
  if (marker.ial !== undefined) {
    applyList(attributesOf(marker), marker.ial, lexing.attributeLists);
    delete marker.ial;
  }
  const token = newToken('footnote', line, { name });
  if (marker.attr !== undefined) token.attr = new Map(marker.attr);
  run.tree.tokens.push(token);
  return true;
}

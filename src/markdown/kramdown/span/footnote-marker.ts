import { applyList } from '../attribute-list.js';
import { attributesOf, newToken } from '../token.js';
import type { SpanRun } from './span-run.js';

const MARKER = /\[\^(\w[\w-]*)\]/y;

export function readFootnoteMarker(run: SpanRun): boolean {
  const { src, lexing } = run;
  const match = src.check(MARKER);
  if (match === null) return false;
  const name = match[1] ?? '';
  const footnote = lexing.footnotes.get(name);
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

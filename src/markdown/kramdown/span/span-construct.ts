import type { SpanFound } from '../../dialects/spans/span-construct.js';
import { readSpanConstruct } from '../../dialects/spans/span-constructs.js';
import { linkId } from '../lexing.js';
import { type KdToken, newToken } from '../token.js';
import type { SpanRun } from './span-run.js';

/** A formula, a link between double brackets and the like; see `dialects/spans`. */
export function readSpanConstructs(run: SpanRun): boolean {
  const { src } = run;
  const found = run.isTooDeep ? null : readSpanConstruct(src.text, src.pos, src.text[src.pos - 1] ?? '');
  if (found === null || isLink(run, found)) return false;
  const line = src.lineAt();
  const token = tokenOf(found, line);
  if (found.isMarkdown) run.readText(found.content, line, token);
  run.tree.tokens.push(token);
  src.pos = found.end;
  return true;
}

/** `[a]{.b}` with a definition of `[a]` is a link. */
function isLink({ src, lexing }: SpanRun, { content }: SpanFound): boolean {
  return /^\[(?!\[)/.test(src.text.slice(src.pos, src.pos + 2)) && lexing.links.has(linkId(content));
}

function tokenOf({ tagName, attributes, content, isMarkdown }: SpanFound, line: number): KdToken {
  const { 'data-tex': tex, class: _, ...others } = attributes;
  if (tex !== undefined)
    return newToken('math', line, { text: tex, category: 'span', attr: new Map(Object.entries(others)) });
  const attr = new Map(Object.entries(attributes));
  if (tagName === 'img') return newToken('image', line, { attr });
  const tokens = isMarkdown ? [] : [newToken('text', line, { text: content })];
  return newToken('html', line, { text: tagName, attr, category: 'span', model: 'span', tokens });
}

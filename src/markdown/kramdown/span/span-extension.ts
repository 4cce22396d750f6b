import { applyList, emptyList, mergeLists, readAttributeList } from '../attribute-list.js';
import { handleExtension, isExtension, readExtensionTag, reportUnknownExtension } from '../extension.js';
import { attributesOf, lastOf } from '../token.js';
import type { SpanRun } from './span-run.js';

const LIST = /\{:((?:\\\}|[^}]){1,2000})\}/y;

/** `{: .class}` behind a span, `{::comment}…{:/}` within a text. */
export function readSpanExtension(run: SpanRun): boolean {
  const { src } = run;
  if (!src.has('{:')) return false;
  if (src.indexOf('}') < 0) return literal(run);
  return readExtension(run) || readList(run) || literal(run);
}

function literal(run: SpanRun): true {
  run.literal(1);
  return true;
}

function readExtension(run: SpanRun): boolean {
  const { src, lexing } = run;
  const tag = readExtensionTag(src, src.pos);
  if (tag === null) return false;
  const line = src.lineAt();
  if (tag.isStop) lexing.warn('End tag of an extension that was not opened', line, '{:/', 'Remove it.');
  else if (!isExtension(tag.name)) reportUnknownExtension(lexing, tag, line);
  if (tag.isStop || !isExtension(tag.name)) return literal(run);
  const stop = tag.closed
    ? null
    : src.search(`{:/${tag.name}`, new RegExp(`\\{:/(?:${tag.name})?\\}`, 'g'), tag.end);
  if (!tag.closed && stop === null) {
    lexing.fail(
      `Extension "${tag.name}" is never closed`,
      line,
      '{::',
      `Add {:/${tag.name}} where it should end.`,
    );
    return literal(run);
  }
  const token = handleExtension(
    lexing,
    tag,
    stop === null ? null : src.text.slice(tag.end, stop.start),
    'span',
    line,
  );
  if (token !== 'options') run.tree.tokens.push(token);
  src.pos = stop === null ? tag.end : stop.end;
  return true;
}

function readList(run: SpanRun): boolean {
  const { src, lexing } = run;
  const match = src.check(LIST);
  if (match === null) return false;
  const line = src.lineAt();
  const last = lastOf(run.tree.tokens);
  if (last === undefined || last.type === 'text') {
    const hint =
      'Put it right behind emphasis, code, a link or an image; for a whole block, on a line of its own below it.';
    lexing.warn('Attribute list stands behind text and attaches to nothing', line, match[0], hint);
    return false;
  }
  src.pos += match[0].length;
  const list = emptyList();
  if (!readAttributeList(match[1] ?? '', list)) {
    lexing.warn(
      'Attribute list has no attribute that can be read',
      line,
      match[0],
      'Write it like {: .class #id key="value"}.',
    );
  }
  last.ial ??= emptyList();
  mergeLists(last.ial, list);
  applyList(attributesOf(last), list, lexing.attributeLists);
  return true;
}

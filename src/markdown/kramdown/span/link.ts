import { reportMissingLink } from '../../missing-link.js';
import { applyList } from '../attribute-list.js';
import { linkId } from '../lexing.js';
import { attributesOf, type KdToken, newToken } from '../token.js';
import type { SpanRun, Stop } from './span-run.js';

const START = /!?\[(?=[^^])/y;
const REFERENCE = /[ \t\r\n\f\v]*\[([^\]]{0,2000})\]/y;
const ANGLE_URL = /\(<([^\n>]*)>/y;
const PAREN_OR_TITLE = /\(|\)|[ \t\r\n\f\v](?=['"])/g;
const TITLE_START = /[ \t\r\n\f\v]*(["'])/y;
const TITLE_END = /[ \t\r\n\f\v]*\)/y;
const ESCAPED = /\\([\\.*_+`<>()[\]{}#!:|"'$=-])/g;

/** `]` that closes as many brackets as were opened, images in the text not counted. */
function bracketStop(run: SpanRun, element: KdToken): Stop {
  const { src } = run;
  let count = 1;
  let images = 0;
  let counted = 0;
  return {
    length: () => (src.has(']') || src.has('[') ? 1 : src.has('![') ? 2 : 0),
    accepts() {
      count += src.has(']') ? -1 : 1;
      for (; counted < element.tokens.length; counted += 1)
        if (element.tokens[counted]?.type === 'image') images += 1;
      return count - images === 0;
    },
  };
}

interface Target {
  readonly url: string;
  readonly title: string | null;
  readonly definition: KdToken | null;
}

export function readLink(run: SpanRun): boolean {
  const { src } = run;
  const start = src.check(START);
  if (start === null) return false;
  const isImage = start[0] === '![';
  const begin = src.pos + start[0].length;
  const key = start[0];
  const nested = !isImage && run.isInside('link', 'image');
  if (nested || run.isTooDeep || !run.mayTry(key) || src.indexOf(']') < 0) {
    run.literal(start[0].length);
    return true;
  }
  const line = src.lineAt();
  const element = newToken(isImage ? 'image' : 'link', line);
  src.pos = begin;
  const attempt = run.attempt(key);
  const found = run.readUntil(bracketStop(run, element), element);
  const alt = src.text.slice(begin, src.pos).replace(ESCAPED, '$1');
  if (found) src.pos += 1;
  const target = found ? readTarget(run, alt) : null;
  if (target === null || typeof target === 'string') {
    attempt.fail();
    run.text(start[0]);
    const before = src.text[begin - start[0].length - 1] ?? '';
    if (target !== null) reportMissingLink({ id: target, line, before }, run.lexing);
  } else addLink(run, element, target, alt);
  return true;
}

function addLink(run: SpanRun, element: KdToken, target: Target, alt: string): void {
  const attr = attributesOf(element);
  const list = target.definition?.ial;
  if (list !== undefined) applyList(attr, list, run.lexing.attributeLists);
  if (element.type === 'link') attr.set('href', target.url);
  else {
    attr.set('src', target.url).set('alt', alt);
    element.tokens = [];
  }
  if (target.title !== null) attr.set('title', target.title);
  run.tree.tokens.push(element);
}

/** What follows the closing bracket: `(url "title")`, `[id]`, or nothing. An id without definition comes back as text. */
function readTarget(run: SpanRun, alt: string): Target | string | null {
  const { src, lexing } = run;
  const reference = src.indexOf(']') < 0 ? null : src.scan(REFERENCE);
  if (reference === null && src.has('(')) return readInline(run);
  const written = reference?.[1] ?? '';
  const definition = lexing.links.get(linkId(written === '' ? alt : written));
  if (definition !== undefined)
    return { url: definition.url, title: definition.title, definition: definition.token };
  return written === '' ? null : written;
}

function readInline(run: SpanRun): Target | null {
  const { src } = run;
  const angle = src.scan(ANGLE_URL);
  if (angle === null) {
    const plain = readPlainUrl(run);
    return plain === null || plain.closed
      ? plain && { ...plain, title: null, definition: null }
      : readTitle(run, plain.url);
  }
  const url = angle[1] ?? '';
  if (src.text[src.pos] !== ')') return readTitle(run, url);
  src.pos += 1;
  return { url, title: null, definition: null };
}

/** `(url)` with balanced parentheses inside, or `(url ` before a title. */
function readPlainUrl(run: SpanRun): { url: string; closed: boolean } | null {
  const { src } = run;
  const start = src.pos;
  let depth = 0;
  PAREN_OR_TITLE.lastIndex = start;
  for (let match = PAREN_OR_TITLE.exec(src.text); match !== null; match = PAREN_OR_TITLE.exec(src.text)) {
    if (match[0] === '(') depth += 1;
    else if (match[0] === ')') depth -= 1;
    if (depth > 0 && (match[0] === '(' || match[0] === ')')) continue;
    src.pos = match.index + 1;
    return {
      url: src.text
        .slice(start + 1, match.index)
        .trim()
        .replace(ESCAPED, '$1'),
      closed: depth === 0,
    };
  }
  src.pos = src.text.length;
  return null;
}

/** `"title")`: the title ends at the first quote that a parenthesis follows. */
function readTitle(run: SpanRun, url: string): Target | null {
  const { src } = run;
  const open = src.scan(TITLE_START);
  const quote = open?.[1] ?? '';
  if (open === null) return null;
  const start = src.pos;
  for (let at = src.text.indexOf(quote, start + 1); at >= 0; at = src.text.indexOf(quote, at + 1)) {
    src.pos = at + 1;
    if (src.scan(TITLE_END) !== null)
      return { url, title: src.text.slice(start, at).replace(ESCAPED, '$1'), definition: null };
  }
  src.pos = src.text.length;
  return null;
}

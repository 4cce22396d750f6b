import { LIMITS } from '../../bounds/limits.js';
import { isKnownElement, VOID_ELEMENTS } from '../html-elements.js';
import { PLACE_ATTRIBUTE, TAG_ATTRIBUTE } from '../html-to-hast.js';
import type { ProblemList } from '../problem-list.js';
import type { SizeLimit } from '../size-limit.js';
import type { WrittenTags } from '../written-tags.js';
import { MarkupSearch } from './markup-search.js';

/** An HTML reader takes all that follows them for text, whatever it looks like. */
const TEXT_ONLY = new Set(
  'script style textarea title xmp iframe noembed noframes noscript plaintext'.split(' '),
);

/** Elements whose end an HTML reader finds itself. */
const ENDS_ITSELF = new Set(
  'p li dt dd tr td th thead tbody tfoot colgroup caption option optgroup rt rp html head body'.split(' '),
);

/** An HTML reader opens these again in every later block until they are closed. */
const FORMATTING = new Set('a b big code em font i nobr s small strike strong tt u'.split(' '));

const NAME = /<\/?([A-Za-z][^\s/>]*)/y;

interface OpenTag {
  readonly name: string;
  readonly line: number;
  readonly tag: number | null;
}

/** `line:column` of an offset of the HTML. */
type PlaceOf = (offset: number) => string;

/**
 * Writes a note's own HTML so that an HTML reader finds in it what its author sees: each start tag
 * says where it stands, and what would hide the rest of the note is text.
 */
export class RawHtml {
  readonly #problems: ProblemList;
  readonly #size: SizeLimit;
  readonly #written: WrittenTags;
  readonly #open: OpenTag[] = [];
  #isTooDeep = false;

  constructor(problems: ProblemList, size: SizeLimit, written: WrittenTags) {
    this.#problems = problems;
    this.#size = size;
    this.#written = written;
  }

  write(html: string, placeOf: PlaceOf): string {
    const search = new MarkupSearch(html);
    let out = '';
    let from = 0;
    for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', from)) {
      out += html.slice(from, at);
      const markup = this.#markupAt(search, at, placeOf);
      out += markup === null ? '&lt;' : markup.html;
      from = markup === null ? at + 1 : markup.end;
    }
    return out + html.slice(from);
  }

  /** How many elements are open: what is opened from here on can be closed with `closeSince`. */
  get openCount(): number {
    return this.#open.length;
  }

  /** End tags for what a block left open: it ends with its block. */
  closeSince(count: number): string {
    let html = '';
    while (this.#open.length > count) {
      const open = this.#open.pop();
      if (open === undefined) break;
      this.#reportUnclosed(open);
      html += `</${open.name}>`;
    }
    return html;
  }

  #reportUnclosed({ name, line, tag }: OpenTag): void {
    if (tag !== null) return;
    const hint = `Add </${name}> where it should end.`;
    this.#problems.fail(`HTML tag <${name}> is never closed`, line, `<${name}`, hint);
  }

  #markupAt(search: MarkupSearch, at: number, placeOf: PlaceOf): { html: string; end: number } | null {
    const { html } = search;
    if (html.startsWith('<!--', at)) {
      const close = search.indexOf('-->', at + 2);
      if (close < 0) return null;
      return { html: html.slice(at, close + 3).replaceAll('--!>', '--!&gt;'), end: close + 3 };
    }
    const next = html[at + 1] ?? '';
    if (next === '!' || next === '?') {
      const close = search.indexOf('>', at);
      return close < 0 ? null : { html: html.slice(at, close + 1), end: close + 1 };
    }
    NAME.lastIndex = at;
    const name = NAME.exec(html)?.[1];
    if (name === undefined) return null;
    return next === '/' ? this.#endTag(search, at, name) : this.#startTag(search, at, name, placeOf);
  }

  #endTag(search: MarkupSearch, at: number, written: string): { html: string; end: number } | null {
    const { html } = search;
    const close = search.indexOf('>', at);
    if (close < 0) return null;
    const name = written.toLowerCase();
    const index = this.#open.findLastIndex((open) => open.name === name);
    const source = html.slice(at, close + 1);
    if (index >= 0) {
      this.#written.end(this.#open[index]?.tag ?? null, source);
      this.#open.length = index;
    }
    return { html: source, end: close + 1 };
  }

  #startTag(
    search: MarkupSearch,
    at: number,
    written: string,
    placeOf: PlaceOf,
  ): { html: string; end: number } | null {
    const name = written.toLowerCase();
    const { html } = search;
    const end = search.tagEnd(at + 1 + written.length);
    if (end < 0 || name === 'plaintext' || this.#isBeyondBounds(name, placeOf, at)) return null;
    const place = placeOf(at);
    const known = isKnownElement(name);
    const tag = known ? null : this.#written.start(html.slice(at, end));
    const mark = `${PLACE_ATTRIBUTE}="${place}"${tag === null ? '' : ` ${TAG_ATTRIBUTE}="${tag}"`}`;
    const start = `<${written} ${mark}${html.slice(at + 1 + written.length, end)}`;
    this.#size.add('elements', 1 + Math.floor((end - at) / 100));
    if (TEXT_ONLY.has(name)) {
      const close = search.closeTag(name, end);
      return close < 0 ? null : { html: start + html.slice(end, close), end: close };
    }
    if (!VOID_ELEMENTS.has(name) && !ENDS_ITSELF.has(name))
      this.#open.push({ name, line: Number.parseInt(place, 10), tag });
    return { html: start, end };
  }

  #isBeyondBounds(name: string, placeOf: PlaceOf, at: number): boolean {
    const isFormatting = FORMATTING.has(name);
    const isTooDeep =
      this.#open.length >= LIMITS.rawDepth ||
      (isFormatting &&
        this.#open.filter((open) => FORMATTING.has(open.name)).length >= LIMITS.openFormatting);
    if (isTooDeep && !this.#isTooDeep) {
      const line = Number.parseInt(placeOf(at), 10);
      this.#problems.warn(
        'HTML nests too deep; what lies deeper is shown as text',
        line,
        `<${name}`,
        'Close its tags.',
      );
      this.#isTooDeep = true;
    }
    return isTooDeep;
  }
}

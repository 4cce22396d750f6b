import { Renderer, type Token, type Tokens } from 'marked';
import { charactersOf } from '../characters.js';
import { readCodeInfo } from '../code-info.js';
import type { HeadingIds } from '../heading-id.js';
import { PLACE_ATTRIBUTE } from '../html-to-hast.js';
import { reportMissingLink } from '../missing-link.js';
import type { ProblemList } from '../problem-list.js';
import type { SizeLimit } from '../size-limit.js';
import { excessCells } from './excess-cells.js';
import type { FootnoteMark, MathToken, SpanConstructToken } from './gfm-lexer.js';
import type { HeadingWithId, MissingLink } from './gfm-tokenizer.js';
import type { RawHtml } from './raw-html.js';
import type { TokenPlaces } from './token-places.js';

const FIRST_NAME = /^<[a-z][a-z0-9]*/;
const PLACE_OF_CELL = new RegExp(` ${PLACE_ATTRIBUTE}="(\\d+):`);
const FENCE = /^ {0,3}(`{3,}|~{3,})/;

/** What the renderer asks of the rest of the reader. */
export interface RenderContext {
  readonly places: TokenPlaces;
  readonly problems: ProblemList;
  readonly rawHtml: RawHtml;
  readonly size: SizeLimit;
  /** Null where headings get no ids. */
  readonly ids: HeadingIds | null;
  /** The number of a footnote that is referred to, from 1, and how often it was before. */
  readonly refer: (name: string) => { readonly number: number; readonly repeats: number };
}

/** marked's own renderer; its elements say where in the note they stand. */
export class GfmRenderer extends Renderer {
  readonly #context: RenderContext;

  constructor(context: RenderContext) {
    super();
    this.#context = context;
  }

  override html(token: Tokens.HTML | Tokens.Tag): string {
    const html = this.#context.rawHtml.write(token.text, this.#context.places.within(token));
    return 'block' in token && token.block && !html.endsWith('\n') ? `${html}\n` : html;
  }

  override heading(token: HeadingWithId): string {
    const html = this.#closed(token, () => super.heading(token));
    const { ids } = this.#context;
    const id = token.ownId ?? ids?.make(charactersOf(wordsOf(token.tokens)));
    return id === undefined ? html : html.replace(FIRST_NAME, (name) => `${name} id="${escaped(id)}"`);
  }

  override paragraph(token: Tokens.Paragraph): string {
    return this.#closed(token, () => super.paragraph(token));
  }

  override text(token: Tokens.Text | Tokens.Escape): string {
    if (!('tokens' in token) || !token.tokens) return super.text(token);
    const { rawHtml } = this.#context;
    const open = rawHtml.openCount;
    return super.text(token) + rawHtml.closeSince(open);
  }

  override blockquote(token: Tokens.Blockquote): string {
    return this.#placed(super.blockquote(token), token);
  }

  override code(token: Tokens.Code): string {
    this.#reportUnclosed(token);
    const { language, title, steps } = readCodeInfo(charactersOf(token.lang ?? ''));
    const attributes =
      (steps === null ? '' : ` data-line-numbers="${steps}"`) +
      (title === null ? '' : ` data-title="${escaped(title)}"`);
    const html = super.code({ ...token, lang: language });
    return this.#placed(
      html.replace(/^<pre/, (tag) => tag + attributes),
      token,
    );
  }

  override hr(token: Tokens.Hr): string {
    return this.#placed(super.hr(token), token);
  }

  override list(token: Tokens.List): string {
    return this.#placed(super.list(token), token);
  }

  override listitem(item: Tokens.ListItem): string {
    return this.#placed(super.listitem(item), item);
  }

  override checkbox(token: Tokens.Checkbox): string {
    return this.#placed(super.checkbox(token), token);
  }

  override table(token: Tokens.Table): string {
    const { places, problems } = this.#context;
    for (const { row, text } of excessCells(token)) {
      const line = places.pointOf(token).line + row + 2;
      const hint = 'Give the head of the table as many cells, or write \\| where the bar is meant.';
      problems.warn(`a row has more cells than its table has columns; left out: ${text}`, line, text, hint);
    }
    return this.#placed(super.table(token), token);
  }

  override tablerow(row: Tokens.TableRow<string>): string {
    this.#context.size.add('elements', 1);
    const place = PLACE_OF_CELL.exec(row.text)?.[1];
    return super
      .tablerow(row)
      .replace(FIRST_NAME, (name) => (place === undefined ? name : `${name} ${PLACE_ATTRIBUTE}="${place}"`));
  }

  override tablecell(token: Tokens.TableCell): string {
    return this.#closed(token, () => super.tablecell(token));
  }

  override strong(token: Tokens.Strong): string {
    return this.#placed(super.strong(token), token);
  }

  override em(token: Tokens.Em): string {
    return this.#placed(super.em(token), token);
  }

  override codespan(token: Tokens.Codespan): string {
    return this.#placed(super.codespan(token), token);
  }

  override br(token: Tokens.Br): string {
    return this.#placed(super.br(token), token);
  }

  override del(token: Tokens.Del): string {
    return this.#placed(super.del(token), token);
  }

  override link(token: Tokens.Link): string {
    return this.#placed(super.link(withCharacters(token)), token);
  }

  override image(token: Tokens.Image): string {
    return this.#placed(super.image(withCharacters(token)), token);
  }

  math(token: MathToken): string {
    const tex = escaped(token.text);
    return `${this.#placed(`<div class="math math-display" data-tex="${tex}">${tex}</div>`, token)}\n`;
  }

  spanConstruct(token: SpanConstructToken): string {
    const { tagName, attributes, content, isMarkdown } = token.found;
    const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${escaped(value)}"`);
    const start = `<${tagName}${written.join('')}>`;
    if (tagName === 'img') return this.#placed(start, token);
    const inner = isMarkdown ? this.parser.parseInline(token.tokens) : escaped(content);
    return this.#placed(`${start}${inner}</${tagName}>`, token);
  }

  missingLink(token: MissingLink): string {
    const { places, problems } = this.#context;
    const { line, column } = places.pointOf(token);
    reportMissingLink({ id: token.id, line, before: problems.lineText(line)[column - 2] ?? '' }, problems);
    return token.text;
  }

  footnoteMark(token: FootnoteMark): string {
    if (!token.isDefined) {
      const { places, problems } = this.#context;
      const hint = `Add a line like ${token.raw}: text.`;
      problems.warn(`Footnote "${token.name}" is not defined`, places.pointOf(token).line, token.raw, hint);
      return token.raw;
    }
    const { number, repeats } = this.#context.refer(token.name);
    const name = escaped(token.name);
    const id = `fnref:${name}${repeats === 0 ? '' : `:${repeats}`}`;
    const link = this.#placed(`<a href="#fn:${name}" class="footnote">${number}</a>`, token);
    return this.#placed(`<sup id="${id}">${link}</sup>`, token);
  }

  /** Code without an end takes in the rest of the note. */
  #reportUnclosed(token: Tokens.Code): void {
    const fence = FENCE.exec(token.raw)?.[1];
    if (fence === undefined || token.codeBlockStyle === 'indented') return;
    const last = token.raw.trimEnd().split('\n').at(-1)?.trim() ?? '';
    if (
      token.raw.trimEnd().includes('\n') &&
      last.startsWith(fence) &&
      last === fence.charAt(0).repeat(last.length)
    )
      return;
    const { places, problems } = this.#context;
    const message = 'Code fence is never closed; what follows it is read as code';
    problems.fail(message, places.pointOf(token).line, fence, `Add a line with ${fence} after the code.`);
  }

  /** An element of which all that its text opened is closed before its own end tag. */
  #closed(token: object, render: () => string): string {
    const { rawHtml } = this.#context;
    const open = rawHtml.openCount;
    const html = render();
    const closing = rawHtml.closeSince(open);
    const end = html.lastIndexOf('</');
    return this.#placed(closing === '' ? html : html.slice(0, end) + closing + html.slice(end), token);
  }

  #placed(html: string, token: object): string {
    const name = FIRST_NAME.exec(html)?.[0];
    // A link to an address that is none is its text.
    if (name === undefined) return html;
    this.#context.size.add('elements', 1);
    return `${name} ${PLACE_ATTRIBUTE}="${this.#context.places.of(token)}"${html.slice(name.length)}`;
  }
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** `/f&ouml;` → `/fö`, so that its characters are encoded as those of any other address. */
function withCharacters<T extends Tokens.Link | Tokens.Image>(token: T): T {
  if (!token.href.includes('&') || ('autolink' in token && token.autolink)) return token;
  return { ...token, href: charactersOf(token.href) };
}

/** What ids are made from: the words, without tags, pictures and footnotes. */
function wordsOf(tokens: readonly Token[]): string {
  return tokens
    .map((token) => {
      if ('tokens' in token && token.tokens && token.type !== 'image') return wordsOf(token.tokens);
      return token.type === 'text' ||
        token.type === 'escape' ||
        token.type === 'codespan' ||
        token.type === 'missingLink' ||
        token.type === 'spanConstruct'
        ? String(token.text)
        : '';
    })
    .join('');
}

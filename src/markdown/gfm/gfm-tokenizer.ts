import { Tokenizer, type Tokens } from 'marked';
import { LIMITS } from '../../bounds/limits.js';
import { withEscapedBarsInCode } from '../dialects/spans/span-constructs.js';

/** HTML of which nothing is shown up to its end: without one, the rest of the note would be gone. */
const HIDING: readonly { readonly start: RegExp; readonly end: RegExp }[] = [
  { start: /^ {0,3}<!--/, end: /-->/ },
  { start: /^ {0,3}<\?/, end: /\?>/ },
  { start: /^ {0,3}<!\[CDATA\[/, end: /\]\]>/ },
  { start: /^ {0,3}<script(?=[\s>]|$)/i, end: /<\/script>/i },
  { start: /^ {0,3}<style(?=[\s>]|$)/i, end: /<\/style>/i },
  { start: /^ {0,3}<textarea(?=[\s>]|$)/i, end: /<\/textarea>/i },
];

/** Google Docs makes ids of any characters but spaces: `{#1.-what's-new?}`. */
const HEADING_ID = /[\t ]\{#([\w\u00C0-\uFFFD][^\s{}<>]*)\}$/;

/** A heading with the id that its author gave it: `## Amazon EMR {#emr}`. */
export type HeadingWithId = Tokens.Heading & { ownId?: string };

/** `[` or `![` of `[words][id]`, of which the text has no definition. */
export interface MissingLink {
  readonly type: 'missingLink';
  readonly raw: string;
  readonly text: string;
  readonly id: string;
}

/**
 * marked's rules with four more: blocks nest no deeper than the limit, HTML that hides its content has
 * an end, a heading may name its id, and no table is cut in code, a formula or a link.
 */
export class GfmTokenizer extends Tokenizer {
  #depth = 0;
  /** Kinds of hiding HTML that are known to have no end in the text that is read, by depth of reading. */
  readonly #endless: Set<RegExp>[] = [];
  #isTooDeep = false;

  /** True where something was nested deeper than is read. */
  get isTooDeep(): boolean {
    return this.#isTooDeep;
  }

  /** A run of blocks begins, in a text of its own. */
  enterBlocks(): void {
    this.#endless.push(new Set());
  }

  leaveBlocks(): void {
    this.#endless.pop();
  }

  override blockquote(src: string): Tokens.Blockquote | undefined {
    return this.#nested(() => super.blockquote(src));
  }

  override list(src: string): Tokens.List | undefined {
    return this.#nested(() => super.list(src));
  }

  override heading(src: string): Tokens.Heading | undefined {
    return this.#withId(super.heading(src));
  }

  override lheading(src: string): Tokens.Heading | undefined {
    return this.#withId(super.lheading(src));
  }

  override table(src: string): Tokens.Table | undefined {
    const end = tableEnd(src);
    if (end === 0) return undefined;
    const own = src.slice(0, end);
    const escaped = own.split('\n').map(withEscapedBarsInCode).join('\n');
    if (escaped === own) return super.table(src);
    const token = super.table(`${escaped}\n`);
    // The lines are as many as before.
    if (token !== undefined) token.raw = firstLines(own, token.raw);
    return token;
  }

  override link(src: string): Tokens.Link | Tokens.Image | undefined {
    const token = super.link(src);
    if (token !== undefined || this.lexer.state.inLink) return token;
    const loose = looseLink(src);
    const strict = loose === null ? undefined : super.link(loose.strict);
    return loose === null || strict === undefined ? undefined : { ...strict, raw: loose.raw };
  }

  /** A reference that leads nowhere is a token of its own, so that it has a place and is reported. */
  override reflink(
    src: string,
    links: Record<string, unknown>,
  ): Tokens.Link | Tokens.Image | Tokens.Text | undefined {
    const token = super.reflink(src, links as never) as Tokens.Text | undefined;
    const id = token?.type === 'text' ? this.rules.inline.reflink.exec(src)?.[2] : undefined;
    // The `!` of a picture stays text: its bracket comes next.
    if (token?.raw !== '[' || id === undefined || id.trim() === '') return token;
    return {
      type: 'missingLink',
      raw: token.raw,
      text: token.text,
      id,
    } satisfies MissingLink as unknown as Tokens.Text;
  }

  /** A bare address ends at the signs that end a sentence in Chinese and Japanese, which have no space behind them. */
  override url(src: string): Tokens.Link | undefined {
    const near = /^(?:https?:|ftp:|www\.)/i.test(src) ? src.slice(0, MAX_LINK) : '';
    const end = near.search(WIDE_SIGN);
    const token = super.url(end < 0 ? src : src.slice(0, end));
    return token === undefined || !token.raw.includes('\\') ? token : withoutEscapes(token);
  }

  override html(src: string): Tokens.HTML | undefined {
    const hiding =
      src.startsWith('<') || src.startsWith(' ') ? HIDING.find(({ start }) => start.test(src)) : undefined;
    if (hiding === undefined) return super.html(src);
    const endless = this.#endless.at(-1);
    if (endless?.has(hiding.end)) return this.#firstLine(src);
    const token = super.html(src);
    if (token === undefined || hiding.end.test(token.raw)) return token;
    endless?.add(hiding.end);
    return this.#firstLine(src);
  }

  /** One line as a paragraph of its own: marked would join thousands of them, one by one. */
  #firstLine(src: string): Tokens.HTML {
    const [line = ''] = src.split('\n', 1);
    const raw = src.length > line.length ? `${line}\n` : line;
    const paragraph: Tokens.Paragraph = {
      type: 'paragraph',
      raw,
      text: line.trim(),
      tokens: this.lexer.inline(line.trim()),
    };
    return paragraph as unknown as Tokens.HTML;
  }

  #nested<T>(read: () => T): T | undefined {
    if (this.#depth >= LIMITS.blockDepth) {
      this.#isTooDeep = true;
      return undefined;
    }
    this.#depth += 1;
    try {
      return read();
    } finally {
      this.#depth -= 1;
    }
  }

  #withId(token: HeadingWithId | undefined): HeadingWithId | undefined {
    const found = token === undefined ? null : HEADING_ID.exec(token.text);
    if (token === undefined || found === null) return token;
    token.text = token.text.slice(0, found.index).trimEnd();
    token.ownId = found[1] ?? '';
    const queued = this.lexer.inlineQueue.at(-1);
    if (queued !== undefined) queued.src = token.text;
    return token;
  }
}

/** `[words](my file.md "title")`, and a size behind a picture's address: `![words](icon.png =24x24)`. */
const LOOSE_LINK =
  /^!?\[(?:[^[\]\\\n]|\\.|\[[^[\]\n]*\])*\]\(\s*([^\s()<>"](?:[^()<>"\n]|\([^()<>"\n]*\))*?)(\s+"[^"\n]*")?\s*\)/;
/** A file, a folder, a site or a place on the page; a remark in brackets is none of them. */
const ADDRESS =
  /^(?:[a-z][a-z\d+.-]*:|\.{1,2}\/|#)|\.\w{1,5}(?:[#?].*)?$|\.\w{1,5}\s+=[\dx%]+$|^[^\s/]+\/\S/i;
const MAX_LINK = 1000;
/** `https://example.org/a\_b`: no address has a backslash, so that a program has escaped it. */
function withoutEscapes(token: Tokens.Link): Tokens.Link {
  const plain = (text: string): string => text.replace(/\\([_*~#&])/g, '$1');
  const text = plain(token.text);
  return {
    ...token,
    href: plain(token.href),
    text,
    tokens: [{ type: 'text', raw: text, text, escaped: false }],
  };
}

const WIDE_SIGN = /[。、，；：！？（）「」『』【】《》“”]/;

/** An address with spaces, as Obsidian writes it and CommonMark does not read it, and how that would be written. */
function looseLink(src: string): { readonly raw: string; readonly strict: string } | null {
  if (src[0] !== '[' && src[0] !== '!') return null;
  const near = src.slice(0, MAX_LINK);
  // Looks natively first: a text may be nothing but brackets.
  const open = near.indexOf('](');
  if (open < 0 || !/\s/.test(near.slice(open + 2, near.indexOf(')', open) + 1))) return null;
  const found = LOOSE_LINK.exec(near);
  const [raw = '', address = '', title = ''] = found ?? [];
  if (!/\s/.test(address) || !ADDRESS.test(address)) return null;
  const words = raw.slice(0, raw.lastIndexOf(`](`, raw.length - address.length) + 2);
  return { raw, strict: `${words}<${address}>${title})` };
}

const TABLE_SEPARATOR = /^[^\n]*\n {0,3}(?:\| *)?:?-+:? *(?:\| *:?-+:? *)*(?:\| *)?(?:\n|$)/;
const BLANK_LINE = /\n[ \t]*(?:\n|$)/g;

/** Index behind the lines that may be a table's, 0 where none begins here. */
function tableEnd(src: string): number {
  if (!TABLE_SEPARATOR.test(src)) return 0;
  BLANK_LINE.lastIndex = 0;
  return BLANK_LINE.exec(src)?.index ?? src.length;
}

/** As many lines of a text as `other` has. */
function firstLines(text: string, other: string): string {
  const lines = other.replace(/\n$/, '').split('\n').length;
  const own = text.split('\n').slice(0, lines).join('\n');
  return other.endsWith('\n') ? `${own}\n` : own;
}

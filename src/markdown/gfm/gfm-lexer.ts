import { Hooks, Lexer, type Token, type Tokens, type TokensList } from 'marked';
import type { SpanFound } from '../dialects/spans/span-construct.js';
import { readSpanConstruct, withoutSpanConstructs } from '../dialects/spans/span-constructs.js';
import { emojiNamed } from '../emoji.js';
import { footnoteName } from '../footnote-name.js';
import type { SizeLimit } from '../size-limit.js';
import { GfmTokenizer } from './gfm-tokenizer.js';

/** `$$ TeX $$` that stands alone. */
export interface MathToken {
  readonly type: 'math';
  readonly raw: string;
  readonly text: string;
}

/** A formula, a link between double brackets and the like; see `dialects/spans`. */
export interface SpanConstructToken {
  readonly type: 'spanConstruct';
  readonly raw: string;
  /** What a heading's id is made of. */
  readonly text: string;
  readonly found: SpanFound;
  /** Its content where that is Markdown, else nothing. */
  readonly tokens: Token[];
}

/** `[^name]` in a text. */
export interface FootnoteMark {
  readonly type: 'footnoteMark';
  readonly raw: string;
  readonly name: string;
  readonly isDefined: boolean;
}

/**
 * Longer texts are read in parts: some of marked's rules look at the whole rest of a text for each of
 * its signs. No paragraph that a person wrote is as long.
 */
const MAX_TEXT = 20_000;
const MAX_SIGNS = 500;
const SIGN = /[*_~[\]<`!]/g;

/** Emphasis within links within emphasis. */
const MAX_SPAN_DEPTH = 60;

const MATH_BLOCK = /^ {0,3}\$\$([\s\S]*?)\$\$[ \t]*(?:\n+|$)/;
const EMOJI = /^:([a-z0-9_+-]{1,40}):/;
const FOOTNOTE = /^\[\^([^\]\n]{1,200})\]/;
const WORD_ONLY = /^\w[\w-]*$/;
const WORD = /[\p{L}\p{N}_:]/u;
/** Where our own rules may find something in a text. */
const OWN_SIGN = /\$|==|\+\+|[\^~](?=\S)|:[a-z0-9_+-]{1,40}:/g;
const HAS_OWN_SIGN = /[$:^~]|==|\+\+/;

/** Formulas and links hide their signs from the search for emphasis. */
class SpanHooks extends Hooks {
  override emStrongMask(src: string): string {
    return withoutSpanConstructs(src);
  }
}

/** One text that is read: how far from its end our own signs stand, the farthest first. */
interface Run {
  readonly signs: readonly number[];
  next: number;
}

/** marked's lexer with formulas, emoji and footnote marks, and with bounds. */
export class GfmLexer extends Lexer {
  readonly rules: GfmTokenizer;
  readonly #size: SizeLimit;
  readonly #runs: Run[] = [];

  constructor(text: string, footnotes: ReadonlySet<string>, size: SizeLimit) {
    const tokenizer = new OwnSigns();
    super({
      gfm: true,
      tokenizer,
      extensions: {
        renderers: {},
        childTokens: {},
        block: text.includes('$$') ? [readMathBlock] : [],
        inline: [
          (src, tokens) => this.#readSpanConstruct(src, tokens),
          readEmoji,
          (src) => readFootnoteMark(src, footnotes),
        ],
      },
      hooks: new SpanHooks(),
    });
    tokenizer.nextSign = (remaining) => this.#nextSign(remaining);
    this.rules = tokenizer;
    this.#size = size;
  }

  /** Blocks, whose texts are read by `readTexts`. */
  readBlocks(text: string): Token[] {
    return this.blockTokens(text, []);
  }

  /** Reads the texts of all blocks, once every link definition is known. */
  readTexts(): void {
    for (const { src, tokens } of this.inlineQueue) {
      this.state.inRawBlock = false;
      // Each part has tokens of its own: marked would look at the end of one text that grows and grows.
      for (const part of partsOf(src)) for (const token of this.inlineTokens(part)) tokens.push(token);
    }
    this.inlineQueue = [];
  }

  override blockTokens(src: string, tokens?: Token[], lastParagraphClipped?: boolean): Token[];
  override blockTokens(src: string, tokens?: TokensList, lastParagraphClipped?: boolean): TokensList;
  override blockTokens(src: string, tokens: Token[] = [], lastParagraphClipped = false) {
    this.rules.enterBlocks();
    const before = tokens.length;
    const made = super.blockTokens(src, tokens, lastParagraphClipped);
    this.rules.leaveBlocks();
    this.#size.add('tokens', made.length - before);
    return made;
  }

  override inlineTokens(src: string, tokens: Token[] = []): Token[] {
    if (this.#runs.length >= MAX_SPAN_DEPTH) {
      tokens.push({ type: 'text', raw: src, text: src, escaped: false } satisfies Tokens.Text);
      return tokens;
    }
    const signs = HAS_OWN_SIGN.test(src)
      ? [...src.matchAll(OWN_SIGN)].map(({ index }) => src.length - index)
      : [];
    this.#runs.push({ signs, next: 0 });
    const before = tokens.length;
    const made = super.inlineTokens(src, tokens);
    this.#runs.pop();
    this.#size.add('tokens', made.length - before);
    return made;
  }

  #readSpanConstruct(src: string, tokens: readonly Token[]): SpanConstructToken | undefined {
    const before = tokens.at(-1)?.raw.at(-1) ?? '';
    const found = readSpanConstruct(src, 0, before);
    if (found === null || this.#isDefined(src, found)) return undefined;
    const inner = found.isMarkdown ? this.inlineTokens(found.content) : [];
    return { type: 'spanConstruct', raw: src.slice(0, found.end), text: found.content, found, tokens: inner };
  }

  /** `[[a]]` with a definition of `[a]` is a link in brackets, and `[a]{.b}` a link. */
  #isDefined(src: string, { end, content }: SpanFound): boolean {
    if (!src.startsWith('[')) return false;
    const label = src.startsWith('[[') ? src.slice(2, end - 2) : content;
    return Object.hasOwn(this.tokens.links, label.replace(/\s+/g, ' ').toLowerCase());
  }

  /** Characters before the next own sign in what remains of the text, or all of it. */
  #nextSign(remaining: number): number {
    const run = this.#runs.at(-1);
    if (run === undefined) return remaining;
    while ((run.signs[run.next] ?? 0) >= remaining) run.next += 1;
    return remaining - (run.signs[run.next] ?? 0);
  }
}

/** Text ends where one of our own signs begins. */
class OwnSigns extends GfmTokenizer {
  nextSign: (remaining: number) => number = (remaining) => remaining;

  override inlineText(src: string): Tokens.Text | undefined {
    return super.inlineText(src.slice(0, this.nextSign(src.length)));
  }
}

function* partsOf(text: string): Iterable<string> {
  let from = 0;
  for (let end = partEnd(text, from); end < text.length; end = partEnd(text, from)) {
    const part = text.slice(from, end);
    const space = part.lastIndexOf('\n') > 0 ? part.lastIndexOf('\n') : part.lastIndexOf(' ');
    const cut = space > 0 ? from + space + 1 : end;
    yield text.slice(from, cut);
    from = cut;
  }
  yield text.slice(from);
}

/** Where so many characters or signs are reached. */
function partEnd(text: string, from: number): number {
  const limit = Math.min(text.length, from + MAX_TEXT);
  if (text.length - from <= MAX_SIGNS) return limit;
  SIGN.lastIndex = from;
  for (let signs = 0; signs < MAX_SIGNS; signs += 1) {
    const found = SIGN.exec(text);
    if (found === null || found.index >= limit) return limit;
  }
  return Math.min(limit, SIGN.lastIndex);
}

function readMathBlock(src: string): MathToken | undefined {
  if (!/^ {0,3}\$\$/.test(src)) return undefined;
  const found = MATH_BLOCK.exec(src);
  // `$$a$$ and $$b$$` is a text with two formulas.
  if (found === null || (found[1] ?? '').trim() === '' || found[1]?.includes('$$')) return undefined;
  return { type: 'math', raw: found[0], text: (found[1] ?? '').trim() };
}

/** `:rocket:` → 🚀; the colons of `10:30:15` name nothing. */
function readEmoji(src: string, tokens: Token[]): Tokens.Text | undefined {
  const found = src.startsWith(':') ? EMOJI.exec(src) : null;
  if (found === null || WORD.test(tokens.at(-1)?.raw.at(-1) ?? '')) return undefined;
  const emoji = emojiNamed(found[1] ?? '');
  return emoji === null ? undefined : { type: 'text', raw: found[0], text: emoji, escaped: false };
}

/** A mark whose footnote is missing is read too, to be reported; `[^a](b)` is a link. */
function readFootnoteMark(src: string, names: ReadonlySet<string>): FootnoteMark | undefined {
  const found = src.startsWith('[^') ? FOOTNOTE.exec(src) : null;
  if (found === null) return undefined;
  const [raw, written = ''] = found;
  const name = footnoteName(written);
  const isDefined = names.has(name);
  if (!isDefined && !(WORD_ONLY.test(name) && !/[([]/.test(src[raw.length] ?? ''))) return undefined;
  return { type: 'footnoteMark', raw, name, isDefined };
}

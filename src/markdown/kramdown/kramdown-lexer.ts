import { charactersOf } from '../characters.js';
import { replaceAbbreviations } from './abbreviations.js';
import { applyList } from './attribute-list.js';
import { parseBlocks } from './block/parse-blocks.js';
import { Lexing } from './lexing.js';
import type { KramdownSettings } from './options.js';
import { SPAN_RULES } from './span/span-rules.js';
import { SpanRun } from './span/span-run.js';
import { TextScanner } from './text-scanner.js';
import { attributesOf, type KdToken, newToken, pushAll } from './token.js';

/** kramdown's two passes: blocks first, then the spans of each block's text. The tokens carry lines and attributes. */
export class KramdownLexer {
  readonly lexing: Lexing;
  readonly #settings: KramdownSettings;

  constructor(source: string, settings: KramdownSettings) {
    this.#settings = settings;
    this.lexing = new Lexing(source, settings, parseBlocks);
  }

  /** The whole text as one tree. */
  lexRoot(source: string): KdToken {
    const root = newToken('root', this.#settings.firstLine);
    this.lexing.parseBlocks(
      root,
      new TextScanner(`${source.replace(/\n$/, '')}\n`, this.#settings.firstLine),
    );
    this.#settle(root);
    for (const { token } of this.lexing.abbreviations.values()) {
      if (token.ial !== undefined) applyList(attributesOf(token), token.ial, this.lexing.attributeLists);
    }
    replaceAbbreviations(root, this.lexing.abbreviations);
    for (const { content } of this.lexing.footnotes.values()) {
      this.#settle(content);
      replaceAbbreviations(content, this.lexing.abbreviations);
    }
    return root;
  }

  /** Second pass: texts become spans, attribute lists attributes; end-of-block marks go. */
  #settle(parent: KdToken): void {
    const settled: KdToken[] = [];
    for (const token of parent.tokens) {
      if (token.type === 'eob') continue;
      if (token.type === 'raw_text') {
        pushAll(settled, this.#spansOf(token, parent));
        continue;
      }
      this.#settle(token);
      if (token.ial !== undefined && token.category !== 'span') {
        applyList(attributesOf(token), token.ial, this.lexing.attributeLists);
      }
      if (token.type === 'dt' || token.type === 'heading') token.idText = this.#plainText(token);
      settled.push(token);
    }
    parent.tokens = settled;
  }

  #spansOf(token: KdToken, parent: KdToken): readonly KdToken[] {
    const src = new TextScanner(token.text, token.line);
    const holder = newToken('raw_text', parent.line);
    if (parent.type === 'html' && parent.model !== undefined) holder.model = 'span';
    new SpanRun(this.lexing, src, holder, SPAN_RULES).readUntil(null, holder);
    return holder.tokens;
  }

  /** Text that a heading's id is made from; GFM takes code, math and symbols in. */
  #plainText(token: KdToken): string {
    switch (token.type) {
      case 'text':
        return token.text;
      case 'codespan':
      case 'math':
        return token.text;
      case 'entity':
        return charactersOf(token.text);
      case 'symbol':
        return token.text.endsWith('_space') ? ' ' : '';
      default:
        return token.tokens.map((child) => this.#plainText(child)).join('');
    }
  }
}

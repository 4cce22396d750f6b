import type { Token, Tokens } from 'marked';
import type { ProblemList } from '../problem-list.js';
import type { FootnoteDefinition } from './footnote-definitions.js';

/** How far along its line a token is looked for. */
const MAX_AHEAD = 4000;

/** Place in the note's file; lines and columns count from 1. */
interface Point {
  readonly line: number;
  readonly column: number;
}

/**
 * Where marked's tokens stand: it says nothing of lines, but each token carries its source, so the lines
 * are counted, and the column is where the token's source is found in its line.
 */
export class TokenPlaces {
  readonly #problems: ProblemList;
  readonly #places = new Map<object, Point>();
  /** Line that is searched, and how far it has been read, from 0. */
  #line = 0;
  #from = 0;

  constructor(problems: ProblemList) {
    this.#problems = problems;
  }

  /** `line:column` of a token. */
  of(token: object): string {
    const { line, column } = this.pointOf(token);
    return `${line}:${column}`;
  }

  pointOf(token: object): Point {
    return this.#places.get(token) ?? { line: this.#problems.firstLine, column: 1 };
  }

  /** `line:column` of an offset in a token's source, as far as its lines are whole lines of the file. */
  within(token: { readonly raw: string }): (offset: number) => string {
    const start = this.pointOf(token);
    let line = start.line;
    let lineStart = 0;
    return (offset) => {
      for (;;) {
        const newline = token.raw.indexOf('\n', lineStart);
        if (newline < 0 || newline >= offset) break;
        line += 1;
        lineStart = newline + 1;
      }
      if (line === start.line) return `${line}:${start.column + offset}`;
      const newline = token.raw.indexOf('\n', lineStart);
      const length = (newline < 0 ? token.raw.length : newline) - lineStart;
      const cut = Math.max(0, this.#problems.lineText(line).length - length);
      return `${line}:${cut + offset - lineStart + 1}`;
    };
  }

  placeFootnote(definition: FootnoteDefinition, tokens: readonly Token[]): void {
    this.#places.set(definition, this.#at(definition.line, '[^'));
    this.placeBlocks(tokens, definition.line);
  }

  placeBlocks(tokens: readonly Token[], firstLine: number): void {
    let line = firstLine;
    for (const token of tokens) {
      this.#placeBlock(token, line);
      line += newlines(token.raw);
    }
  }

  #placeBlock(token: Token, line: number): void {
    const at = this.#at(line + leadingNewlines(token.raw), firstWords(token.raw));
    this.#places.set(token, at);
    switch (token.type) {
      case 'list': {
        let itemLine = line;
        for (const item of (token as Tokens.List).items) {
          this.#places.set(item, this.#at(itemLine, firstWords(item.raw)));
          this.placeBlocks(item.tokens, itemLine);
          itemLine += newlines(item.raw) + (item.raw.endsWith('\n') ? 0 : 1);
        }
        break;
      }
      case 'blockquote':
        this.placeBlocks((token as Tokens.Blockquote).tokens, line);
        break;
      case 'table':
        this.#placeRows(token as Tokens.Table, at.line);
        break;
      default:
        if ('tokens' in token && token.tokens) this.#placeSpans(token.tokens, at.line);
    }
  }

  #placeRows(table: Tokens.Table, line: number): void {
    [table.header, ...table.rows].forEach((row, i) => {
      const rowLine = i === 0 ? line : line + i + 1;
      this.#moveTo(rowLine);
      for (const cell of row) {
        this.#places.set(cell, this.#find(cell.text));
        this.#placeSpans(cell.tokens, rowLine);
      }
    });
  }

  #placeSpans(tokens: readonly Token[], line: number): void {
    this.#moveTo(line);
    for (const token of tokens) this.#placeSpan(token);
  }

  #placeSpan(token: Token): void {
    const at = this.#find(token.raw);
    this.#places.set(token, at);
    if (token.type !== 'image' && 'tokens' in token && token.tokens)
      for (const child of token.tokens) this.#placeSpan(child);
    const lines = newlines(token.raw);
    if (lines === 0) this.#from = Math.max(this.#from, at.column - 1 + token.raw.length);
    else {
      this.#line = at.line + lines;
      const last = token.raw.slice(token.raw.lastIndexOf('\n') + 1);
      const found = last === '' ? 0 : this.#problems.lineText(this.#line).indexOf(last);
      this.#from = Math.max(0, found) + last.length;
    }
  }

  /** Begins to read a line, unless it is read already. */
  #moveTo(line: number): void {
    if (this.#line === line) return;
    this.#line = line;
    this.#from = 0;
  }

  /** The place of a source at or behind the reading position, which moves there. */
  #find(raw: string): Point {
    const end = raw.indexOf('\n');
    const needle = (end < 0 ? raw : raw.slice(0, end)).slice(0, MAX_AHEAD);
    const text = this.#problems.lineText(this.#line);
    const at = text.startsWith(needle, this.#from)
      ? this.#from
      : text.length > MAX_AHEAD
        ? text.slice(this.#from, this.#from + MAX_AHEAD).indexOf(needle) + this.#from
        : text.indexOf(needle, this.#from);
    if (at >= this.#from) this.#from = at;
    return { line: this.#line, column: this.#from + 1 };
  }

  #at(line: number, words: string): Point {
    this.#moveTo(line);
    if (words === '') return { line, column: this.#problems.columnOf(line) };
    const point = this.#find(words);
    return point;
  }
}

function newlines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

function leadingNewlines(raw: string): number {
  return raw.startsWith('\n') || raw.startsWith(' ') ? newlines(/^\s*/.exec(raw)?.[0] ?? '') : 0;
}

/** The beginning of a source, to find it by. */
function firstWords(raw: string): string {
  return /\S[^\n]{0,60}/.exec(raw)?.[0].trimEnd() ?? '';
}

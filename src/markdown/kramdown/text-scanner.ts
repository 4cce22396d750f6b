/** A text with a reading position and the line of the note's file that it begins on. */
export class TextScanner {
  readonly text: string;
  readonly firstLine: number;
  pos = 0;
  #knownPos = 0;
  #knownLine: number;
  readonly #found = new Map<string, { readonly from: number; readonly at: number }>();

  readonly #matches = new Map<string, { from: number; match: { start: number; end: number } | null }>();

  constructor(text: string, firstLine: number) {
    this.text = text;
    this.firstLine = firstLine;
    this.#knownLine = firstLine;
  }

  get done(): boolean {
    return this.pos >= this.text.length;
  }

  /** Matches a sticky expression at the reading position without moving. */
  check(re: RegExp): RegExpExecArray | null {
    re.lastIndex = this.pos;
    return re.exec(this.text);
  }

  /** Matches a sticky expression at the reading position and moves behind it. */
  scan(re: RegExp): RegExpExecArray | null {
    const match = this.check(re);
    if (match !== null) this.pos += match[0].length;
    return match;
  }

  has(prefix: string): boolean {
    return this.text.startsWith(prefix, this.pos);
  }

  /** Index behind the newline that ends the line at `pos`. */
  lineEnd(pos = this.pos): number {
    const newline = this.text.indexOf('\n', pos);
    return newline < 0 ? this.text.length : newline + 1;
  }

  /**
   * Next place of `needle` at or after `from`, or −1. The last answer is kept: a thousand
   * unclosed `<!--` look once for `-->`, not a thousand times to the end of the text.
   */
  indexOf(needle: string, from = this.pos): number {
    const known = this.#found.get(needle);
    if (known !== undefined && from >= known.from && (known.at < 0 || from <= known.at)) return known.at;
    const at = this.text.indexOf(needle, from);
    this.#found.set(needle, { from, at });
    return at;
  }

  /** The same for an expression with the `g` flag; `key` names it. */
  search(key: string, re: RegExp, from: number): { readonly start: number; readonly end: number } | null {
    const known = this.#matches.get(key);
    if (known !== undefined && from >= known.from && (known.match === null || from <= known.match.start)) {
      return known.match;
    }
    re.lastIndex = from;
    const found = re.exec(this.text);
    const match = found === null ? null : { start: found.index, end: found.index + found[0].length };
    this.#matches.set(key, { from, match });
    return match;
  }

  /** Line of the note's file at `pos`; counts from the last place asked about. */
  lineAt(pos = this.pos): number {
    if (pos >= this.#knownPos) this.#knownLine += newlinesBetween(this.text, this.#knownPos, pos);
    else this.#knownLine -= newlinesBetween(this.text, pos, this.#knownPos);
    this.#knownPos = pos;
    return this.#knownLine;
  }
}

function newlinesBetween(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at += 1) if (text.charCodeAt(at) === 10) count += 1;
  return count;
}

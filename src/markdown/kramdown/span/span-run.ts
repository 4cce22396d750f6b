import type { Lexing } from '../lexing.js';
import { TextScanner } from '../text-scanner.js';
import { appendText, type KdToken, type TokenType } from '../token.js';

const SPACE = /[ \t\r\n\f\v]/;

/** Where the text of an element ends: at its delimiter, if the delimiter may close there. */
export interface Stop {
  /** Length of the delimiter at the reading position, 0 where there is none. */
  length(): number;
  accepts(): boolean;
}

/** What may stand in a text; handed in, since most rules read the text within their own marks again. */
export interface SpanRules {
  /** Finds the next place where a rule may apply; where only markup counts, the next tag. */
  special(run: SpanRun, markupOnly: boolean): RegExp;
  /** Reads what stands at the reading position: a span, or one character of text. */
  read(run: SpanRun, markupOnly: boolean): void;
}

export interface Attempt {
  fail(): void;
}

/** Failed attempts may cost this much per character of the text, and this much at all. */
const WASTE_PER_CHARACTER = 2;
const FREE_WASTE = 20_000;

/** Elements within elements within one text. */
export const MAX_SPAN_DEPTH = 60;

/** The reading of one text (a paragraph's, a heading's, a cell's) as spans. */
export class SpanRun {
  readonly lexing: Lexing;
  readonly src: TextScanner;
  tree: KdToken;
  /** Elements around `tree`, outermost first. */
  readonly stack: KdToken[] = [];
  #waste = 0;
  readonly #budget: number;
  readonly #lastClosers = new Map<string, number>();
  readonly #failed = new Map<string, number>();
  readonly #rules: SpanRules;

  constructor(lexing: Lexing, src: TextScanner, tree: KdToken, rules: SpanRules) {
    this.lexing = lexing;
    this.src = src;
    this.tree = tree;
    this.#rules = rules;
    this.#budget = FREE_WASTE + WASTE_PER_CHARACTER * src.text.length;
  }

  /**
   * Reads spans into `into` up to `stop`, or to the end of the text. Returns whether `stop` was
   * found; the reading position is then before the delimiter.
   */
  readUntil(stop: Stop | null, into: KdToken, markupOnly = false): boolean {
    const { src } = this;
    const special = this.#rules.special(this, markupOnly);
    const outer = this.tree;
    this.stack.push(outer);
    this.tree = into;
    let found = false;
    while (!src.done && !found) {
      special.lastIndex = src.pos;
      const at = special.exec(src.text)?.index ?? src.text.length;
      if (at > src.pos) this.literal(at - src.pos);
      if (src.done) break;
      found = stop !== null && stop.length() > 0 && stop.accepts();
      if (found) break;
      this.lexing.spend('tokens', 1);
      this.#rules.read(this, markupOnly);
    }
    this.tree = outer;
    this.stack.pop();
    return found;
  }

  /** Reads another text by the same rules, as what stands between the marks of a construct. */
  readText(text: string, line: number, into: KdToken): void {
    new SpanRun(this.lexing, new TextScanner(text, line), into, this.#rules).readUntil(null, into);
  }

  text(text: string): void {
    appendText(this.tree, text);
  }

  /** Adds what stands at the reading position as text and moves behind it. */
  literal(length: number): void {
    this.text(this.src.text.slice(this.src.pos, this.src.pos + length));
    this.src.pos += length;
  }

  isInside(...types: TokenType[]): boolean {
    return types.includes(this.tree.type) || this.stack.some((token) => types.includes(token.type));
  }

  /**
   * Index of the last place where a delimiter of `char` may close: behind something that is no
   * space. An opener behind it needs no attempt.
   */
  lastCloser(char: '*' | '_'): number {
    let last = this.#lastClosers.get(char);
    if (last !== undefined) return last;
    const { text } = this.src;
    last = text.lastIndexOf(char);
    while (last > 0 && SPACE.test(text[last - 1] ?? '')) last = text.lastIndexOf(char, last - 1);
    this.#lastClosers.set(char, last);
    return last;
  }

  get isTooDeep(): boolean {
    return this.stack.length >= MAX_SPAN_DEPTH;
  }

  /**
   * An opener without its closer costs a reading to the end of the text, and a thousand of them a
   * thousand readings. Beyond a budget that no written note comes near, an opener whose like has
   * failed before is text.
   */
  mayTry(delimiter: string): boolean {
    if (this.#waste < this.#budget) return true;
    const failedAt = this.#failed.get(`${delimiter} ${this.tree.type}`);
    return failedAt === undefined || failedAt > this.src.pos;
  }

  /** Starts to read something that may have no end; `fail` goes back and takes back its problems. */
  attempt(delimiter: string): Attempt {
    const start = this.src.pos;
    const { problems } = this.lexing;
    const count = problems.length;
    const key = `${delimiter} ${this.tree.type}`;
    return {
      fail: () => {
        problems.length = count;
        this.#waste += this.src.pos - start + 1;
        this.#failed.set(key, Math.min(this.#failed.get(key) ?? start, start));
        this.src.pos = start;
      },
    };
  }
}

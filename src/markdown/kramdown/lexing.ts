import { LIMITS } from '../../bounds/limits.js';
import { error, type Problem, ProblemError, warning } from '../../problem.js';
import type { Settings } from './options.js';
import type { TextScanner } from './text-scanner.js';
import type { AttributeList, KdToken } from './token.js';

export interface LinkDefinition {
  readonly url: string;
  readonly title: string | null;
  /** Carries the definition's attribute list. */
  readonly token: KdToken | null;
}

export interface Footnote {
  readonly content: KdToken;
  /** Carries the definition's attribute list. */
  readonly marker: KdToken;
}

export interface Abbreviation {
  readonly title: string;
  readonly token: KdToken;
}

const MAX_SEARCHED = 5000;

/** What the rules share while one text is read: settings, definitions found so far, problems. */
export class Lexing {
  readonly settings: Settings;
  readonly gfm: boolean;
  readonly attributeLists = new Map<string, AttributeList>();
  readonly links = new Map<string, LinkDefinition>();
  readonly footnotes = new Map<string, Footnote>();
  readonly abbreviations = new Map<string, Abbreviation>();
  readonly problems: Problem[] = [];
  /** Ids of the tree and the lines of their first use. */
  readonly ids = new Map<string, number>();
  depth = 0;
  /** Elements of raw HTML around the reading position. */
  htmlDepth = 0;
  #tooDeep = false;
  #spent = { tokens: 0, elements: 0 };
  readonly #lines: readonly string[];
  readonly #parse: (lexing: Lexing, parent: KdToken, src: TextScanner) => boolean;

  constructor(
    source: string,
    settings: Settings,
    parse: (lexing: Lexing, parent: KdToken, src: TextScanner) => boolean,
  ) {
    this.settings = settings;
    this.gfm = settings.input === 'GFM';
    this.#lines = source.split('\n');
    this.#parse = parse;
    for (const [id, [url, title]] of settings.linkDefs)
      this.links.set(linkId(id), { url, title, token: null });
  }

  /** Reads the rest of `src` as blocks into `parent`; true when the parent's end tag was met. */
  parseBlocks(parent: KdToken, src: TextScanner): boolean {
    this.depth += 1;
    const ended = this.#parse(this, parent, src);
    this.depth -= 1;
    return ended;
  }

  /** True where nothing may nest any deeper; says so once. */
  isTooDeep(line: number): boolean {
    if (this.depth < LIMITS.blockDepth) return false;
    if (!this.#tooDeep) {
      this.warn(
        `Nested more than ${LIMITS.blockDepth} levels deep; what lies deeper is plain text`,
        line,
        '',
        'Nest less.',
      );
    }
    this.#tooDeep = true;
    return true;
  }

  /**
   * Counts what is made of the text, before it takes up memory.
   *
   * @throws ProblemError beyond the limit: `|a|` with ten thousand columns and rows is refused at once
   */
  spend(what: 'tokens' | 'elements', count: number): void {
    this.#spent[what] += count;
    if (this.#spent[what] <= LIMITS[what]) return;
    const { file } = this.settings;
    throw new ProblemError(
      error(
        `the note has more than ${LIMITS[what]} ${what}`,
        { file, line: 1 },
        'Part it into several notes.',
      ),
    );
  }

  warn(message: string, line: number, snippet: string, ...hints: string[]): void {
    this.problems.push(warning(message, this.#place(line, snippet), ...hints));
  }

  fail(message: string, line: number, snippet: string, ...hints: string[]): void {
    this.problems.push(error(message, this.#place(line, snippet), ...hints));
  }

  reportLooseList(line: number): void {
    const hint = 'Put it on the line before or after its block, without a blank line between.';
    this.warn('Attribute list attaches to nothing', line, '{:', hint);
  }

  /** 1-based column of the first visible character of a line of the file. */
  columnOf(line: number): number {
    const text = this.#lines[line - this.settings.firstLine] ?? '';
    return Math.max(text.search(/\S/), 0) + 1;
  }

  #place(line: number, snippet: string) {
    const text = this.#lines[line - this.settings.firstLine] ?? '';
    // A line that is a book of its own is not searched again for each of its problems.
    const at = snippet === '' || text.length > MAX_SEARCHED ? -1 : text.indexOf(snippet);
    const column = at < 0 ? this.columnOf(line) : at + 1;
    return { file: this.settings.file, line, column };
  }
}

/** `A  Link\nId` → `a link id`. */
export function linkId(text: string): string {
  return text.replace(/[ \t\r\n\f\v]+/g, ' ').toLowerCase();
}

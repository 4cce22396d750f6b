import { LIMITS } from '../../bounds/limits.js';
import type { Problem } from '../../problem.js';
import { ProblemList } from '../problem-list.js';
import { SizeLimit } from '../size-limit.js';
import type { KramdownSettings } from './options.js';
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

/** What the rules share while one text is read: settings, definitions found so far, problems. */
export class Lexing {
  readonly settings: KramdownSettings;
  readonly attributeLists = new Map<string, AttributeList>();
  readonly links = new Map<string, LinkDefinition>();
  readonly footnotes = new Map<string, Footnote>();
  readonly abbreviations = new Map<string, Abbreviation>();
  readonly list: ProblemList;
  depth = 0;
  /** Elements of raw HTML around the reading position. */
  htmlDepth = 0;
  #tooDeep = false;
  readonly #size: SizeLimit;
  readonly #parse: (lexing: Lexing, parent: KdToken, src: TextScanner) => boolean;

  constructor(
    source: string,
    settings: KramdownSettings,
    parse: (lexing: Lexing, parent: KdToken, src: TextScanner) => boolean,
  ) {
    this.settings = settings;
    this.list = new ProblemList(source, settings.file, settings.firstLine);
    this.#size = new SizeLimit(settings.file);
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

  /** @throws ProblemError beyond what a note may hold */
  spend(what: 'tokens' | 'elements', count: number): void {
    this.#size.add(what, count);
  }

  get problems(): Problem[] {
    return this.list.found;
  }

  warn(message: string, line: number, snippet: string, ...hints: string[]): void {
    this.list.warn(message, line, snippet, ...hints);
  }

  fail(message: string, line: number, snippet: string, ...hints: string[]): void {
    this.list.fail(message, line, snippet, ...hints);
  }

  reportLooseList(line: number): void {
    const hint = 'Put it on the line before or after its block, without a blank line between.';
    this.warn('Attribute list attaches to nothing', line, '{:', hint);
  }
}

/** `A  Link\nId` → `a link id`. */
export function linkId(text: string): string {
  return text.replace(/[ \t\r\n\f\v]+/g, ' ').toLowerCase();
}

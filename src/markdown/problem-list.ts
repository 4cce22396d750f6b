import { error, type Problem, warning } from '../problem.js';

const MAX_SEARCHED = 5000;

/** What a note's author wrote for other eyes than the reader's, and what is left out for that. */
export const LEFT_OUT_KINDS = [
  'comment',
  'property',
  'block id',
  'query',
  'tag',
  'page break',
  'speaker notes',
] as const;

/** A kind of what is left out. */
export type LeftOutKind = (typeof LEFT_OUT_KINDS)[number];

export interface LeftOut {
  readonly kind: LeftOutKind;
  /** Line of the note's file, from 1. */
  readonly line: number;
  readonly text: string;
}

/** The lines of one note and what is found wrong in them. Lines count from 1, as in the note's file. */
export class ProblemList {
  readonly file: string;
  readonly firstLine: number;
  readonly found: Problem[] = [];
  /** In the order in which it was found. */
  readonly leftOut: LeftOut[] = [];
  readonly #lines: readonly string[];

  /**
   * @param text the Markdown, `\n` line ends
   * @param firstLine line of the file on which it begins
   */
  constructor(text: string, file: string, firstLine: number) {
    this.file = file;
    this.firstLine = firstLine;
    this.#lines = text.split('\n');
  }

  warn(message: string, line: number, snippet: string, ...hints: string[]): void {
    this.found.push(warning(message, this.#place(line, snippet), ...hints));
  }

  fail(message: string, line: number, snippet: string, ...hints: string[]): void {
    this.found.push(error(message, this.#place(line, snippet), ...hints));
  }

  leaveOut(kind: LeftOutKind, line: number, text: string): void {
    this.leftOut.push({ kind, line, text: text.trim() });
  }

  /** A line of the file; '' beyond its end. */
  lineText(line: number): string {
    return this.#lines[line - this.firstLine] ?? '';
  }

  /** 1-based column of the first visible character of a line of the file. */
  columnOf(line: number): number {
    return Math.max(this.lineText(line).search(/\S/), 0) + 1;
  }

  /** The problems in the order of their lines. */
  sorted(): readonly Problem[] {
    return [...this.found].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  }

  #place(line: number, snippet: string) {
    const text = this.lineText(line);
    // A line that is a book of its own is not searched again for each of its problems.
    const at = snippet === '' || text.length > MAX_SEARCHED ? -1 : text.indexOf(snippet);
    const column = at < 0 ? this.columnOf(line) : at + 1;
    return { file: this.file, line, column };
  }
}

import type { Dialect } from '../../dialect.js';
import { fencedLines } from '../../fenced-lines.js';
import type { ProblemList } from '../../problem-list.js';

/** A note's lines while constructs of lines are rewritten; each line keeps its number. */
export interface LineReading {
  readonly lines: string[];
  /** True for a line (from 0) of a listing, its fences included. */
  readonly isCode: (index: number) => boolean;
  readonly problems: ProblemList;
  /** Which Markdown the lines are rewritten in. */
  readonly dialect: Dialect;
}

/**
 * One construct of lines that neither CommonMark nor kramdown knows, written anew in what both know:
 * `:::note` becomes `> [!note]`. Reads the lines once, in linear time.
 */
export interface LineConstruct {
  readonly name: string;
  /** Found in every text that has the construct; a quick look at the whole text. */
  readonly sign: RegExp;
  readonly rewrite: (reading: LineReading) => void;
}

const INDENTED = /^(?: {4}|\t)/;
const LIST_ITEM = /^\s*(?:[-*+]|\d+[.)])(?:\s|$)/;
/** Lines below these are indented and no code. */
const OPENS_INDENTED = /^\s*(?:!!!|\?\?\?\+?|===)\s/;

/** Which lines (from 0) are code: those of fences, and those indented by four outside lists. */
export function codeLines(lines: readonly string[]): ReadonlySet<number> {
  const code = new Set(fencedLines(lines));
  let inList = false;
  let afterBlank = true;
  lines.forEach((line, index) => {
    if (line.trim() === '') afterBlank = true;
    else {
      const isIndented = INDENTED.test(line);
      if (LIST_ITEM.test(line) || OPENS_INDENTED.test(line)) inList ||= !isIndented || inList;
      else if (afterBlank && !/^\s/.test(line)) inList = false;
      const isCode = isIndented && !inList && (afterBlank || code.has(index - 1));
      if (isCode) code.add(index);
      afterBlank = false;
    }
  });
  return code;
}

/** Columns of white space before a line's text; a tab goes on to the next multiple of four. */
export function indentOf(line: string): number {
  let columns = 0;
  for (const char of line) {
    if (char === ' ') columns += 1;
    else if (char === '\t') columns += 4 - (columns % 4);
    else break;
  }
  return columns;
}

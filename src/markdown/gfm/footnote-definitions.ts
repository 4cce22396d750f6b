import { fencedLines } from '../fenced-lines.js';
import { footnoteName } from '../footnote-name.js';
import type { ProblemList } from '../problem-list.js';

const DEFINITION = /^ {0,3}\[\^([^\]\n]{1,200})\]:[ \t]*(.*)$/;
const INDENT = /^(?: {2,4}|\t)/;
/** What begins a block of its own, so that it does not go on with the footnote's text. */
const OWN_BLOCK = /^ {0,3}(?:#{1,6}[ \t]|>|[-+*][ \t]|\d{1,9}[.)][ \t]|`{3}|~{3}|\||<|\[\^?[^\]]+\]:)/;

export interface FootnoteDefinition {
  readonly name: string;
  /** Line of the note's file, from 1. */
  readonly line: number;
  /** Markdown, one line for each of the source. */
  readonly text: string;
}

interface Taken {
  /** The text with blank lines in the definitions' places. */
  readonly text: string;
  readonly footnotes: ReadonlyMap<string, FootnoteDefinition>;
}

/**
 * Takes `[^name]: text` out of the text: a definition may interrupt a paragraph and stand anywhere, so
 * it is read before the blocks. Lines with an indentation go on with it, and so do the lines of its
 * first paragraph.
 */
export function takeFootnoteDefinitions(text: string, problems: ProblemList): Taken {
  const footnotes = new Map<string, FootnoteDefinition>();
  if (!text.includes('[^')) return { text, footnotes };
  const lines = text.split('\n');
  const fenced = fencedLines(lines);
  for (let at = 0; at < lines.length; at += 1) {
    const found = fenced.has(at) ? null : DEFINITION.exec(lines[at] ?? '');
    if (found === null) continue;
    const end = definitionEnd(lines, at + 1);
    const [, written = '', first = ''] = found;
    const name = footnoteName(written);
    const more = lines.slice(at + 1, end).map((line) => line.replace(INDENT, ''));
    add(footnotes, { name, line: problems.firstLine + at, text: [first, ...more].join('\n') }, problems);
    for (let line = at; line < end; line += 1) lines[line] = '';
    at = end - 1;
  }
  return { text: lines.join('\n'), footnotes };
}

/** Index of the first line that is not the definition's. */
function definitionEnd(lines: readonly string[], from: number): number {
  let end = from;
  let isLazy = true;
  for (let at = from; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (line.trim() === '') {
      isLazy = false;
      continue;
    }
    const goesOn = INDENT.test(line) || (isLazy && at === end && !OWN_BLOCK.test(line));
    if (!goesOn) return end;
    end = at + 1;
  }
  return end;
}

function add(
  footnotes: Map<string, FootnoteDefinition>,
  definition: FootnoteDefinition,
  problems: ProblemList,
): void {
  const { name, line } = definition;
  const first = footnotes.get(name);
  if (first !== undefined) {
    const message = `Footnote "${name}" is defined again on line ${line}; this one is left out`;
    problems.warn(message, first.line, `[^${name}]`, 'Rename one of them.');
  }
  footnotes.set(name, definition);
}

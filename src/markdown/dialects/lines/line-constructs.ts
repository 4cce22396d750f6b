import type { Dialect } from '../../dialect.js';
import type { ProblemList } from '../../problem-list.js';
import { blockIds, comments } from './comments.js';
import { admonitions, containers } from './containers.js';
import { dataview } from './dataview.js';
import { displayMath } from './display-math.js';
import { codeLines, type LineConstruct } from './line-construct.js';
import { legalNumbers, numberedLists, shallowItems } from './lists.js';
import { bareBullets, logseq } from './logseq.js';
import { mdx } from './mdx.js';
import { pageBreaks } from './page-breaks.js';
import { shortcodes } from './shortcodes.js';
import { speakerNotes } from './speaker-notes.js';

/** In this order: what goes first hides its text from those that follow. */
const LINE_CONSTRUCTS: readonly LineConstruct[] = [
  displayMath,
  dataview,
  comments,
  pageBreaks,
  speakerNotes,
  admonitions,
  containers,
  mdx,
  logseq,
  bareBullets,
  blockIds,
  shortcodes,
  shallowItems,
  numberedLists,
  legalNumbers,
];

/**
 * A note's text with the constructs of lines that Markdown does not know written in what it knows. Every
 * line keeps its number.
 */
export function rewriteLines(text: string, problems: ProblemList, dialect: Dialect): string {
  const found = LINE_CONSTRUCTS.filter(({ sign }) => sign.test(text));
  if (found.length === 0) return text;
  const lines = text.split('\n');
  for (const construct of found) {
    const code = codeLines(lines);
    construct.rewrite({ lines, isCode: (index) => code.has(index), problems, dialect });
  }
  return lines.join('\n');
}

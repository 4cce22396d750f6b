import type { Dialect } from '../../dialect.js';
import type { ProblemList } from '../../problem-list.js';
import { admonitions } from './admonitions.js';
import { chunkOptions } from './chunk-options.js';
import { clozes } from './clozes.js';
import { blockIds, comments } from './comments.js';
import { containers } from './containers.js';
import { contentsMarks } from './contents-marks.js';
import { dataview, inlineFields } from './dataview.js';
import { displayMath } from './display-math.js';
import { foreignFences } from './foreign-fences.js';
import { hackmdTags, headingAttributes } from './heading-attributes.js';
import { codeLines, type LineConstruct } from './line-construct.js';
import { numberedLists, shallowItems } from './lists.js';
import { bareBullets, logseq } from './logseq.js';
import { mdx, tagsOverLines } from './mdx.js';
import { notionBoxes } from './notion-boxes.js';
import { orgBlocks } from './org-blocks.js';
import { otherTasks } from './other-tasks.js';
import { drawnBullets, ownLines } from './own-lines.js';
import { pageBreaks } from './page-breaks.js';
import { pictureSizes } from './picture-sizes.js';
import { shortcodes } from './shortcodes.js';
import { speakerNotes } from './speaker-notes.js';
import { tableCaptions } from './table-captions.js';

/** In this order: what goes first hides its text from those that follow. */
const LINE_CONSTRUCTS: readonly LineConstruct[] = [
  chunkOptions,
  foreignFences,
  displayMath,
  dataview,
  comments,
  pageBreaks,
  contentsMarks,
  orgBlocks,
  speakerNotes,
  notionBoxes,
  admonitions,
  tagsOverLines,
  containers,
  mdx,
  inlineFields,
  clozes,
  logseq,
  bareBullets,
  blockIds,
  shortcodes,
  hackmdTags,
  headingAttributes,
  tableCaptions,
  pictureSizes,
  otherTasks,
  drawnBullets,
  shallowItems,
  numberedLists,
  ownLines,
];

/**
 * A note's text with the constructs of lines that Markdown does not know written in what it knows. Every
 * line keeps its number.
 */
export function rewriteLines(text: string, problems: ProblemList, dialect: Dialect): string {
  let rewritten = text;
  for (const construct of LINE_CONSTRUCTS) {
    // What an earlier one has written may be a sign of a later one.
    if (!construct.sign.test(rewritten)) continue;
    const lines = rewritten.split('\n');
    const code = codeLines(lines);
    construct.rewrite({ lines, isCode: (index) => code.has(index), problems, dialect });
    rewritten = lines.join('\n');
  }
  return rewritten;
}

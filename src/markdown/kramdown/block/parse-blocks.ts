import type { Lexing } from '../lexing.js';
import type { TextScanner } from '../text-scanner.js';
import { appendText, type KdToken } from '../token.js';
import { readBlankLines, readEndOfBlock } from './blank-line.js';
import type { BlockRule, BlockRun } from './block-run.js';
import { readIndentedCode } from './code-block.js';
import { readDefinitionList } from './definition-list.js';
import { readAbbreviation, readFootnoteDefinition, readLinkDefinition } from './definitions.js';
import { readBlockExtension } from './extension.js';
import { readFence } from './fence.js';
import { readAtxHeading, readSetextHeading } from './heading.js';
import { readHtmlBlock } from './html-block.js';
import { readList } from './list.js';
import { readMathBlock } from './math-block.js';
import { readParagraph } from './paragraph.js';
import { readQuote } from './quote.js';
import { readRule } from './rule.js';
import { readTable } from './table.js';

/** kramdown's order: the first rule that wants the line gets it. */
const RULES: readonly BlockRule[] = [
  readBlankLines,
  readIndentedCode,
  readFence,
  readQuote,
  readAtxHeading,
  readRule,
  readList,
  readDefinitionList,
  readHtmlBlock,
  readSetextHeading,
  readMathBlock,
  readTable,
  readFootnoteDefinition,
  readLinkDefinition,
  readAbbreviation,
  readBlockExtension,
  readEndOfBlock,
  readParagraph,
];

/** Reads `src` from its position as blocks into `parent`; true when the parent's end tag was met. */
export function parseBlocks(lexing: Lexing, parent: KdToken, src: TextScanner): boolean {
  const run: BlockRun = { lexing, src, tree: parent, pendingList: null, pendingLine: 0 };
  while (!src.done) {
    lexing.spend('tokens', 1);
    const result = firstResult(run);
    if (result === 'end-tag') return true;
    if (result) continue;
    // No rule can refuse a line, the paragraph takes any; this only guards against a loop without end.
    appendText(parent, src.text.slice(src.pos, src.lineEnd()), 'raw_text');
    src.pos = src.lineEnd();
  }
  if (run.pendingList !== null) lexing.reportLooseList(run.pendingLine);
  return false;
}

function firstResult(run: BlockRun) {
  for (const rule of RULES) {
    const result = rule(run);
    if (result !== false) return result;
  }
  return false;
}

import type { Lexing } from '../lexing.js';
import type { TextScanner } from '../text-scanner.js';
import { type AttributeList, type KdToken, lastOf, newToken, type TokenType } from '../token.js';
import { behindIndent, END_OF_BLOCK, isBlankAt, matchAt, readBlockList } from './boundary.js';

/** The reading of one run of blocks into one parent token. */
export interface BlockRun {
  readonly lexing: Lexing;
  readonly src: TextScanner;
  readonly tree: KdToken;
  /** A list that stood before its block and waits for it. */
  pendingList: AttributeList | null;
  /** Line of the pending list, for the problem when nothing comes. */
  pendingLine: number;
}

/** What a rule did: nothing, read a block, or met the end tag of the element that is read. */
export type RuleResult = boolean | 'end-tag';
export type BlockRule = (run: BlockRun) => RuleResult;

/** Makes a block token that takes a waiting attribute list. */
export function newBlock(run: BlockRun, type: TokenType, line: number, init?: Partial<KdToken>): KdToken {
  const token = newToken(type, line, init);
  if (run.pendingList !== null) {
    token.ial = run.pendingList;
    run.pendingList = null;
    if (type === 'space') run.lexing.reportLooseList(run.pendingLine);
  }
  return token;
}

/** Headings, tables and display math need a boundary before them: a blank line, `^`, an attribute list. */
export function isAfterBoundary(run: BlockRun): boolean {
  const last = lastOf(run.tree.tokens);
  if (last === undefined || last.type === 'space' || run.pendingList !== null) return true;
  return last.type === 'eob' && last.name === undefined;
}

/** The same for what follows the reading position. */
export function isBeforeBoundary(run: BlockRun): boolean {
  const { src } = run;
  if (src.done || isBlankAt(src.text, src.pos)) return true;
  if (matchAt(END_OF_BLOCK, src.text, src.pos) !== null) return true;
  return readBlockList(src, behindIndent(src.text, src.pos)) !== null;
}

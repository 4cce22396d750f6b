import { lastOf } from '../token.js';
import type { BlockRun, RuleResult } from './block-run.js';
import { newBlock } from './block-run.js';
import { BLANK_LINES, END_OF_BLOCK } from './boundary.js';

export function readBlankLines(run: BlockRun): RuleResult {
  const line = run.src.lineAt();
  const match = run.src.scan(BLANK_LINES);
  if (match === null) return false;
  const last = lastOf(run.tree.tokens);
  if (last?.type === 'space') last.text += match[0];
  else run.tree.tokens.push(newBlock(run, 'space', line, { text: match[0] }));
  return true;
}

/** `^`: the block before it ends here. */
export function readEndOfBlock(run: BlockRun): RuleResult {
  if (run.src.text[run.src.pos] !== '^') return false;
  const line = run.src.lineAt();
  if (run.src.scan(END_OF_BLOCK) === null) return false;
  run.tree.tokens.push(newBlock(run, 'eob', line));
  return true;
}

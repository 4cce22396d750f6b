import { type BlockRun, newBlock, type RuleResult } from './block-run.js';
import { RULE } from './boundary.js';

export function readRule(run: BlockRun): RuleResult {
  const line = run.src.lineAt();
  if (run.src.scan(RULE) === null) return false;
  run.tree.tokens.push(newBlock(run, 'hr', line));
  return true;
}

import { type BlockRun, isAfterBoundary, isBeforeBoundary, newBlock, type RuleResult } from './block-run.js';

const OPEN = / {0,3}(\\)?\$\$/y;
const LINE_REST = /[ \t\r\f\v]*(?:\n|$)/y;

/** `$$ … $$` between blank lines; `\$$` keeps it a paragraph that begins with inline math. */
export function readMathBlock(run: BlockRun): RuleResult {
  const { src } = run;
  const open = src.check(OPEN);
  if (open === null || !isAfterBoundary(run)) return false;
  const start = src.pos;
  const line = src.lineAt();
  const close = src.indexOf('$$', start + open[0].length);
  if (close < 0) return false;
  src.pos = close + 2;
  const rest = src.scan(LINE_REST);
  if (open[1] !== undefined) {
    src.pos = rest === null ? start : start + open[0].length - 2;
    return false;
  }
  if (rest === null || !isBeforeBoundary(run)) {
    src.pos = start;
    return false;
  }
  const text = src.text.slice(start + open[0].length, close).trim();
  run.tree.tokens.push(newBlock(run, 'math', line, { text, category: 'block' }));
  return true;
}

import { TextScanner } from '../text-scanner.js';
import { type BlockRun, newBlock, type RuleResult } from './block-run.js';
import { endsLazyText } from './boundary.js';

const START = / {0,3}>/y;
/** The marker at the start of each line; no `m` flag, for which U+2028 would start a line too. */
const MARKERS = /(?<![^\n]) {0,3}> ?/g;

export function readQuote(run: BlockRun): RuleResult {
  const { src, lexing } = run;
  if (src.check(START) === null) return false;
  const line = src.lineAt();
  if (lexing.isTooDeep(line)) return false;
  const start = src.pos;
  src.pos = src.lineEnd();
  while (!endsLazyText(src, src.pos)) src.pos = src.lineEnd();
  const content = src.text.slice(start, src.pos).replace(MARKERS, '');
  const quote = newBlock(run, 'blockquote', line);
  run.tree.tokens.push(quote);
  lexing.parseBlocks(quote, new TextScanner(content, line));
  return true;
}

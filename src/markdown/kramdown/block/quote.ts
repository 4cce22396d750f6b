import { TextScanner } from '../text-scanner.js';
import { type KdToken, newToken } from '../token.js';
import { type BlockRun, newBlock, type RuleResult } from './block-run.js';
import { endsLazyText } from './boundary.js';

const START = / {0,3}>/y;
/** The marker at the start of each line; no `m` flag, for which U+2028 would start a line too. */
const MARKERS = /(?<![^\n]) {0,3}> ?/g;
const ALERT = /^\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*\n/i;

export function readQuote(run: BlockRun): RuleResult {
  const { src, lexing } = run;
  if (src.check(START) === null) return false;
  const line = src.lineAt();
  if (lexing.isTooDeep(line)) return false;
  const start = src.pos;
  src.pos = src.lineEnd();
  while (!endsLazyText(src, src.pos)) src.pos = src.lineEnd();
  const content = src.text.slice(start, src.pos).replace(MARKERS, '');
  const alert = ALERT.exec(content);
  const quote = newBlock(run, alert === null ? 'blockquote' : 'alert', line);
  run.tree.tokens.push(quote);
  if (alert !== null) addAlertTitle(quote, alert[1] ?? '', line);
  const rest = alert === null ? content : content.slice(alert[0].length);
  lexing.parseBlocks(quote, new TextScanner(rest, alert === null ? line : line + 1));
  return true;
}

/** `[!NOTE]` → a title paragraph `Note`, as GitHub sets it. */
function addAlertTitle(alert: KdToken, kind: string, line: number): void {
  const title = kind.charAt(0).toUpperCase() + kind.slice(1).toLowerCase();
  alert.name = kind.toLowerCase();
  const attr = new Map([['class', 'markdown-alert-title']]);
  const text = newToken('text', line, { text: title });
  alert.tokens.push(newToken('paragraph', line, { tokens: [text], attr }), newToken('space', line));
}

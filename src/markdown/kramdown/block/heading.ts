import { newToken } from '../token.js';
import { type BlockRun, isAfterBoundary, newBlock, type RuleResult } from './block-run.js';

const SETEXT = / {0,3}([^ \t\n][^\n]*)\n([-=])[-=]*[ \t\r\f\v]*\n/y;
const ATX = /(#{1,6})[\t ]+([^\n]*)\n/y;
const EXPLICIT_ID = /[\t ]\{#([:A-Za-z_\u00C0-\uFFFD][\w:.\u00B7-\uFFFD-]*)\}$/;

function addHeading(run: BlockRun, level: number, contents: string, end: number, isAtx: boolean): boolean {
  const line = run.src.lineAt();
  let text = contents.trimEnd();
  const id = EXPLICIT_ID.exec(text);
  if (id !== null) text = text.slice(0, id.index).trimEnd();
  if (isAtx) text = withoutClosingHashes(text);
  if (text === '') return false;
  run.src.pos = end;
  const heading = newBlock(run, 'heading', line, { level, idText: text });
  heading.tokens.push(newToken('raw_text', line, { text }));
  if (id?.[1] !== undefined) heading.attr = new Map([['id', id[1]]]);
  run.tree.tokens.push(heading);
  return true;
}

/** `## A ##` → `A`; without a space before them the hashes are text (`# C#`). */
function withoutClosingHashes(text: string): string {
  let at = text.length;
  while (text[at - 1] === '#') at -= 1;
  if (at === text.length) return text;
  const before = text[at - 1] ?? '';
  if (!/[\t ]/.test(before)) return text;
  return text.slice(0, at).trimEnd();
}

export function readAtxHeading(run: BlockRun): RuleResult {
  const { src } = run;
  if (src.text[src.pos] !== '#') return false;
  const match = src.check(ATX);
  if (match === null) return false;
  return addHeading(run, (match[1] ?? '').length, match[2] ?? '', src.pos + match[0].length, true);
}

export function readSetextHeading(run: BlockRun): RuleResult {
  if (!isAfterBoundary(run)) return false;
  const match = run.src.check(SETEXT);
  if (match === null) return false;
  return addHeading(run, match[2] === '-' ? 2 : 1, match[1] ?? '', run.src.pos + match[0].length, false);
}

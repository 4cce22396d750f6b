import { emptyList, readAttributeList } from '../attribute-list.js';
import { TextScanner } from '../text-scanner.js';
import { type KdToken, lastOf, newToken, pushAll } from '../token.js';
import { type BlockRun, newBlock, type RuleResult } from './block-run.js';
import { BLANK_LINES, DEFINITION_START, END_OF_BLOCK } from './boundary.js';
import { addPiece, cutIndent, isIndentedText, isLazyLine, readFirstLine } from './list-lines.js';

const TERM_LIST = /^\s*(?:\{:(?!(?:\w[\w-]*)?:|\/)((?:\\\}|[^}])+)\})\s*/;
const START_PATTERNS = [0, 1, 2, 3].map((spaces) => new RegExp(`( {0,${spaces}}:)([\\t| ][^\\n]*\\n)`, 'y'));

/** The terms' paragraph stands directly before, or with one blank line between. */
function termsParagraph(tree: KdToken): { paragraph: KdToken; loose: boolean } | null {
  const last = lastOf(tree.tokens);
  if (last?.type === 'paragraph') return { paragraph: last, loose: false };
  const before = tree.tokens.at(-2);
  if (last?.type !== 'space' || last.text !== '\n' || before?.type !== 'paragraph') return null;
  return { paragraph: before, loose: true };
}

function addTerms(list: KdToken, paragraph: KdToken): void {
  const lines = (paragraph.tokens[0]?.text ?? '').split('\n');
  lines.forEach((text, index) => {
    const term = newToken('dt', paragraph.line + index);
    const found = TERM_LIST.exec(text);
    if (found !== null) {
      term.ial = emptyList();
      readAttributeList(found[1] ?? '', term.ial);
    }
    const rest = found === null ? text : text.slice(found[0].length);
    term.idText = rest;
    term.tokens.push(newToken('raw_text', term.line, { text: rest }));
    list.tokens.push(term);
  });
}

/** Reads `: …` items to the end of the list. */
function readItems(run: BlockRun, list: KdToken, afterBlank: boolean): void {
  const { src } = run;
  let start: RegExp = DEFINITION_START;
  let item: KdToken | null = null;
  let indent = 0;
  let loose = afterBlank;
  let lastIsBlank = false;
  while (!src.done) {
    const line = src.lineAt();
    const match = src.scan(start);
    if (match !== null) {
      const first = readFirstLine(match[1] ?? '', match[2] ?? '');
      item = newToken('dd', line, { pieces: [first.text], loose });
      if (first.ial !== null) item.ial = first.ial;
      list.tokens.push(item);
      indent = first.indent;
      start = START_PATTERNS[Math.min(3, indent - 1)] ?? DEFINITION_START;
      [loose, lastIsBlank] = [false, false];
      continue;
    }
    if (item === null || src.check(END_OF_BLOCK) !== null) return;
    if (isIndentedText(src, indent) || (!lastIsBlank && isLazyLine(src, src.pos, indent))) {
      const text = src.text.slice(src.pos, src.lineEnd());
      src.pos += text.length;
      addPiece(item, cutIndent(text, indent).text);
      [loose, lastIsBlank] = [false, false];
      continue;
    }
    const blank = src.scan(BLANK_LINES);
    if (blank === null) return;
    addPiece(item, blank[0]);
    [loose, lastIsBlank] = [true, true];
  }
}

/** Reads the definitions' blocks; returns the blank lines behind the last one. */
function finishDefinitions(run: BlockRun, list: KdToken): KdToken | null {
  let blank: KdToken | null = null;
  for (const item of list.tokens) {
    if (item.type !== 'dd') continue;
    run.lexing.parseBlocks(item, new TextScanner(item.pieces?.[0] ?? '', item.line));
    delete item.pieces;
    if (item.tokens.length === 0) continue;
    blank = lastOf(item.tokens)?.type === 'space' ? (item.tokens.pop() ?? null) : null;
    const [first] = item.tokens;
    if (first?.type !== 'paragraph' || item.loose === true) continue;
    const text = first.tokens[0];
    if (text !== undefined && item.tokens.length > 1) text.text += '\n';
    first.transparent = true;
  }
  return blank;
}

export function readDefinitionList(run: BlockRun): RuleResult {
  const { src, tree, lexing } = run;
  if (src.check(DEFINITION_START) === null) return false;
  const found = termsParagraph(tree);
  if (found === null || lexing.isTooDeep(src.lineAt())) return false;
  const list = newBlock(run, 'dl', found.paragraph.line);
  tree.tokens.length -= found.loose ? 2 : 1;
  addTerms(list, found.paragraph);
  if (found.paragraph.ial !== undefined) list.ial = found.paragraph.ial;
  readItems(run, list, found.loose);
  const blank = finishDefinitions(run, list);
  addOrJoin(tree, list);
  if (blank !== null) tree.tokens.push(blank);
  return true;
}

/** Two definition lists with nothing (or blank lines) between them are one. */
function addOrJoin(tree: KdToken, list: KdToken): void {
  if (lastOf(tree.tokens)?.type === 'space' && tree.tokens.at(-2)?.type === 'dl') tree.tokens.pop();
  const last = lastOf(tree.tokens);
  if (last?.type === 'dl') pushAll(last.tokens, list.tokens);
  else tree.tokens.push(list);
}

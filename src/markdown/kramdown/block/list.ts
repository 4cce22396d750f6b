import { TextScanner } from '../text-scanner.js';
import { type KdToken, lastOf, newToken } from '../token.js';
import { type BlockRun, newBlock, type RuleResult } from './block-run.js';
import { BLANK_LINES, END_OF_BLOCK, isListStart, ORDERED_START, RULE, UNORDERED_START } from './boundary.js';
import { addPiece, cutIndent, isIndentedText, isLazyLine, readFirstLine } from './list-lines.js';
import { markTasks } from './task-list.js';

function startPattern(ordered: boolean, indent: number): RegExp {
  return new RegExp(
    `( {0,${Math.min(3, indent - 1)}}${ordered ? '\\d+\\.' : '[+*-]'})([\\t| ][^\\n]*\\n)`,
    'y',
  );
}

const START_PATTERNS = [true, false].map((ordered) =>
  [1, 2, 3, 4].map((indent) => startPattern(ordered, indent)),
);

interface ListReading {
  readonly run: BlockRun;
  readonly list: KdToken;
  item: KdToken | null;
  indent: number;
  start: RegExp;
  /** The item has a list, or may have one: its lines need no mark to start one. */
  nested: boolean;
  afterBlank: boolean;
}

function startItem(reading: ListReading, match: RegExpExecArray, line: number): void {
  const { list } = reading;
  const first = readFirstLine(match[1] ?? '', match[2] ?? '');
  reading.run.lexing.spend('tokens', 1);
  const item = newToken('list_item', line, { pieces: [first.text] });
  if (first.ial !== null) item.ial = first.ial;
  list.tokens.push(item);
  reading.item = item;
  reading.indent = first.indent;
  reading.start = START_PATTERNS[list.ordered ? 0 : 1]?.[Math.min(first.indent, 4) - 1] ?? reading.start;
  reading.nested = isListStart(first.text, 0);
  reading.afterBlank = false;
}

function addLine(reading: ListReading, item: KdToken, line: string): void {
  const { text, cut } = cutIndent(line, reading.indent);
  const startsList = isListStart(text, 0);
  reading.afterBlank = false;
  if (!reading.nested && cut && startsList) {
    // A piece of its own: the paragraph before it must not take the list's first line.
    item.pieces?.push('');
    reading.nested = true;
  } else if (reading.nested && !cut && startsList) {
    addPiece(item, ' '.repeat(reading.indent + 4) + text);
    return;
  }
  addPiece(item, text);
}

/** Reads one line (or the blank ones); false where the list ends. */
function readLine(reading: ListReading): boolean {
  const { src } = reading.run;
  const { item } = reading;
  const line = src.lineAt();
  const start = src.scan(reading.start);
  if (start !== null) {
    startItem(reading, start, line);
    return true;
  }
  if (item === null) return false;
  const isMore = isIndentedText(src, reading.indent);
  if (isMore || (!reading.afterBlank && isLazyLine(src, src.pos, reading.indent))) {
    const text = src.text.slice(src.pos, src.lineEnd());
    src.pos += text.length;
    addLine(reading, item, text);
    return true;
  }
  const blank = src.scan(BLANK_LINES);
  if (blank === null) return false;
  reading.nested = true;
  reading.afterBlank = true;
  addPiece(item, blank[0]);
  return true;
}

export function readList(run: BlockRun): RuleResult {
  const { src, lexing } = run;
  const ordered = src.check(UNORDERED_START) === null;
  const start = ordered ? ORDERED_START : UNORDERED_START;
  const first = src.check(start);
  if (first === null || lexing.isTooDeep(src.lineAt())) return false;
  const list = newBlock(run, 'list', src.lineAt(), { ordered });
  if (ordered) list.start = Number.parseInt(first[1] ?? '', 10);
  const reading: ListReading = { run, list, item: null, indent: 0, start, nested: false, afterBlank: false };
  let ended = false;
  while (!src.done && !(reading.afterBlank && src.check(RULE) !== null)) {
    ended = src.scan(END_OF_BLOCK) !== null;
    if (ended || !readLine(reading)) break;
  }
  run.tree.tokens.push(list);
  const blank = finishItems(run, list, ended);
  if (blank !== null && !ended) run.tree.tokens.push(blank);
  markTasks(list);
  return true;
}

function parsePieces(run: BlockRun, item: KdToken): void {
  let line = item.line;
  for (const piece of item.pieces ?? []) {
    const src = new TextScanner(piece, line);
    run.lexing.parseBlocks(item, src);
    line = src.lineAt(piece.length);
  }
  delete item.pieces;
}

/** Reads the items' blocks, finds which are tight; returns the blank lines behind the last item. */
function finishItems(run: BlockRun, list: KdToken, ended: boolean): KdToken | null {
  let blank: KdToken | null = null;
  let hasTight = false;
  for (const item of list.tokens) {
    parsePieces(run, item);
    const { tokens } = item;
    const [first] = tokens;
    if (first === undefined) {
      hasTight = true;
      continue;
    }
    // An attribute list of the first paragraph left an end-of-block mark behind.
    if (first.type === 'paragraph' && first.ial !== undefined && tokens[1]?.type === 'eob')
      tokens.splice(1, 1);
    if (isTight(list, item, ended, hasTight)) {
      const text = first.tokens[0];
      if (text !== undefined && tokens.length > 1 && tokens[1]?.type !== 'space') text.text += '\n';
      first.transparent = true;
    }
    hasTight ||= first.type !== 'paragraph' || first.transparent === true;
    blank = lastOf(tokens)?.type === 'space' ? (tokens.pop() ?? null) : null;
  }
  return blank;
}

/** kramdown's rule: an item's text is a paragraph if a blank line follows it; the last item does as the others. */
function isTight(list: KdToken, item: KdToken, ended: boolean, othersTight: boolean): boolean {
  const { tokens } = item;
  if (tokens[0]?.type !== 'paragraph') return false;
  const isLast = item === lastOf(list.tokens);
  const noBlank =
    tokens.length < 2 || tokens[1]?.type !== 'space' || (isLast && tokens.length === 2 && !ended);
  return noBlank && (!isLast || list.tokens.length === 1 || othersTight);
}

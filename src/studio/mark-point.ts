import type { Note, Point } from '../model.js';
import { parseNote } from '../note/parse-note.js';
import type { Settings } from '../options/options.js';
import { ProblemError } from '../problem.js';
import { type LineEdit, linesOf, withEdit } from './line-edits.js';

export type PointMark = 'keep' | 'skip';

/** Which point is to be marked, and how its note is read. */
export interface Marking {
  readonly id: number;
  readonly mark: PointMark;
  readonly dialect: Settings['dialect'];
}

/** A text in which a point is marked. */
export interface MarkedText {
  readonly text: string;
  /** Points that the mark holds for: a row takes its table along. */
  readonly points: number;
}

const MARK = /\{:\s*\.(?:keep|skip)\s*\}/;
/** Quotes and indents, the item's own mark, its box. */
const ITEM = /^([\s>]*(?:[-*+]|\d{1,9}[.)])[ \t]+)(?=\S)/;
const DEFINITION = /^[\s>]*:[ \t]+(?=\S)/;
const TASK = /^\[[ xX]\]\s/;

/**
 * The text with `{: .keep}` or `{: .skip}` where it holds for the point. Each place where a mark may stand
 * is tried, and the note read again: only what marks the point and leaves every word as it was is taken,
 * and of that what marks the fewest others.
 *
 * @param note what the text reads as
 * @returns null where no mark can stand
 */
export function markPoint(text: string, note: Note, marking: Marking): MarkedText | null {
  const points = pointsOf(note);
  const point = points.find((one) => one.id === marking.id);
  if (point === undefined) return null;
  let best: MarkedText | null = null;
  for (const edit of editsFor(point, note, marking.mark)) {
    const marked = withEdit(text, edit);
    const count = marksIn(marked, note, points, marking);
    if (count === null || (best !== null && best.points <= count)) continue;
    best = { text: marked, points: count };
    if (count === 1) break;
  }
  return best;
}

/** Whether a line is the same but for its mark. */
export function isSameButMark(before: string, after: string): boolean {
  const bare = (line: string): string => line.replace(MARK, '').replace(/\s+/g, ' ').trim();
  return bare(before) === bare(after) && bare(after) !== '';
}

export function pointsOf({ introPoints, sections }: Note): readonly Point[] {
  return [...introPoints, ...sections.flatMap(({ points }) => points)];
}

/** How many points are marked anew, this one among them; null where it is not, or anything else changes. */
function marksIn(
  text: string,
  note: Note,
  before: readonly Point[],
  { id, mark, dialect }: Marking,
): number | null {
  const after = readAgain(text, note.file, dialect);
  if (after === null || after.length !== before.length) return null;
  let count = 0;
  for (const [index, { text: words, override }] of after.entries()) {
    const was = before[index];
    if (was === undefined || plain(was.text) !== plain(words)) return null;
    if (override === was.override) continue;
    if (override !== mark) return null;
    count += 1;
  }
  return after.find((one) => one.id === id)?.override === mark ? count : null;
}

function readAgain(text: string, file: string, dialect: Marking['dialect']): readonly Point[] | null {
  try {
    return pointsOf(parseNote(text, file, dialect).value);
  } catch (failure) {
    if (failure instanceof ProblemError) return null;
    throw failure;
  }
}

/** A mark makes kramdown of a note, which sets quotes, dashes and dots as a printer does. */
function plain(text: string): string {
  return text
    .replace(/[‘’]/g, "'")
    .replace(/[“”«»]/g, '"')
    .replace(/–|—/g, '-')
    .replace(/-+/g, '-')
    .replace(/…/g, '...');
}

/** Places where the mark may stand, the likeliest first. */
function editsFor(point: Point, note: Note, mark: PointMark): LineEdit[] {
  const lines = linesOf(note.source);
  const lineAt = (line: number): string => lines[line - 1] ?? '';
  const first = lineAt(point.line);
  const list = `{: .${mark}}`;
  const ends = endLines(point, note, lines);
  const edits: LineEdit[] = [];
  for (const line of new Set([point.line, ...ends.flatMap((end) => [end, end + 1])])) {
    if (MARK.test(lineAt(line))) edits.push({ line, isNew: false, text: lineAt(line).replace(MARK, list) });
  }
  const item = ITEM.exec(first);
  if (item && !TASK.test(first.slice(item[0].length))) {
    edits.push({ line: point.line, isNew: false, text: `${item[0]}${list} ${first.slice(item[0].length)}` });
  }
  // Below an item's text it stands where the text begins, below a block where the block does.
  const inside = (item ?? DEFINITION.exec(first))?.[0].replace(/\S+/g, blank);
  for (const end of ends) {
    const starts = [inside, /^[\s>]*/.exec(lineAt(end))?.[0] ?? ''].filter((start) => start !== undefined);
    for (const start of new Set(starts)) edits.push({ line: end, isNew: true, text: start + list });
  }
  return edits;
}

/** Quotes stay, an item's mark becomes the indent of its text. */
function blank(word: string): string {
  return word === '>' ? word : ' '.repeat(word.length);
}

/** Lines that the point may end on: before the next point, and before the next blank line. */
function endLines(point: Point, note: Note, lines: readonly string[]): readonly number[] {
  const later = pointsOf(note).flatMap(({ line }) => (line > point.line ? line : []));
  const isBlank = (line: number): boolean => /^[\s>]*$/.test(lines[line - 1] ?? '');
  const lastBefore = (limit: number): number => {
    let line = limit;
    while (line > point.line && isBlank(line)) line -= 1;
    return line;
  };
  let block = point.line;
  while (block < lines.length && !isBlank(block + 1)) block += 1;
  return [...new Set([lastBefore(Math.min(...later, lines.length + 1) - 1), block])];
}

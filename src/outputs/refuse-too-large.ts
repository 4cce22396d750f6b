import type { Element, ElementContent } from 'hast';
import { LIMITS } from '../bounds/limits.js';
import { isElement, isTag, lineOf } from '../markdown/tree.js';
import type { Excerpt } from '../note/excerpt.js';
import { error, ProblemError } from '../problem.js';

/**
 * Refuses what no sheet and no deck can hold, before the browser is asked.
 *
 * @throws ProblemError for more points, characters, elements or columns of a table than {@link LIMITS} allow
 */
export function refuseTooLarge({ note, points, lines, intro, sections }: Excerpt): void {
  const place = { file: note.file, line: lines[0] };
  if (points.length > LIMITS.points) {
    const hint = `Part the note: a sheet or a deck takes at most ${LIMITS.points} points.`;
    throw new ProblemError(error(`${points.length} points are too many`, place, hint));
  }
  const chars = points.reduce((sum, { text }) => sum + text.length, 0);
  if (chars > LIMITS.textChars) {
    const hint = `Part the note: a sheet or a deck takes at most ${LIMITS.textChars} characters.`;
    throw new ProblemError(error(`${chars} characters are too many`, place, hint));
  }
  const content = [...intro, ...sections.flatMap(({ body }) => body)];
  const elements = countElements(content);
  if (elements > LIMITS.shownElements) {
    const hint = `Part the note: a sheet or a deck takes at most ${LIMITS.shownElements}, and a line of study notes has two.`;
    throw new ProblemError(error(`${elements} elements of HTML are too many`, place, hint));
  }
  for (const row of rowsIn(content)) refuseWide(row, place);
}

function countElements(nodes: readonly ElementContent[]): number {
  let count = 0;
  for (const node of nodes) if (isElement(node)) count += 1 + countElements(node.children);
  return count;
}

function refuseWide(row: Element, place: { readonly file: string; readonly line: number }): void {
  const columns = row.children.reduce((sum, cell) => sum + spanOf(cell), 0);
  if (columns <= LIMITS.tableColumns) return;
  const hint = `Turn it on its side, or part it: a table has at most ${LIMITS.tableColumns} columns.`;
  throw new ProblemError(
    error(`a table of ${columns} columns is too wide`, { ...place, line: lineOf(row) ?? place.line }, hint),
  );
}

function rowsIn(nodes: readonly ElementContent[]): Element[] {
  return nodes.filter(isElement).flatMap((node) => (isTag(node, 'tr') ? [node] : rowsIn(node.children)));
}

/** A cell may say that it spans columns which no other row has. */
function spanOf(cell: ElementContent): number {
  if (!isTag(cell, 'td', 'th')) return 0;
  return Math.max(1, Number(cell.properties.colSpan ?? 1) || 1);
}

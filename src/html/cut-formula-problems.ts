import type { Note, Point } from '../model.js';
import type { CutFormula } from '../page/cut-formulas.js';
import { type Problem, warning } from '../problem.js';

const MAX_NAMED = 40;

/** Warnings of formulas that draw beyond their own box, where it is cut off. */
export function cutFormulaProblems(
  cut: readonly CutFormula[],
  note: Note,
  points: readonly Point[],
): Problem[] {
  return cut.map(({ point, text }) => {
    const id = Number.parseInt(point ?? '', 10);
    const line = points.find((each) => each.id === id)?.line ?? null;
    const named = text.length > MAX_NAMED ? `${text.slice(0, MAX_NAMED)}…` : text;
    return warning(
      `a formula moves "${named}" out of its own box, where it is cut off`,
      { file: note.file, line },
      'Write it without \\kern, \\hspace, \\llap, \\rlap, \\smash or \\raisebox that lead out of it.',
    );
  });
}

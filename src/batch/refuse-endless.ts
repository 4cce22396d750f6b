import { LIMITS } from '../limits.js';
import type { Note, Section } from '../model.js';
import { error, ProblemError } from '../problem.js';

/**
 * Refuses what no sheet and no deck can hold, before the browser is asked.
 *
 * @throws ProblemError for more points or characters than {@link LIMITS} allow
 */
export function refuseEndless(note: Note, section: Section | null): void {
  const points = section?.points ?? [...note.introPoints, ...note.sections.flatMap((one) => one.points)];
  const place = { file: note.file, line: section?.lines[0] ?? 1 };
  if (points.length > LIMITS.points) {
    const hint = `Part the note: a sheet or a deck takes at most ${LIMITS.points} points.`;
    throw new ProblemError(error(`${points.length} points are too many`, place, hint));
  }
  const chars = points.reduce((sum, { text }) => sum + text.length, 0);
  if (chars > LIMITS.textChars) {
    const hint = `Part the note: a sheet or a deck takes at most ${LIMITS.textChars} characters.`;
    throw new ProblemError(error(`${chars} characters are too many`, place, hint));
  }
}

import type { Place } from '../problem.js';

/** Lines of a note's front matter that are looked at. */
const HEAD_LINES = 400;

/** Where a front-matter key stands; the head of the file where it cannot be found. */
export function keyPlace(source: string, key: string, file: string): Place {
  const lines = source.split('\n', HEAD_LINES);
  const index = lines.findIndex((line) => line.trimStart().startsWith(`${key}:`));
  return {
    file,
    line: Math.max(1, index + 1),
    column: index < 0 ? 1 : (lines[index] ?? '').search(/\S/) + 1,
  };
}

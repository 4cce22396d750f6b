import type { Note } from '../model.js';
import { type Problem, warning } from '../problem.js';

/** More than this in one line are a script that we have no font for; naming the first few will do. */
const MAX_NAMED = 8;

/** Warnings of characters that would print as a box: one for each line on which some first stand. */
export function missingGlyphProblems(missing: readonly string[], note: Note): Problem[] {
  if (missing.length === 0) return [];
  const lines = note.source.split('\n');
  const byLine = new Map<number, string[]>();
  for (const character of missing) {
    const index = lines.findIndex((line) => line.includes(character));
    byLine.set(index, [...(byLine.get(index) ?? []), character]);
  }
  return [...byLine].map(([index, characters]) => {
    const first = characters[0] ?? '';
    const rest = characters.length - MAX_NAMED;
    const names = characters.slice(0, MAX_NAMED).map(nameOf).join(', ');
    return warning(
      `no bundled font has a glyph for ${names}${rest > 0 ? ` and ${rest} more` : ''}`,
      {
        file: note.file,
        line: index < 0 ? null : index + 1,
        column: index < 0 ? null : (lines[index] ?? '').indexOf(first) + 1,
      },
      'It prints as an empty box; write the word instead, or use another character.',
    );
  });
}

function nameOf(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `"${character}" (U+${code})`;
}

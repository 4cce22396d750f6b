import type { Note } from '../model.js';
import { type Problem, warning } from '../problem.js';

/** One warning for each character that would print as a box, with the line where it first stands. */
export function missingGlyphProblems(missing: readonly string[], note: Note): Problem[] {
  const lines = missing.length > 0 ? note.source.split('\n') : [];
  return missing.map((character) => {
    const index = lines.findIndex((line) => line.includes(character));
    const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    return warning(
      `no bundled font has a glyph for "${character}" (U+${code})`,
      {
        file: note.file,
        line: index < 0 ? null : index + 1,
        column: index < 0 ? null : (lines[index]?.indexOf(character) ?? 0) + 1,
      },
      'It prints as an empty box; write the word instead, or use another character.',
    );
  });
}

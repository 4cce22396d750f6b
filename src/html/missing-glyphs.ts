import type { Note } from '../model.js';
import { error, type Problem, ProblemError, warning } from '../problem.js';
import { isInstalled, ownFace } from './fonts.js';
import { OPTIONAL } from './typefaces.js';

/** More than this in one line are a script that we have no font for; naming the first few will do. */
const MAX_NAMED = 8;

/** Lines that are named one by one. */
const MAX_LINES = 50;

/** Letters that have a glyph, at the least, in a note that is set at all. */
const LEAST_SHARE = 0.5;

/**
 * Warnings of characters that would print as a box: one for each line on which some first stand, and one where
 * a language's own shapes are not at hand.
 *
 * @throws ProblemError where most letters of the note would be boxes
 */
export function missingGlyphProblems(missing: readonly string[], note: Note): Problem[] {
  const shapes = shapeProblems(note);
  if (missing.length === 0) return shapes;
  refuseBlank(missing, note);
  const { byLine, nowhere } = firstLines(missing, note.source);
  const shown = [...byLine].slice(0, MAX_LINES);
  const rest = byLine.size - shown.length;
  const boxes = shown.map(([line, { characters, column }]) =>
    boxProblem(characters, note, { file: note.file, line, column }),
  );
  if (nowhere.length > 0) boxes.push(boxProblem(nowhere, note, { file: note.file }));
  if (rest > 0)
    boxes.push(
      warning(`no bundled font has a glyph for characters of ${rest} more lines`, { file: note.file }),
    );
  return [...shapes, ...boxes];
}

interface FirstUses {
  readonly characters: string[];
  /** Of the first of them. */
  readonly column: number;
}

/** Characters by the line, from 1, on which each first stands; and those that the source writes otherwise. */
function firstLines(
  missing: readonly string[],
  source: string,
): { byLine: ReadonlyMap<number, FirstUses>; nowhere: readonly string[] } {
  const wanted = new Set(missing);
  const byLine = new Map<number, FirstUses>();
  for (const [index, text] of source.split('\n').entries()) {
    if (wanted.size === 0) break;
    let column = 1;
    for (const character of text) {
      if (wanted.delete(character)) {
        const uses = byLine.get(index + 1) ?? { characters: [], column };
        uses.characters.push(character);
        byLine.set(index + 1, uses);
      }
      column += character.length;
    }
  }
  return { byLine, nowhere: [...wanted] };
}

function boxProblem(
  characters: readonly string[],
  note: Note,
  place: Parameters<typeof warning>[1],
): Problem {
  const rest = characters.length - MAX_NAMED;
  const names = characters.slice(0, MAX_NAMED).map(nameOf).join(', ');
  return warning(
    `no bundled font has a glyph for ${names}${rest > 0 ? ` and ${rest} more` : ''}`,
    place,
    hintFor(characters, note) ??
      'It prints as an empty box; write the word instead, or use another character.',
  );
}

function refuseBlank(missing: readonly string[], note: Note): void {
  const boxes = new Set(missing);
  const letters = note.source.match(/\p{L}/gu) ?? [];
  const drawn = letters.filter((letter) => !boxes.has(letter)).length;
  if (letters.length === 0 || drawn / letters.length >= LEAST_SHARE) return;
  const first = letters.find((letter) => boxes.has(letter)) ?? '';
  const line = note.source.split('\n').findIndex((text) => text.includes(first)) + 1;
  const message = `no font has glyphs for ${letters.length - drawn} of the note's ${letters.length} letters, such as ${nameOf(first)}`;
  const hint = hintFor(missing, note) ?? 'No bundled font has this script.';
  throw new ProblemError(error(message, { file: note.file, line }, hint));
}

/** The one package to add, where it is known which and is not there already. */
function hintFor(characters: readonly string[], { meta, source }: Note): string | null {
  const faces = OPTIONAL.filter(
    (face) => characters.some((one) => face.when.test(one)) && !isInstalled(face),
  );
  // Rare Chinese characters are in several: the language's own first, then the one that has the most of them.
  const own = ownFace(meta.lang, source);
  const face = faces.find((one) => one === own) ?? faces.at(-1);
  return face ? `Install its font beside cribsheet: npm install ${face.pack}` : null;
}

/** Japanese and traditional Chinese are set in the shapes of simplified Chinese until their font is there. */
function shapeProblems({ file, meta, source }: Note): Problem[] {
  const face = ownFace(meta.lang, source);
  if (face === null || isInstalled(face) || !/\p{Script=Han}/u.test(source)) return [];
  return [
    warning(
      `${face.script} characters are set in the shapes of simplified Chinese`,
      { file },
      `Their own shapes come with: npm install ${face.pack}`,
    ),
  ];
}

function nameOf(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `"${character}" (U+${code})`;
}

import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { LIMITS } from '../../bounds/limits.js';
import { foundAt } from '../../files/found-at.js';
import { error, type Problem, ProblemError, type Warned, warning } from '../../problem.js';
import { BUNDLED_FACES, type Typeface } from '../typefaces.js';
import type { Address, NamedFamily, Span, StyleSheet } from './style-sheet.js';

/** The user's own style sheets, one after the other, with every file that they show in them. */
export interface OwnStyles {
  /**
   * The rules without `@font-face`.
   *
   * @param scale by which fixed lengths (`12px`, `1mm`) are multiplied, for a page that is laid out larger
   */
  readonly rulesAt: (scale: number) => string;
  /** `@font-face` rules. */
  readonly faces: string;
  /** Faces of the package that the rules name. */
  readonly named: readonly Typeface[];
  /** Every file that was read. */
  readonly files: readonly string[];
}

const NO_STYLES: OwnStyles = { rulesAt: () => '', faces: '', named: [], files: [] };

/**
 * Reads style sheets and checks them: what a browser would leave out in silence is a warning, what nobody
 * can read is an error. Nothing in the result is loaded from anywhere.
 *
 * @param paths of the files, in the order in which they count
 * @throws ProblemError for a file that is not there, a syntax error, `@import`, an address of the network
 */
export async function readOwnStyles(paths: readonly string[]): Promise<Warned<OwnStyles>> {
  if (paths.length === 0) return { value: NO_STYLES, problems: [] };
  // The parser knows all of CSS by name, and is loaded only where there is something to read.
  const { parseStyleSheet } = await import('./style-sheet.js');
  const { inlineFile } = await import('./inline-file.js');
  const sheets = paths.map((path) => parseStyleSheet(sourceOf(path), path));
  const problems = sheets.flatMap((sheet) => sheet.problems);
  const fatal = problems.find(({ severity }) => severity === 'error');
  if (fatal) throw new ProblemError(fatal);
  const files: string[] = [...paths];
  const inline = (address: Address): string | null => {
    const file = inlineFile(address);
    if (file) files.push(file.path);
    return file && `url("${file.url}")`;
  };
  const inlined = sheets.map((sheet) => ({ sheet, edits: editsOf(sheet, inline) }));
  const own = new Set(sheets.flatMap(({ ownFamilies }) => ownFamilies));
  const families = sheets.flatMap((sheet) => sheet.families).filter(({ name }) => !own.has(name));
  const value: OwnStyles = {
    rulesAt: (scale) => inlined.map(({ sheet, edits }) => rulesOf(sheet, edits, scale)).join('\n'),
    faces: inlined
      .flatMap(({ sheet, edits }) => sheet.faces.map((face) => cut(sheet, face, edits)))
      .join('\n'),
    named: BUNDLED_FACES.filter(({ family }) => families.some(({ name }) => isSame(name, family))),
    files,
  };
  return { value, problems: [...problems, ...families.flatMap(strangeFamily)] };
}

/**
 * Style sheets of which the own one wins wherever both say something, however particular the selectors
 * of ours are; only what ours marks as important, since the fit stands on it, stays.
 */
export function layered(ours: string, own: string): string {
  return own === '' ? ours : `@layer cribsheet {\n${ours}\n}\n@layer own {\n${own}\n}`;
}

function sourceOf(path: string): string {
  const refused = (reason: string): ProblemError =>
    new ProblemError(
      error(`cannot read ${basename(path)}: ${reason}`, { file: path }, 'Check what --css names.'),
    );
  const found = foundAt(path);
  if (!found) throw refused('it does not exist, or cannot be reached');
  if (!found.isFile()) throw refused('it is not a file');
  if (found.size > LIMITS.templateBytes) {
    throw refused(`it is larger than ${LIMITS.templateBytes / 1024 / 1024} MB`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch (failure) {
    const { code } = failure as NodeJS.ErrnoException;
    throw refused(code === 'EACCES' ? 'permission denied' : 'it is not UTF-8');
  }
}

/** A piece of a source, and what stands in its place. */
interface Edit extends Span {
  readonly text: string;
}

function editsOf(sheet: StyleSheet, inline: (address: Address) => string | null): readonly Edit[] {
  const addresses = sheet.addresses.flatMap((address) => {
    const text = inline(address);
    return text === null ? [] : [{ start: address.start, end: address.end, text }];
  });
  return [...addresses, ...sheet.refused.map((span) => ({ ...span, text: '' }))];
}

function rulesOf(sheet: StyleSheet, edits: readonly Edit[], scale: number): string {
  const lengths = sheet.lengths.map(({ value, ...span }) => ({ ...span, text: String(value * scale) }));
  const faces = sheet.faces.map((face) => ({ ...face, text: '' }));
  const whole = { start: 0, end: sheet.source.length };
  return cut(sheet, whole, [...(scale === 1 ? [] : lengths), ...faces, ...edits]);
}

/** A part of a source with its edits made; of edits within each other the outer one. */
function cut({ source }: StyleSheet, { start, end }: Span, edits: readonly Edit[]): string {
  let text = '';
  let at = start;
  const ordered = edits
    .filter((edit) => edit.start >= start && edit.end <= end)
    .sort((a, b) => a.start - b.start || b.end - a.end);
  for (const edit of ordered) {
    if (edit.start < at) continue;
    text += source.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  // It stands in a style element, which nothing in it may end; in CSS the two are the same.
  return (text + source.slice(at, end)).replaceAll('</', '<\\/');
}

/** A font that this machine may have, and the next may not: what was measured would not be what is shown. */
function strangeFamily({ name, place }: NamedFamily): Problem[] {
  if (BUNDLED_FACES.some(({ family }) => isSame(name, family))) return [];
  const hint = 'Add an @font-face rule with its file; docs/theming.md lists the fonts that cribsheet has.';
  return [warning(`the font "${name}" is not carried along: other machines show another one`, place, hint)];
}

function isSame(name: string, family: string): boolean {
  return name.toLowerCase() === family.toLowerCase();
}

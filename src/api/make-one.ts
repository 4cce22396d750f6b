import { basename, extname, resolve } from 'node:path';
import { parseBytes } from '../batch/cache/load-note.js';
import { bearsMark, marked } from '../batch/cache/our-mark.js';
import { unknownSection } from '../batch/failure.js';
import { foundAt } from '../files/found-at.js';
import { readNoteBytes } from '../files/read-note-text.js';
import { isThere, writeWhole } from '../files/write-whole.js';
import type { Note } from '../model.js';
import { type Excerpt, sectionOf, wholeNote } from '../note/excerpt.js';
import type { OutputKindName } from '../options/output-kind-names.js';
import { mergeSettings } from '../options/settings.js';
import { everyEnding, type OutputKind, outputName } from '../outputs/output-kind.js';
import { OUTPUT_KINDS } from '../outputs/output-kinds.js';
import { error, ProblemError, type Warned } from '../problem.js';
import { type BuildOptions, openRun } from './build.js';
import { withBrowser } from './with-browser.js';

/** Options of a build, and which one file is to be made of which note. */
export type MakeOneOptions = Omit<BuildOptions, 'paths' | 'oneByOne' | 'refused' | 'onProgress'> & {
  /** The note's file. */
  readonly note: string;
  /** The note itself, where it is in no file: pictures are then looked for beside `note`. */
  readonly text?: Uint8Array;
  /** The kind of output; else the one that the file's name names, or the first that has files of its ending. */
  readonly kind?: OutputKindName;
  /** The file's name, whose end says what it is: `emr.deck.pdf`, `emr.png`; else it is the kind's main file. */
  readonly fileName?: string;
  /** Told what a person may want to know and need not mend. */
  readonly onNotice?: (message: string) => void;
};

/**
 * One file of one note, or of the first section that `section` names. Writes nothing and remembers nothing.
 *
 * @throws ProblemError for a bad option, a note that cannot be read, no such section or ending
 * @throws the signal's reason when it is aborted
 */
export async function makeOne(options: MakeOneOptions): Promise<Warned<string | Uint8Array>> {
  const { note: file, text, kind: kindName, fileName, onNotice, ...building } = options;
  // Whether a further file is wanted is said by its ending.
  const further = { png: true, deckPdf: true, cardsPdf: true };
  const run = await openRun({ ...building, ...(fileName !== undefined && further) }, false);
  const kinds = OUTPUT_KINDS.filter(({ name }) => kindName === undefined || name === kindName);
  const { kind, isWanted } = wantedOf(kinds, fileName);
  const bytes = text ?? (await readNoteBytes(file, run.cwd));
  const { value: read, problems } = await parseBytes(bytes, file, run);
  const settings = mergeSettings(run.forNote(resolve(run.cwd, file)), read.settings, run.given);
  const excerpt = chosen(read.note, run.given.section?.[0]);
  const { makeFiles } = await import('../outputs/make-files.js');
  const { signal, browser = null } = building;
  const made = await withBrowser((withPage) => makeFiles(kind, excerpt, settings, withPage), {
    browser,
    ...(signal && { signal }),
    ...(onNotice && { onNotice }),
  });
  const wanted = made.value.files.findLast((one) => isWanted(one.ending));
  if (!wanted) throw new ProblemError(nothingFor(fileName ?? '', file));
  return { value: marked(wanted.ending, wanted.content), problems: [...problems, ...made.problems] };
}

/**
 * Writes a file whole or not at all, and not over one that cribsheet has not made.
 *
 * @param isForced over any file
 * @throws ProblemError when it cannot be written, or something else is in its place
 */
export async function writeOne(file: string, content: string | Uint8Array, isForced: boolean): Promise<void> {
  if (foundAt(file)?.isDirectory()) {
    const hint = 'Name a file in it; a folder for all outputs goes with --out.';
    throw new ProblemError(error('a folder is in its place', { file }, hint));
  }
  if (!isForced && (await isThere(file)) && !(await bearsMark(file))) {
    const hint = 'Choose another name, or say so: --force';
    throw new ProblemError(error('a file that cribsheet has not made is in its place', { file }, hint));
  }
  await writeWhole(file, content);
}

/** Which kind, and which of its files, a file's name means; the first kind's main file without one. */
function wantedOf(kinds: readonly OutputKind[], fileName: string | undefined): Wanted {
  for (const kind of kinds) {
    if (fileName === undefined) return { kind, isWanted: (ending) => ending === kind.main.ending };
    for (const own of everyEnding(kind))
      if (fileName.endsWith(outputName('', kind.name) + own))
        return { kind, isWanted: (ending) => ending === own };
  }
  const plain = extname(fileName ?? '');
  const kind = kinds.find((one) => everyEnding(one).includes(plain));
  if (!kind) throw new ProblemError(noSuchEnding(fileName ?? '', kinds.flatMap(everyEnding)));
  return { kind, isWanted: (ending) => ending.endsWith(plain) };
}

interface Wanted {
  readonly kind: OutputKind;
  readonly isWanted: (ending: string) => boolean;
}

function chosen(note: Note, id: string | undefined): Excerpt {
  if (id === undefined) return wholeNote(note);
  const found = sectionOf(note, id);
  if (found) return found;
  throw new ProblemError({
    ...unknownSection(
      id,
      note.sections.map((section) => section.id),
    ),
    file: note.file,
  });
}

function nothingFor(fileName: string, file: string) {
  const hint = 'Cards on paper need terms or questions in the note, a handout needs --handout.';
  return error(`the note gives nothing for ${basename(fileName)}`, { file }, hint);
}

function noSuchEnding(fileName: string, known: readonly string[]) {
  const ending = extname(fileName);
  const other = OUTPUT_KINDS.find((kind) => everyEnding(kind).includes(ending));
  const hints = [
    ...(other === undefined ? [] : [`cribsheet ${other.name} makes such a file.`]),
    ...(ending === '' ? ['Name one file, such as notes.pdf; a folder goes with --out.'] : []),
    `Known are ${[...new Set(known)].join(', ')}.`,
  ];
  return error(`no output has the ending "${ending}"`, { file: '' }, ...hints);
}

import type { LendPage } from './browser/lend-page.js';
import type { Deck, Note, Section, Sheet } from './model.js';
import { DEFAULTS, type DeckOptions, type NoteSettings, type SheetOptions } from './options.js';
import type { Warned } from './problem.js';
import { checkOptions } from './settings.js';

export type { BuildReport, Output, OutputKind, Progress } from './batch/report.js';
export { hasError } from './batch/report.js';
export type { BrowserReport } from './browser/describe-browser.js';
export type { LendPage, PageNeeds } from './browser/lend-page.js';
export { type BuildOptions, build, type RunOptions } from './build.js';
export { check } from './check.js';
export { readSource } from './files.js';
export { findBrowser } from './find-browser.js';
export { type ListedNote, type ListedSection, type ListReport, listSections } from './list-sections.js';
export { type MergeOptions, merge } from './merge.js';
export type * from './model.js';
export {
  type Command,
  DEFAULTS,
  type DeckOptions,
  flagName,
  type NoteSettings,
  OPTION_NAMES,
  OPTIONS,
  type OptionName,
  type OptionRow,
  type Settings,
  type SheetOptions,
} from './options.js';
export { type Place, type Problem, ProblemError, type Severity, type Warned } from './problem.js';
export { type ServeOptions, serve } from './serve.js';
export { nearest } from './settings.js';
export { VERSION } from './version.js';
export { type WatchOptions, watch } from './watch.js';

/**
 * Reads one note.
 *
 * @param file path of a Markdown file
 * @returns the note with the settings of its front matter, and what is wrong with it
 * @throws ProblemError when the file cannot be read or is not UTF-8
 */
export async function readNote(
  file: string,
  { cwd = process.cwd() }: { readonly cwd?: string } = {},
): Promise<Warned<{ readonly note: Note; readonly settings: NoteSettings }>> {
  const { loadNote } = await import('./batch/load-note.js');
  return loadNote(file, cwd);
}

/**
 * Calls the work with pages of one shared browser, and ends the browser afterwards.
 *
 * @param work renders as many sheets and decks as it likes with the `lend` that it is given
 * @throws whatever the work throws; ProblemError when no browser starts
 */
export async function withBrowser<T>(
  work: (lend: LendPage) => Promise<T>,
  options: { readonly browser?: string | null } = {},
): Promise<T> {
  const { browser } = checkOptions(options);
  const { BrowserSession } = await import('./browser/browser-session.js');
  const session = new BrowserSession({ browser: browser ?? null });
  try {
    return await work(session.withPage);
  } finally {
    await session.close();
  }
}

/**
 * A note, or one of its sections, on one printed page.
 *
 * @param section null for the whole note
 * @param options what differs from the defaults
 * @throws ProblemError for a bad option, and where `whenFull` is `fail` and the text does not fit
 */
export async function renderSheet(
  note: Note,
  section: Section | null,
  options: Partial<SheetOptions>,
  lend: LendPage,
): Promise<Warned<Sheet>> {
  const { renderSheet: render } = await import('./sheet/render-sheet.js');
  return render(note, section, { ...DEFAULTS, ...checkOptions(options) }, lend);
}

/**
 * A note, or one of its sections, as slides in one self-contained HTML file.
 *
 * @param section null for the whole note
 * @param options what differs from the defaults
 * @throws ProblemError for a bad option
 */
export async function renderDeck(
  note: Note,
  section: Section | null,
  options: Partial<DeckOptions>,
  lend: LendPage,
): Promise<Warned<Deck>> {
  const { renderDeck: render } = await import('./deck/render-deck.js');
  return render(note, section, { ...DEFAULTS, ...checkOptions(options) }, lend);
}

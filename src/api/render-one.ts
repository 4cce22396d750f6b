import { cwd } from 'node:process';
import { unknownSection } from '../batch/failure.js';
import { withWholePaths } from '../config/read-config.js';
import { readOwnStyles } from '../html/own-styles/own-styles.js';
import type { Deck, Note, Section, Sheet } from '../model.js';
import { type Excerpt, excerptOf, sectionOf, wholeNote } from '../note/excerpt.js';
import type { DeckOptions, Settings, SheetOptions } from '../options/options.js';
import { mergeSettings } from '../options/settings.js';
import type { WithPage } from '../page/render-page.js';
import { error, type Problem, ProblemError, type Warned } from '../problem.js';
import { checkCall } from './check-call.js';
import { stoppable } from './stoppable.js';
import { type BrowserOptions, withBrowser } from './with-browser.js';

/** What a sheet takes besides the note's own settings and the defaults; other options of the table change nothing. */
export type RenderSheetOptions = Partial<SheetOptions> & BrowserOptions;

/** What a deck takes besides the note's own settings and the defaults; other options of the table change nothing. */
export type RenderDeckOptions = Partial<DeckOptions> & BrowserOptions;

/**
 * A note, or one of its sections, on one printed page. Writes no file.
 *
 * @param section the section or its id; null for the whole note
 * @param withPage pages of the browser that {@link withBrowser} keeps; without it a browser starts for this
 *   one sheet, which takes most of the time
 * @throws ProblemError for a bad option, no such section, and where `whenFull` is `fail` and the text
 *   does not fit
 * @throws the signal's reason when it is aborted
 */
export async function renderSheet(
  note: Note,
  section: Section | string | null = null,
  options: RenderSheetOptions = {},
  withPage?: WithPage,
): Promise<Warned<Sheet>> {
  return render(note, section, options, withPage, async (excerpt, settings, pages) => {
    const { SHEET } = await import('../outputs/sheet-kind.js');
    return SHEET.render(excerpt, settings, pages);
  });
}

/**
 * A note, or one of its sections, as slides in one self-contained HTML file. Writes no file.
 *
 * @param section the section or its id; null for the whole note
 * @param withPage pages of the browser that {@link withBrowser} keeps; without it a browser starts for this
 *   one deck, which takes most of the time
 * @throws ProblemError for a bad option, and no such section
 * @throws the signal's reason when it is aborted
 */
export async function renderDeck(
  note: Note,
  section: Section | string | null = null,
  options: RenderDeckOptions = {},
  withPage?: WithPage,
): Promise<Warned<Deck>> {
  return render(note, section, options, withPage, async (excerpt, settings, pages) => {
    const { DECK } = await import('../outputs/deck-kind.js');
    return DECK.render(excerpt, settings, pages);
  });
}

async function render<T>(
  note: Note,
  section: Section | string | null,
  options: RenderSheetOptions | RenderDeckOptions,
  withPage: WithPage | undefined,
  make: (excerpt: Excerpt, settings: Settings, pages: WithPage) => Promise<Warned<T>>,
): Promise<Warned<T>> {
  const given = withWholePaths(checkCall(options, ['signal']), cwd());
  if (!isNote(note)) throw new ProblemError(noNote());
  const excerpt = chosen(note, section);
  const settings = mergeSettings({}, note.settings, given);
  const { signal, browser = null } = options;
  signal?.throwIfAborted();
  const { renderWithinLimits } = await import('../outputs/render-within-limits.js');
  // What is wrong with the style sheets is said once for a whole build, and here for this one output.
  const { problems } = await readOwnStyles(settings.css);
  const work = async (pages: WithPage): Promise<Warned<T>> => {
    const made = await renderWithinLimits(excerpt, pages, (reporting) => make(excerpt, settings, reporting));
    return { value: made.value, problems: [...problems, ...made.problems] };
  };
  if (withPage) return work(signal ? stoppable(withPage, signal) : withPage);
  return withBrowser(work, { browser, ...(signal && { signal }) });
}

function chosen(note: Note, section: Section | string | null): Excerpt {
  if (section === null) return wholeNote(note);
  if (typeof section !== 'string') return excerptOf(note, section);
  const found = sectionOf(note, section);
  if (found) return found;
  const known = note.sections.map(({ id }) => id);
  throw new ProblemError({ ...unknownSection(section, known), file: note.file });
}

/** Callers without types hand over what `readNote` resolves to. */
function isNote(note: unknown): note is Note {
  return typeof note === 'object' && note !== null && 'sections' in note && 'meta' in note;
}

function noNote(): Problem {
  const hint = 'Take it from what readNote gives: const { value: { note } } = await readNote(file).';
  return error('this is not a note', { file: '' }, hint);
}

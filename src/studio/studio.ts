import { basename, extname } from 'node:path';
import { failureProblem } from '../batch/failure.js';
import { safeName } from '../batch/plan/output-names.js';
import type { Refusals } from '../batch/refusals.js';
import type { Progress } from '../batch/report.js';
import type { Note } from '../model.js';
import { type Excerpt, sectionOf, wholeNote } from '../note/excerpt.js';
import { OPTION_NAMES, type OptionName, type Settings } from '../options/options.js';
import { checkOptions, mergeSettings } from '../options/settings.js';
import { type OutputKind, outputName } from '../outputs/output-kind.js';
import { OUTPUT_KINDS } from '../outputs/output-kinds.js';
import type { WithPage } from '../page/render-page.js';
import { error, ProblemError } from '../problem.js';
import {
  type FilesAnswer,
  furtherPages,
  type ListAnswer,
  listed,
  listedOutline,
  pointsShown,
  problemsShown,
  type ShowAnswer,
  subjectOf,
} from './answers.js';
import { Library, type LibraryPlaces } from './library.js';
import { Newest, Superseded } from './newest.js';
import { isOffered, optionControls } from './option-controls.js';
import { type Rendering, Renderings } from './renderings.js';
import type { RequestBody } from './requests.js';
import { sameResult } from './same-result.js';
import type { CurrentNote, StudioNote } from './studio-note.js';

/** What a studio is opened with. */
export interface StudioSetup extends LibraryPlaces {
  /** Options of the command line: before a note's own, as in a build. */
  readonly given: Partial<Settings>;
  /** What the config says of a note, by its whole path. */
  readonly forNote: (file: string) => Partial<Settings>;
  readonly refusals: Refusals;
  readonly withPage: WithPage;
  readonly report: (progress: Progress) => void;
}

/** Pictures of a width for a screen, or files, with what is asked for besides the main one. */
interface Wanted {
  readonly pictureWidthPx?: number | null;
  readonly asked?: Partial<Settings>;
}

/** Answers what the page asks; knows nothing of HTTP. */
export class Studio {
  readonly library: Library;
  readonly renderings: Renderings;
  readonly #setup: StudioSetup;
  readonly #newest = new Newest();

  constructor(setup: StudioSetup) {
    this.#setup = setup;
    this.library = new Library(setup);
    this.renderings = new Renderings(setup.withPage);
  }

  async list(): Promise<ListAnswer> {
    const problems = await this.library.refresh();
    const kinds = OUTPUT_KINDS.map(({ name, label, main, extras }) => ({
      name,
      label,
      endings: [main, ...extras].map(({ ending }) => ending),
    }));
    return { notes: this.library.notes.map(listed), kinds, problems };
  }

  drop({ name, text }: RequestBody<'drop'>): { readonly note: string } {
    const safe = safeName(basename(name), 'note.md');
    return { note: this.library.drop(extname(safe) === '' ? `${safe}.md` : safe, text).id };
  }

  /** What the window shows; a newer request of the same window ends this one. */
  async show(request: RequestBody<'show'>): Promise<ShowAnswer | { readonly superseded: true }> {
    try {
      return await this.#newest.run(request.client, (signal) => this.#show(request, signal));
    } catch (failure) {
      if (failure instanceof Superseded) return { superseded: true };
      throw failure;
    }
  }

  /** The files of one ending, made for saving: a picture of each page, where there are several. */
  async files(request: RequestBody<'files'>): Promise<FilesAnswer> {
    const note = this.library.note(request.note);
    const current = await this.#read(note);
    const { ending } = request;
    const asked = recordOf(request.kind).extras.find((extra) => extra.ending === ending)?.asked ?? {};
    const rendering = await this.#make(note, current, request, { asked }, new AbortController().signal);
    const stem = outputName(subjectOf(note, request.section), request.kind);
    const { files, shown } = rendering.value;
    const saved = files.map((file) => ({
      ending: file.ending,
      name: stem + file.ending,
      path: `file${file.ending}`,
    }));
    const all = [...saved, ...furtherPages(shown, stem)];
    return { id: rendering.id, files: all.filter((file) => file.ending === ending) };
  }

  async mark({ note, point, mark }: RequestBody<'mark'>): Promise<{ readonly done: boolean }> {
    return { done: await this.library.note(note).mark(point, mark) };
  }

  discard({ note }: RequestBody<'discard'>): object {
    this.library.note(note).discard();
    return {};
  }

  async write({ note, version }: RequestBody<'write'>): Promise<object> {
    await this.library.note(note).write(version);
    return {};
  }

  close({ note }: RequestBody<'close'>): object {
    this.library.close(note);
    return {};
  }

  async #show(request: RequestBody<'show'>, signal: AbortSignal): Promise<ShowAnswer> {
    const { kind, section, pictureWidthPx } = request;
    const note = this.library.note(request.note);
    const current = await this.#read(note);
    signal.throwIfAborted();
    const excerpt = excerptOf(current.note, section);
    const given = { ...this.#setup.given, ...chosen(request) };
    const base = {
      note: { ...listedOutline(current.note), id: note.id, name: note.name, isDropped: note.isDropped },
      changes: current.changes,
      version: current.version,
      options: optionControls(kind, given, {
        ...this.#setup.forNote(current.note.file),
        ...current.note.settings,
      }),
      same: sameResult(kind, note.name, section, given),
    };
    try {
      const rendering = await this.#make(note, current, request, { pictureWidthPx }, signal);
      const { facts, shown } = rendering.value;
      const record = recordOf(kind);
      return {
        ...base,
        id: rendering.id,
        shows:
          shown.as === 'pictures'
            ? { as: shown.as, count: shown.pictures.length, widthMm: shown.widthMm }
            : { as: shown.as },
        facts: record.columns.map(({ head, cellOf }) => ({ head, text: cellOf([facts]) })),
        points: pointsShown(excerpt, record.droppedOf(facts)),
        problems: problemsShown([...current.problems, ...rendering.problems], note.name, current.note),
      };
    } catch (failure) {
      signal.throwIfAborted();
      const about = { title: kind, file: current.note.file, line: null };
      const problems = [...current.problems, failureProblem(failure, about)];
      const shown = problemsShown(problems, note.name, current.note);
      return { ...base, id: null, shows: null, facts: [], points: pointsShown(excerpt, []), problems: shown };
    }
  }

  /** What a note takes of time and memory is its own: who watches over this process is told whose. */
  async #read(note: StudioNote): Promise<CurrentNote> {
    const { report } = this.#setup;
    report({ type: 'reading', file: note.name });
    try {
      return await note.read();
    } finally {
      report({ type: 'read', file: note.name });
    }
  }

  async #make(
    { name }: StudioNote,
    { note, version }: CurrentNote,
    request: Pick<RequestBody<'show'>, 'kind' | 'section' | 'options'>,
    { pictureWidthPx = null, asked = {} }: Wanted,
    signal: AbortSignal,
  ): Promise<Rendering> {
    const { given, forNote, refusals, report } = this.#setup;
    const refused = refusals.of(name, version);
    if (refused) throw new ProblemError(refused);
    const settings = mergeSettings(forNote(note.file), note.settings, {
      ...given,
      ...chosen(request),
      ...asked,
    });
    const excerpt = excerptOf(note, request.section);
    const item = `${name} ${request.kind}`;
    report({ type: 'started', item, file: name, done: 0, total: 1 });
    try {
      const kind = recordOf(request.kind);
      return await this.renderings.make({ kind, excerpt, settings, version, pictureWidthPx }, signal);
    } finally {
      report({ type: 'failed', item, done: 1, total: 1 });
    }
  }
}

function recordOf(name: string): OutputKind {
  const record = OUTPUT_KINDS.find((kind) => kind.name === name);
  if (record === undefined) throw new ProblemError(error(`there is no kind "${name}"`, { file: '' }));
  return record;
}

/** The whole note where the section has gone with an edit. */
function excerptOf(note: Note, section: string | null): Excerpt {
  return (section === null ? null : sectionOf(note, section)) ?? wholeNote(note);
}

/**
 * What the person has set, checked. Nothing that concerns the run: the page cannot name a browser to start.
 *
 * @throws ProblemError for a value that the option does not take
 */
function chosen({ kind, options }: Pick<RequestBody<'show'>, 'kind' | 'options'>): Partial<Settings> {
  const isOurs = (name: string): name is OptionName => OPTION_NAMES.some((known) => known === name);
  const own = Object.entries(options).filter(([name]) => isOurs(name) && isOffered(name, kind));
  return checkOptions(Object.fromEntries(own.map(([name, value]) => [name, value === '' ? null : value])));
}

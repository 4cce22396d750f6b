import { basename, dirname, extname } from 'node:path';
import { failureProblem } from '../batch/failure.js';
import { safeName } from '../batch/plan/output-names.js';
import type { Refusals } from '../batch/refusals.js';
import { distinct, type Progress } from '../batch/report.js';
import type { DroppedPoint, Note, Point } from '../model.js';
import { type Excerpt, sectionOf, wholeNote } from '../note/excerpt.js';
import { DEFAULTS, OPTION_NAMES, type OptionName, type Settings } from '../options/options.js';
import { checkOptions, mergeSettings } from '../options/settings.js';
import { type OutputKind, outputName, type Shown } from '../outputs/output-kind.js';
import { OUTPUT_KINDS } from '../outputs/output-kinds.js';
import type { WithPage } from '../page/render-page.js';
import { error, type Problem, ProblemError } from '../problem.js';
import { Library, type LibraryPlaces } from './library.js';
import type { LineChange } from './line-edits.js';
import { Newest, Superseded } from './newest.js';
import { isOffered, type OptionControl, optionControls } from './option-controls.js';
import { extrasOf, type Rendering, Renderings } from './renderings.js';
import type { RequestBody } from './requests.js';
import { type SameResult, sameResult } from './same-result.js';
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
    const kinds = OUTPUT_KINDS.map((kind) => {
      const settings = { ...DEFAULTS, ...extrasOf(kind) };
      const extras = kind.extras.filter((extra) => extra.isWanted(settings));
      const endings = [kind.main, ...extras].map(({ ending }) => ending);
      return { name: kind.name, label: kind.label, endings };
    });
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

  /** The files of one kind, its extras too, made for saving. */
  async files(request: RequestBody<'files'>): Promise<FilesAnswer> {
    const note = this.library.note(request.note);
    const current = await this.#read(note);
    const rendering = await this.#make(note, current, request, null, new AbortController().signal);
    const stem = outputName(subjectOf(note, request.section), request.kind);
    const { files, shown } = rendering.value;
    const saved = files.map(({ ending }) => ({ ending, name: stem + ending, path: `file${ending}` }));
    return { id: rendering.id, files: [...saved, ...furtherPages(shown, stem)] };
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
      note: { ...outlineOf(current.note), id: note.id, name: note.name, isDropped: note.isDropped },
      changes: current.changes,
      version: current.version,
      options: optionControls(kind, given, {
        ...this.#setup.forNote(current.note.file),
        ...current.note.settings,
      }),
      same: sameResult(kind, note.name, section, given),
    };
    try {
      const rendering = await this.#make(note, current, request, pictureWidthPx, signal);
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
        problems: this.#shownProblems([...current.problems, ...rendering.problems], note, current.note),
      };
    } catch (failure) {
      signal.throwIfAborted();
      const about = { title: kind, file: current.note.file, line: null };
      const problems = [...current.problems, failureProblem(failure, about)];
      const shown = this.#shownProblems(problems, note, current.note);
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
    pictureWidthPx: number | null,
    signal: AbortSignal,
  ): Promise<Rendering> {
    const { given, forNote, refusals, report } = this.#setup;
    const refused = refusals.of(name, version);
    if (refused) throw new ProblemError(refused);
    const settings = mergeSettings(forNote(note.file), note.settings, { ...given, ...chosen(request) });
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

  #shownProblems(problems: readonly Problem[], { name }: StudioNote, { file, source }: Note) {
    const lines = source.split('\n');
    return distinct(problems).map((problem): ShownProblem => {
      if (problem.file !== file) return { ...problem, code: null };
      const code = problem.line === null ? null : (lines[problem.line - 1] ?? '').trim().slice(0, CODE_CHARS);
      return { ...problem, file: name, code };
    });
  }
}

export interface ListedNote {
  readonly id: string;
  readonly name: string;
  readonly folder: string;
  readonly isDropped: boolean;
}

export interface ListAnswer {
  readonly notes: readonly ListedNote[];
  readonly kinds: readonly {
    readonly name: string;
    readonly label: string;
    readonly endings: readonly string[];
  }[];
  readonly problems: readonly Problem[];
}

export interface FilesAnswer {
  readonly id: string;
  readonly files: readonly SavedFile[];
}

interface SavedFile {
  readonly ending: string;
  /** Under which it is saved. */
  readonly name: string;
  /** Below the rendering's address. */
  readonly path: string;
}

/** A picture's file holds the first page. */
function furtherPages(shown: Shown, stem: string): readonly SavedFile[] {
  if (shown.as !== 'pictures') return [];
  return shown.pictures.slice(1).map((_, index) => ({
    ending: '.png',
    name: `${stem}-${index + 2}.png`,
    path: `page-${index + 2}.png`,
  }));
}

/** A point, and whether it is on what is shown. */
export interface ShownPoint {
  readonly id: number;
  readonly line: number;
  readonly text: string;
  readonly section: string;
  readonly mark: Point['override'];
  readonly isLeftOut: boolean;
}

/** A problem, with the line that it is about. */
export interface ShownProblem extends Problem {
  readonly code: string | null;
}

/** Of a line that has a problem. */
const CODE_CHARS = 160;

export interface ShowAnswer {
  readonly note: ListedOutline;
  /** Of the rendering; null where there is none, and the problems say why. */
  readonly id: string | null;
  readonly shows:
    | { readonly as: 'pictures'; readonly count: number; readonly widthMm: number }
    | { readonly as: 'document' | 'text' }
    | null;
  readonly facts: readonly { readonly head: string; readonly text: string }[];
  readonly points: readonly ShownPoint[];
  readonly problems: readonly ShownProblem[];
  readonly options: readonly OptionControl[];
  readonly changes: readonly LineChange[];
  readonly version: string;
  readonly same: SameResult;
}

interface ListedOutline {
  readonly id: string;
  readonly name: string;
  readonly isDropped: boolean;
  readonly title: string;
  readonly lang: string;
  readonly sections: readonly {
    readonly id: string;
    readonly title: string;
    readonly group: string | null;
  }[];
}

function listed({ id, name, isDropped }: StudioNote): ListedNote {
  const folder = isDropped ? '' : dirname(name);
  return { id, name: basename(name), folder: folder === '.' ? '' : folder, isDropped };
}

function outlineOf({ meta, sections, groups }: Note): Pick<ListedOutline, 'title' | 'lang' | 'sections'> {
  return {
    title: meta.title,
    lang: meta.lang,
    sections: sections.map(({ id, title, group }) => ({ id, title, group: groups[group]?.title ?? null })),
  };
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

/** All points of the excerpt; what is left out is told by line and words, as a report has it. */
function pointsShown(excerpt: Excerpt, dropped: readonly DroppedPoint[]): readonly ShownPoint[] {
  const keyOf = ({ line, text }: DroppedPoint): string => `${line} ${text}`;
  const gone = new Set(dropped.map(keyOf));
  const titles = new Map(
    excerpt.sections.flatMap(({ title, points }) => points.map(({ id }) => [id, title] as const)),
  );
  return excerpt.points.map((point) => ({
    id: point.id,
    line: point.line,
    text: point.text,
    section: titles.get(point.id) ?? excerpt.title,
    mark: point.override,
    isLeftOut: gone.has(keyOf(point)),
  }));
}

function subjectOf({ name }: StudioNote, section: string | null): string {
  const note = basename(name, extname(name));
  return safeName(section === null ? note : `${note}-${section}`, 'note');
}

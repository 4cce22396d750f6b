import { basename, dirname, extname } from 'node:path';
import { safeName } from '../batch/plan/output-names.js';
import { distinct } from '../batch/report.js';
import type { DroppedPoint, Note, Point } from '../model.js';
import type { Excerpt } from '../note/excerpt.js';
import type { Shown } from '../outputs/output-kind.js';
import type { Problem } from '../problem.js';
import type { LineChange } from './line-edits.js';
import type { OptionControl } from './option-controls.js';
import type { SameResult } from './same-result.js';
import type { StudioNote } from './studio-note.js';

/** Of a line that has a problem. */
const CODE_CHARS = 160;

export interface NoteEntry {
  readonly id: string;
  readonly name: string;
  readonly folder: string;
  readonly isDropped: boolean;
}

export interface ListAnswer {
  readonly notes: readonly NoteEntry[];
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
export function furtherPages(shown: Shown, stem: string): readonly SavedFile[] {
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

export function listed({ id, name, isDropped }: StudioNote): NoteEntry {
  const folder = isDropped ? '' : dirname(name);
  return { id, name: basename(name), folder: folder === '.' ? '' : folder, isDropped };
}

export function listedOutline({
  meta,
  sections,
  groups,
}: Note): Pick<ListedOutline, 'title' | 'lang' | 'sections'> {
  return {
    title: meta.title,
    lang: meta.lang,
    sections: sections.map(({ id, title, group }) => ({ id, title, group: groups[group]?.title ?? null })),
  };
}

/** All points of the excerpt; what is left out is told by line and words, as a report has it. */
export function pointsShown(excerpt: Excerpt, dropped: readonly DroppedPoint[]): readonly ShownPoint[] {
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

/** Problems of a note under the name that the page knows it by, each with the line that it is about. */
export function problemsShown(
  problems: readonly Problem[],
  name: string,
  { file, source }: Note,
): readonly ShownProblem[] {
  const lines = source.split('\n');
  return distinct(problems).map((problem): ShownProblem => {
    if (problem.file !== file) return { ...problem, code: null };
    const code = problem.line === null ? null : (lines[problem.line - 1] ?? '').trim().slice(0, CODE_CHARS);
    return { ...problem, file: name, code };
  });
}

export function subjectOf({ name }: StudioNote, section: string | null): string {
  const note = basename(name, extname(name));
  return safeName(section === null ? note : `${note}-${section}`, 'note');
}

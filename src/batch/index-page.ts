import { renderTemplate } from '../html/templates.js';
import type { OutputKind } from './report.js';

/** An output as the index shows it. */
export interface IndexEntry {
  readonly kind: OutputKind;
  /** The note's folder name. */
  readonly note: string;
  readonly noteTitle: string;
  /** null for the whole note. */
  readonly sectionTitle: string | null;
  /** Path below the output folder, without ending. */
  readonly stem: string;
}

interface Row {
  readonly title: string;
  readonly sheet: string | null;
  readonly deck: string | null;
}

/** `output/index.html`: every note with its sheet, its deck and those of its sections. */
export async function renderIndexPage(
  entries: readonly IndexEntry[],
  templates: string | null,
): Promise<string> {
  const notes = runsBy(entries, ({ note }) => note).map(noteView);
  const sectionCount = notes.reduce((sum, { sections }) => sum + sections.length, 0);
  const counts = { sectionCount, oneNote: notes.length === 1, oneSection: sectionCount === 1 };
  return renderTemplate('shared/index.hbs', { notes, ...counts }, templates);
}

function noteView(entries: readonly IndexEntry[]): Row & { readonly sections: readonly Row[] } {
  const whole = entries.filter(({ sectionTitle }) => sectionTitle === null);
  const parts = entries.filter(({ sectionTitle }) => sectionTitle !== null);
  const sections = runsBy(parts, ({ stem }) => stem).map((group) =>
    rowView(group[0]?.sectionTitle ?? '', group),
  );
  return { ...rowView(entries[0]?.noteTitle ?? '', whole), sections };
}

function rowView(title: string, entries: readonly IndexEntry[]): Row {
  const link = (kind: OutputKind, ending: string): string | null => {
    const entry = entries.find((candidate) => candidate.kind === kind);
    return entry ? href(entry.stem + ending) : null;
  };
  return { title, sheet: link('sheet', '.pdf'), deck: link('deck', '.html') };
}

/** A relative link; names may hold spaces, `#`, `%` and other scripts. */
function href(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

/** Groups by key, in the order of first appearance. */
function runsBy<T>(items: readonly T[], keyOf: (item: T) => string): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return [...groups.values()];
}

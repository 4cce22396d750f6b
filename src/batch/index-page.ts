import { extname } from 'node:path';
import { renderTemplate } from '../html/templates.js';
import type { OutputKind } from '../outputs/output-kind.js';

/** An output as the index shows it. */
export interface IndexEntry {
  /** Name of its kind. */
  readonly kind: string;
  /** The note's folder name. */
  readonly note: string;
  readonly noteTitle: string;
  /** Id of the section; null for the whole note. */
  readonly section: string | null;
  readonly sectionTitle: string | null;
  /** Its files, below the output folder: extras first, the main file last. */
  readonly files: readonly string[];
}

/** What the template shows of a note or a section. */
interface Row {
  readonly title: string;
  /** One for each file of every kind of output that there is of it. */
  readonly links: readonly { readonly label: string; readonly href: string }[];
}

/** `output/index.html`: every note with its outputs and those of its sections. */
export async function renderIndexPage(
  entries: readonly IndexEntry[],
  kinds: readonly OutputKind[],
  templates: string | null,
): Promise<string> {
  const notes = runsBy(entries, ({ note }) => note).map((group) => noteView(group, kinds));
  const sectionCount = notes.reduce((sum, { sections }) => sum + sections.length, 0);
  const counts = { sectionCount, oneNote: notes.length === 1, oneSection: sectionCount === 1 };
  return renderTemplate('shared/index.hbs', { notes, ...counts }, templates);
}

function noteView(
  entries: readonly IndexEntry[],
  kinds: readonly OutputKind[],
): Row & { readonly sections: readonly Row[] } {
  const whole = entries.filter(({ section }) => section === null);
  const parts = entries.filter(({ section }) => section !== null);
  const sections = runsBy(parts, ({ section }) => section ?? '').map((group) =>
    rowView(group[0]?.sectionTitle ?? '', group, kinds),
  );
  return { ...rowView(entries[0]?.noteTitle ?? '', whole, kinds), sections };
}

function rowView(title: string, entries: readonly IndexEntry[], kinds: readonly OutputKind[]): Row {
  const links = kinds.flatMap(({ name, label }) => {
    const files = entries.find(({ kind }) => kind === name)?.files ?? [];
    // `Sheet`, `Sheet PNG`
    const extras = files.slice(0, -1).map((path) => ({
      label: `${label} ${extname(path).slice(1).toUpperCase()}`,
      href: hrefOf(path),
    }));
    return [...files.slice(-1).map((path) => ({ label, href: hrefOf(path) })), ...extras];
  });
  return { title, links };
}

/** A relative link; names may hold spaces, `#`, `%` and other scripts. */
function hrefOf(path: string): string {
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

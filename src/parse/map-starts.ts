import { closest, distance } from 'fastest-levenshtein';
import { type Problem, type Warned, warning } from '../problem.js';
import { readHeading } from './heading.js';
import type { MapEntry, NoteMap } from './map.js';
import type { Heading } from './outline.js';
import type { OpenGroup, Starts } from './sections.js';
import { lineOf } from './tree.js';

/**
 * The map's targets are the sections, at any heading level. A heading that the map forgot opens a
 * section of its own when it ranks no lower than the section before it.
 */
export function startsFromMap(headings: readonly Heading[], map: NoteMap, file: string): Warned<Starts> {
  const problems: Problem[] = [];
  const groups: OpenGroup[] = [];
  const starts = new Map<number, Starts['starts'][number]>();
  for (const entry of map.entries) {
    if (entry.opensGroup || groups.length === 0)
      groups.push({ title: null, colour: entry.colour, sections: [], heading: null });
    const { value: heading, problems: found } = resolve(entry, headings, file);
    problems.push(...found);
    if (!heading || starts.has(heading.index)) continue;
    groups.at(-1)?.sections.push(heading.id);
    starts.set(heading.index, { heading, entry, group: groups.length - 1 });
  }
  let before: Starts['starts'][number] | null = null;
  for (const heading of headings) {
    const known = starts.get(heading.index);
    if (!known && before && heading.level <= before.heading.level) {
      const title = readHeading(heading.element.children).title;
      problems.push(
        warning(
          `the map has no entry for "${title}"`,
          { file, line: lineOf(heading.element) },
          `Add a link to #${heading.id} to the map.`,
        ),
      );
      const siblings: string[] = groups[before.group]?.sections ?? [];
      siblings.splice(siblings.indexOf(before.heading.id) + 1, 0, heading.id);
      starts.set(heading.index, { heading, entry: null, group: before.group });
    }
    before = starts.get(heading.index) ?? before;
  }
  const ordered = [...starts.values()].sort((a, b) => a.heading.index - b.heading.index);
  return { value: { starts: ordered, groups: groups }, problems };
}

/** The heading that a map entry means: by id, else by name, with a problem that says so. */
function resolve(entry: MapEntry, headings: readonly Heading[], file: string): Warned<Heading | null> {
  const exact = headings.find((heading) => heading.id === entry.target);
  if (exact) return { value: exact, problems: [] };
  const named =
    headings.find(
      (heading) => squeeze(readHeading(heading.element.children).title) === squeeze(entry.name),
    ) ?? headings.find((heading) => squeeze(heading.id) === squeeze(entry.target));
  const nearest = named?.id ?? nearestId(entry.target, headings);
  const matched = named ? `; "${entry.name}" was matched by its name` : '';
  const hint =
    nearest === null
      ? 'Add a heading for it or take the entry out of the map.'
      : `The nearest heading is #${nearest}.`;
  const problem = warning(
    `the map links to #${entry.target}, which is no heading${matched}`,
    { file, line: entry.line },
    hint,
  );
  return { value: named ?? null, problems: [problem] };
}

function nearestId(target: string, headings: readonly Heading[]): string | null {
  const ids = headings.map((heading) => heading.id).filter((id) => id !== '');
  if (ids.length === 0) return null;
  const id = closest(target, ids);
  return distance(target, id) <= Math.max(3, target.length / 2) ? id : null;
}

function squeeze(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

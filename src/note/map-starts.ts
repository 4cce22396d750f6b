import { lineOf } from '../markdown/tree.js';
import { type Problem, type Warned, warning } from '../problem.js';
import { headingText, readHeading } from './heading.js';
import { saysSomething } from './level-starts.js';
import type { MapEntry, NoteMap } from './map.js';
import { nearestId, squeezed } from './nearest-id.js';
import type { Heading } from './outline.js';
import type { OpenGroup, Start, Starts } from './section-starts.js';

/** Hints cost time; a map of more dead entries than this is wrong as a whole. */
const MAX_HINTS = 50;

/**
 * The map's targets are the sections, at any heading level. A heading that the map forgot opens a
 * section of its own when it ranks no lower than the section before it.
 */
export function startsFromMap(headings: readonly Heading[], map: NoteMap, file: string): Warned<Starts> {
  const problems: Problem[] = [];
  const unplaced: MapEntry[] = [];
  const groups: OpenGroup[] = [];
  const mapped = new Map<Heading, Start>();
  const find = finder(headings);
  for (const entry of map.entries) {
    if (entry.opensGroup || groups.length === 0)
      groups.push({ title: null, colour: entry.colour, sections: [], heading: null });
    const { heading, isExact } = find(entry);
    if (!isExact) problems.push(deadEntry(entry, heading, headings, file, problems.length < MAX_HINTS));
    if (!heading) unplaced.push(entry);
    const known = heading && mapped.get(heading);
    if (known) mapped.set(heading, { ...known, entry: merged(known.entry, entry) });
    else if (heading) mapped.set(heading, { heading, entry, group: groups.length - 1 });
  }
  const starts = inText(headings, mapped, map, groups);
  for (const start of starts) if (start.entry === null) problems.push(missingEntry(start.heading, file));
  return { value: { starts, groups: withSections(groups, mapped, starts), unplaced }, problems };
}

/** `#emr` twice in the map: one section with the chips of both. */
function merged(first: MapEntry | null, second: MapEntry): MapEntry {
  if (first === null) return second;
  const chips = new Set([...first.chips, second.name, ...second.chips]);
  chips.delete(first.name);
  return { ...first, chips: [...chips] };
}

/** The mapped headings and those that the map forgot, in the order of the text. */
function inText(
  headings: readonly Heading[],
  mapped: ReadonlyMap<Heading, Start>,
  map: NoteMap,
  groups: readonly OpenGroup[],
): Start[] {
  const mapEnd = map.entries.at(-1)?.line ?? 0;
  const first = headings.find((heading) => mapped.has(heading));
  const starts: Start[] = [];
  let before = first && (mapped.get(first) ?? null);
  headings.forEach((heading, i) => {
    const known = mapped.get(heading);
    const isAfterMap = (lineOf(heading.element) ?? 0) > mapEnd;
    if (known) starts.push(known);
    else if (before && isAfterMap && heading.level <= before.heading.level) {
      const next = headings[i + 1];
      const nextStart = next && mapped.get(next);
      const group = nextStart && groups[nextStart.group];
      // A chapter heading over a group of the map names the group.
      if (group?.title === null && next && next.level > heading.level && !saysSomething(heading)) {
        group.title = headingText(heading.element);
        group.heading = heading;
      } else starts.push({ heading, entry: null, group: before.group });
    }
    before = starts.at(-1) ?? before;
  });
  return starts;
}

/** Sections of each group in the map's order; what the map forgot comes after what it follows. */
function withSections(
  groups: readonly OpenGroup[],
  mapped: ReadonlyMap<Heading, Start>,
  starts: readonly Start[],
): OpenGroup[] {
  const followers = new Map<Start | null, string[]>();
  let leader: Start | null = null;
  for (const start of starts) {
    if (start.entry !== null) leader = start;
    else {
      const crowd = followers.get(leader) ?? [];
      crowd.push(start.heading.id);
      followers.set(leader, crowd);
    }
  }
  const sections: string[][] = groups.map(() => []);
  const orphans = followers.get(null) ?? [];
  const put = (group: number, ids: readonly string[]): void => {
    for (const id of ids) sections[group]?.push(id);
  };
  if (starts.length > 0) put(starts[0]?.group ?? 0, orphans);
  for (const start of mapped.values()) put(start.group, [start.heading.id, ...(followers.get(start) ?? [])]);
  return groups.map((group, i) => ({ ...group, sections: sections[i] ?? [] }));
}

type Found = { readonly heading: Heading | null; readonly isExact: boolean };

/** Finds the heading that an entry means: by id, else by name. */
function finder(headings: readonly Heading[]): (entry: MapEntry) => Found {
  const byId = new Map<string, Heading>();
  const byName = new Map<string, Heading>();
  const bySqueezedId = new Map<string, Heading>();
  const add = (to: Map<string, Heading>, key: string, heading: Heading): void => {
    if (key !== '' && !to.has(key)) to.set(key, heading);
  };
  for (const heading of headings) {
    for (const id of [heading.id, ...heading.aliases]) add(byId, id, heading);
    add(byName, squeezed(readHeading(heading.element.children).title), heading);
    add(bySqueezedId, squeezed(heading.id), heading);
  }
  return (entry) => {
    const exact = byId.get(entry.target);
    if (exact) return { heading: exact, isExact: true };
    const named = byName.get(squeezed(entry.name)) ?? bySqueezedId.get(squeezed(entry.target));
    return { heading: named ?? null, isExact: false };
  };
}

function deadEntry(
  entry: MapEntry,
  named: Heading | null,
  headings: readonly Heading[],
  file: string,
  wantsHint: boolean,
): Problem {
  const ids = headings.map(({ id }) => id);
  const nearest = named?.id ?? (wantsHint ? nearestId(entry.target, ids) : null);
  const matched = named ? `; "${entry.name}" was matched by its name` : '';
  const message = `the map links to #${entry.target}, which is no heading${matched}`;
  const hint =
    nearest === null
      ? 'Add a heading for it or take the entry out of the map.'
      : `The nearest heading is #${nearest}.`;
  return warning(message, { file, line: entry.line, column: entry.column }, hint);
}

function missingEntry(heading: Heading, file: string): Problem {
  const message = `the map has no entry for "${readHeading(heading.element.children).title}"`;
  const place = { file, ...heading.element.position?.start };
  return warning(message, place, `Add a link to #${heading.id} to the map.`);
}

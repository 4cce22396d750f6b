import type { ElementContent } from 'hast';
import type { Group } from '../model.js';
import type { Problem, Warned } from '../problem.js';
import { readHeading } from './heading.js';
import type { MapEntry, NoteMap } from './map.js';
import { startsFromMap } from './map-starts.js';
import { chooseLevels, findHeadings, type Heading, linkListTargets } from './outline.js';
import { plainText } from './tree.js';

/** Where a section begins and what the map says of it. */
export interface Start {
  readonly heading: Heading;
  readonly entry: MapEntry | null;
  readonly group: number;
}

/** A group while its sections are being found; `heading` is the chapter heading that names it. */
export interface OpenGroup {
  readonly title: string | null;
  readonly colour: string | null;
  readonly sections: string[];
  readonly heading: Heading | null;
}

export interface Starts {
  readonly starts: readonly Start[];
  readonly groups: readonly OpenGroup[];
}

/** A section's heading and the blocks below it, not yet walked for points. */
export interface RawSection extends Start {
  readonly content: readonly ElementContent[];
}

/** A note cut into an introduction and sections. */
export interface Split {
  /** The only h1, where it stands above the sections: a title for notes without one. */
  readonly title: string | null;
  /** Heading over the map ("Table of contents"), null where there is none. */
  readonly mapTitle: string | null;
  readonly intro: readonly ElementContent[];
  readonly sections: readonly RawSection[];
  readonly groups: readonly Group[];
  readonly problems: readonly Problem[];
}

/** Tables of contents stand at the head of a note; a list of links further down is content. */
const CONTENTS_WITHIN_BLOCKS = 8;

/** Cuts a note's blocks into sections: by its map where it has one, else by heading level. */
export function splitSections(blocks: readonly ElementContent[], map: NoteMap, file: string): Split {
  const headings = findHeadings(blocks);
  const { value: found, problems } = findStarts(headings, map, file);
  const cuts = [
    ...found.starts.map((start) => start.heading.index),
    ...found.groups.flatMap((group) => group.heading?.index ?? []),
  ].sort((a, b) => a - b);
  const lead = readLead(blocks.slice(0, cuts[0] ?? blocks.length), headings, map);
  const sections = found.starts.map((start) => {
    const from = start.heading.index + 1;
    return { ...start, content: blocks.slice(from, cuts.find((cut) => cut >= from) ?? blocks.length) };
  });
  const groups = found.groups.map(({ title, colour, sections: ids }) => ({ title, colour, sections: ids }));
  return { ...lead, sections, groups, problems };
}

function findStarts(headings: readonly Heading[], map: NoteMap, file: string): Warned<Starts> {
  return map.entries.length > 0
    ? startsFromMap(headings, map, file)
    : { value: startsFromLevels(headings), problems: [] };
}

/** Headings of lower rank before the first section (`##` above the `#`s) are sections too. */
function startsFromLevels(headings: readonly Heading[]): Starts {
  const levels = chooseLevels(headings);
  const starts: Start[] = [];
  const groups: OpenGroup[] = [];
  const firstAt = headings.findIndex((heading) => heading.level === (levels.group ?? levels.section));
  headings.forEach((heading, i) => {
    const opensGroup = heading.level === levels.group;
    const opensSection =
      heading.level === levels.section || (i < firstAt && heading.level > (levels.section ?? 0));
    const title = opensGroup ? readHeading(heading.element.children).title : null;
    if (opensGroup) groups.push({ title, colour: null, sections: [], heading });
    // A chapter's own words make a section that bears the chapter's name.
    if (!opensSection && !(opensGroup && heading.words > 0)) return;
    if (groups.length === 0) groups.push({ title: null, colour: null, sections: [], heading: null });
    groups.at(-1)?.sections.push(heading.id);
    starts.push({ heading, entry: null, group: groups.length - 1 });
  });
  return { starts, groups };
}

/** What stands above the first section: title, table of contents, introduction. */
function readLead(
  lead: readonly ElementContent[],
  headings: readonly Heading[],
  map: NoteMap,
): Pick<Split, 'title' | 'mapTitle' | 'intro'> {
  const ids = new Set(headings.map((heading) => heading.id));
  const isContents = (block: ElementContent, i: number): boolean =>
    i < CONTENTS_WITHIN_BLOCKS && linkListTargets(block, ids) !== null;
  const leadHeadings = headings.filter((heading) => heading.index < lead.length);
  const hasContents = map.entries.length > 0 || lead.some(isContents);
  const rest = lead.filter((block, i) => !isContents(block, i));
  const isBare = (heading: Heading): boolean => {
    const next = rest[rest.indexOf(heading.element) + 1];
    return next === undefined || leadHeadings.some((other) => other.element === next);
  };
  const title = leadHeadings.find(
    (heading) => heading.level === 1 && !(hasContents && map.entries.length > 0 && isBare(heading)),
  );
  const mapHeading = hasContents
    ? leadHeadings.findLast((heading) => heading !== title && isBare(heading))
    : undefined;
  return {
    title: title ? readHeading(title.element.children).title : null,
    mapTitle: mapHeading ? plainText(mapHeading.element) : null,
    intro: rest.filter((block) => block !== title?.element && block !== mapHeading?.element),
  };
}

import type { Element, ElementContent } from 'hast';
import { lineOf, plainText } from '../markdown/tree.js';
import type { Group } from '../model.js';
import { type Problem, warning } from '../problem.js';
import { beyondHeadings, type Contents, findContents, wordsOf } from './contents.js';
import { headingText } from './heading.js';
import { startsFromLevels } from './level-starts.js';
import type { MapEntry } from './map.js';
import { startsFromMap } from './map-starts.js';
import { type Heading, type Outline, openAround, outlineOf } from './outline.js';
import type { SplitContext, Start, Starts } from './section-starts.js';
import { findMapHeading, findTitle } from './title.js';
import { withoutBlocks } from './without-blocks.js';

/** A section's heading and the blocks below it, not yet walked for points. */
export interface RawSection extends Start {
  readonly content: ElementContent[];
  /** Line of the heading that ends it, null at the note's end. */
  readonly untilLine: number | null;
}

/** A note cut into an introduction and sections. */
export interface Split {
  /** The heading that stands above the sections: a title for notes without one. */
  readonly title: Heading | null;
  readonly outline: Outline;
  /** Heading over the map ("Table of contents"), null where there is none. */
  readonly mapTitle: string | null;
  readonly intro: ElementContent[];
  readonly sections: readonly RawSection[];
  readonly groups: readonly Group[];
  /** Blocks of the table of contents, which are data and not text. */
  readonly contents: readonly ElementContent[];
  readonly problems: readonly Problem[];
}

/** Cuts a note's blocks into sections: by its map where it has one, else by heading level. */
export function splitSections(blocks: readonly ElementContent[], context: SplitContext): Split {
  const outline = outlineOf(blocks);
  const contents = findContents(outline);
  const hasMap = context.map.entries.length > 0;
  const mapHeading = hasMap ? findMapHeading(outline, contents, context) : contents.heading;
  const title = findTitle(outline, contents, mapHeading, context);
  const candidates = outline.headings.filter(
    (heading) => heading !== title && heading !== mapHeading && heading !== contents.heading,
  );
  const { value: found, problems } = hasMap
    ? startsFromMap(candidates, context.map, context.file)
    : { value: startsFromLevels(candidates, contents.listed), problems: [] };
  const gone = removals(outline, contents, [title, mapHeading]);
  const { lead, sections } = cut(withoutBlocks(blocks, gone), found);
  const [name = null, ...otherNames] = namesOfTables(mapHeading, contents);
  const isNameSaid = name === null || sections.length > 1;
  const unsaid = isNameSaid ? otherNames : [name, ...otherNames];
  return {
    title,
    outline,
    mapTitle: isNameSaid ? name : null,
    intro: [...unsaid.map(paragraph), ...lead, ...found.unplaced.map(entryText)],
    sections,
    groups: found.groups.map(({ title: of, colour, sections: ids }) => ({
      title: of,
      colour,
      sections: ids,
    })),
    contents: [...contents.blocks],
    problems: [...problems, ...skippedLevels(outline.headings, context.file)],
  };
}

/** What stands over the map and over the table of contents, where a note has both. */
function namesOfTables(mapHeading: Heading | null, contents: Contents): readonly string[] {
  const headings = new Set([mapHeading, contents.heading]);
  const names = [...headings].map((heading) => (heading === null ? null : headingText(heading.element)));
  return [...names, contents.title].filter((name) => name !== null);
}

/** Title, heading of the map and table of contents say nothing of their own: they go, or shrink. */
function removals(
  { headings, marks }: Outline,
  contents: Contents,
  spoken: readonly (Heading | null)[],
): ReadonlyMap<ElementContent, ElementContent | null> {
  const gone = new Map<ElementContent, ElementContent | null>(marks.map((mark) => [mark, null]));
  for (const heading of spoken) if (heading !== null) gone.set(heading.element, null);
  if (contents.blocks.size === 0) return gone;
  if (contents.heading !== null) gone.set(contents.heading.element, null);
  if (contents.titleLine !== null) gone.set(contents.titleLine, null);
  const said = new Set(headings.flatMap(({ element }) => wordsOf(plainText(element))));
  for (const block of contents.blocks) gone.set(block, beyondHeadings(block, said));
  return gone;
}

/** Cuts at the sections' headings and at those of bare chapters, which name groups. */
function cut(blocks: readonly ElementContent[], found: Starts): Pick<RawCut, 'lead' | 'sections'> {
  const byElement = new Map<Element, Start | null>();
  for (const { heading } of found.groups) if (heading !== null) byElement.set(heading.element, null);
  for (const start of found.starts) byElement.set(start.heading.element, start);
  const work: RawCut = { lead: [], sections: [], into: null };
  for (const block of openAround(blocks, new Set(byElement.keys()))) {
    const start = byElement.get(block);
    if (start === undefined) {
      (work.into ?? work.lead).push(block);
      continue;
    }
    const last = work.sections.at(-1);
    if (last && last.untilLine === null) last.untilLine = lineOf(block);
    const content: ElementContent[] = [];
    if (start !== null) work.sections.push({ ...start, content, untilLine: null });
    work.into = content;
  }
  return work;
}

interface RawCut {
  readonly lead: ElementContent[];
  readonly sections: (RawSection & { untilLine: number | null })[];
  /** Where the next block goes; null before the first cut. */
  into: ElementContent[] | null;
}

export function paragraph(text: string): Element {
  return { type: 'element', tagName: 'p', properties: {}, children: [{ type: 'text', value: text }] };
}

function entryText({ name, chips, line, column }: MapEntry): Element {
  const start = { line: line ?? 1, column: column ?? 1 };
  return { ...paragraph([name, ...chips].join(' · ')), position: { start, end: start } };
}

/** Said once a note: many skip a level throughout, as for the size of the type. */
function skippedLevels(headings: readonly Heading[], file: string): Problem[] {
  const skips = headings.flatMap(({ level, element }, i) => {
    const before = headings[i - 1]?.level ?? level;
    return level <= before + 1 ? [] : [{ level, element, before }];
  });
  const [first] = skips;
  if (first === undefined) return [];
  const { element, level, before } = first;
  const message = `the heading "${plainText(element)}" skips from level ${before} to level ${level}`;
  const more = skips.length === 1 ? [] : [`${skips.length - 1} more in this note do so too.`];
  const hint = `Write it with ${'#'.repeat(before + 1)}.`;
  return [warning(message, { file, ...element.position?.start }, hint, ...more)];
}

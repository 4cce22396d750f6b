import { setImmediate as turn } from 'node:timers/promises';
import type { ElementContent } from 'hast';
import type { NoteColours, Swatch } from '../../html/colours.js';
import { boxDirection, lineDirection, pageDirection, sectionDirection } from '../../html/direction.js';
import type { EnrichContext } from '../../html/enrich-context.js';
import { Html } from '../../html/templates.js';
import { htmlOf } from '../../html/to-html.js';
import type { Direction } from '../../markdown/direction.js';
import { plainText } from '../../markdown/tree.js';
import type { Section } from '../../model.js';
import type { Excerpt } from '../../note/excerpt.js';
import { withoutSpeakerNotes } from '../../note/speaker-notes.js';
import { composeBody, composeHeading } from './compose.js';

/** A single paragraph of some three lines across the page reads better than cut in two. */
const MAX_INTRO_CHARS = 320;

/** Heading bars that `mono.css` tells apart without colour. */
const MONO_BARS = 4;

/** What the sheet's template shows of an excerpt. */
export interface SheetView {
  /** Values by the names that the template knows. */
  readonly data: object;
  /** All that stands around the content: names, tags, the index. */
  readonly labels: object;
  readonly content: readonly ElementContent[];
}

/** Composes all content of an excerpt, and what stands around it. */
export async function sheetView(
  excerpt: Excerpt,
  colours: NoteColours,
  context: EnrichContext,
): Promise<SheetView> {
  const { note, sections, isWhole, title } = excerpt;
  const direction = pageDirection(isWhole, note, sections);
  const colourOf = (group: number): string => swatchStyle(colours.groups[group] ?? colours.note);
  const views: SectionView[] = [];
  for (const section of sections) {
    views.push(await sectionView(section, excerpt, colourOf, direction, context));
    // Lets the browser that is starting meanwhile have its answers.
    await turn();
  }
  const introDirection = boxDirection(excerpt.intro, direction);
  const body = withoutSpeakerNotes(excerpt.intro);
  const intro = await composeBody({ body }, context, 'h2', introDirection);
  const labels = {
    dir: direction,
    titleDir: lineDirection(title, direction),
    introDir: introDirection === direction ? null : introDirection,
    isCard: !isWhole,
    title,
    tags: isWhole ? excerpt.tags : [],
    byline: excerpt.partOf ? [excerpt.partOf] : [note.meta.author, note.meta.date].filter(Boolean),
    isLongIntro: intro.length > 1 || plainText(intro).length > MAX_INTRO_CHARS,
    index: indexOf(excerpt, colourOf, direction),
    mapTitle: note.mapTitle,
    sections: views.map(({ label }) => label),
  };
  return {
    data: {
      ...labels,
      intro: intro.length > 0 ? new Html(htmlOf(intro)) : null,
      sections: views.map(({ label, body }) => ({ ...label, body: new Html(htmlOf(body)) })),
    },
    labels,
    content: [...intro, ...views.flatMap(({ body }) => body)],
  };
}

interface SectionView {
  readonly label: object;
  readonly body: readonly ElementContent[];
}

async function sectionView(
  section: Section,
  excerpt: Excerpt,
  colourOf: (group: number) => string,
  pageWay: Direction,
  context: EnrichContext,
): Promise<SectionView> {
  const { isWhole, note } = excerpt;
  const direction = sectionDirection(section, pageWay);
  const headingTag = headingTagOf(excerpt);
  const heading = await composeHeading(section, context, direction);
  const label = {
    anchor: section.id,
    colours: colourOf(section.group),
    bar: section.group % MONO_BARS,
    groupTitle: isWhole && opensGroup(excerpt, section) ? note.groups[section.group]?.title : null,
    headingTag,
    repeatsTitle: repeatsTitle(excerpt, section),
    heading: new Html(htmlOf(heading)),
    // The section's own where it is not the page's; and that of the words in its bar.
    dir: direction === pageWay ? null : direction,
    headingDir: lineDirection(section.title, direction),
    tags: section.tags,
    // A whole note's chips stand in its index.
    chips: isWhole ? [] : section.chips,
  };
  return { label, body: await composeBody(section, context, headingTag, direction) };
}

/** A card's only section is its page's title; else sections come below the title, and below their groups. */
function headingTagOf({ isWhole, note }: Excerpt): 'h1' | 'h2' | 'h3' {
  if (!isWhole) return 'h1';
  return note.groups.some((group) => group.title !== null) ? 'h3' : 'h2';
}

/** A note's first section of the note's own name says nothing new. */
function repeatsTitle({ isWhole, title, sections, intro }: Excerpt, section: Section): boolean {
  const folded = (text: string): string => text.trim().toLowerCase();
  return (
    isWhole &&
    section === sections[0] &&
    intro.length === 0 &&
    section.tags.length === 0 &&
    folded(section.title) === folded(title)
  );
}

function opensGroup({ sections }: Excerpt, section: Section): boolean {
  return sections.find((other) => other.group === section.group) === section;
}

function indexOf(
  { groups, sections }: Excerpt,
  colourOf: (group: number) => string,
  direction: Direction,
): object[] | null {
  if (sections.length < 2) return null;
  return groups
    .map((group) => ({
      colours: colourOf(group.index),
      bar: group.index % MONO_BARS,
      entries: group.sections
        .flatMap((id) => sections.filter((section) => section.id === id))
        .map((section) => ({
          anchor: section.id,
          name: section.shortName,
          nameDir: lineDirection(section.shortName, direction),
          chips: section.chips,
        })),
    }))
    .filter(({ entries }) => entries.length > 0);
}

function swatchStyle(swatch: Swatch): string {
  return `--solid:var(--bar-color,${swatch.solid});--on-solid:var(--bar-text-color,${swatch.onSolid});--tint:var(--tint-color,${swatch.tint});--ink:var(--accent-color,${swatch.ink})`;
}

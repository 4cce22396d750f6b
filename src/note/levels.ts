import { wordCount } from '../markdown/tree.js';
import { lowestOf } from './lowest-of.js';
import { squeezed } from './nearest-id.js';
import type { Heading } from './outline.js';

/** Which headings open sections, and which open groups of sections. */
export interface Levels {
  /** Headings at this level open sections; null where the note has no heading to split at. */
  readonly section: number | null;
  /** True where the headings of the level above are mere chapters. */
  readonly hasChapters: boolean;
}

/** A chapter says no more than a sentence or two itself before its first section. */
const CHAPTER_OWN_WORDS = 40;

/** Shorter parts are details of one subject rather than subjects of their own. */
const SECTION_MEAN_WORDS = 12;

/** `Overview`, `Pricing`, `Overview`, `Pricing` …: details of each subject, not subjects. */
const MOST_REPEATED = 0.25;

/**
 * The heading level that gives the most natural split of a note without a map: the highest level
 * with two or more headings, or the next lower one where those are mere chapters. A flat table of
 * contents whose links all lead to headings of one level settles it.
 *
 * @param headings without the note's title and the heading of its table of contents
 * @param listed the headings that the table of contents links to
 */
export function chooseLevels(headings: readonly Heading[], listed: readonly Heading[]): Levels {
  const top = topLevel(headings);
  if (top === null) return { section: null, hasChapters: false };
  const told = listedLevel(headings, listed);
  if (told !== null) return { section: told, hasChapters: told > top };
  const below = lowestOf(headings.map(({ level }) => level).filter((level) => level > top));
  return isMereChapters(chaptersOf(headings, top, below), top)
    ? { section: below, hasChapters: true }
    : { section: top, hasChapters: false };
}

function topLevel(headings: readonly Heading[]): number | null {
  const counts = [1, 2, 3, 4, 5, 6].map((rank) => headings.filter(({ level }) => level === rank).length);
  const repeated = counts.findIndex((count) => count >= 2);
  const first = counts.findIndex((count) => count >= 1);
  // A single heading with two or more right below it is their chapter; a single one alone is a section.
  const rank = repeated < 0 ? first : repeated;
  return rank < 0 ? null : rank + 1;
}

/** The level of a contents list that names all its headings and no others. */
function listedLevel(headings: readonly Heading[], listed: readonly Heading[]): number | null {
  const [first] = listed;
  if (first === undefined || listed.some(({ level }) => level !== first.level)) return null;
  const peers = headings.filter(({ level }) => level === first.level).length;
  const distinct = new Set(listed).size;
  return distinct >= 2 && distinct >= 0.8 * peers ? first.level : null;
}

interface Chapter {
  readonly heading: Heading;
  /** Headings of the next level below it. */
  readonly parts: readonly Heading[];
  /** Words below it, those of its parts included, its own not. */
  readonly partWords: number;
}

function chaptersOf(headings: readonly Heading[], top: number, below: number): Chapter[] {
  const chapters: { heading: Heading; parts: Heading[]; partWords: number }[] = [];
  for (const heading of headings) {
    const chapter = chapters.at(-1);
    if (heading.level === top) chapters.push({ heading, parts: [], partWords: 0 });
    else if (chapter) {
      chapter.partWords += wordCount(heading.own);
      if (heading.level === below) chapter.parts.push(heading);
    }
  }
  return chapters;
}

/** Nearly all chapters hold several parts, say next to nothing themselves, and no part repeats. */
function isMereChapters(chapters: readonly Chapter[], top: number): boolean {
  const full = chapters.filter(({ parts }) => parts.length > 0);
  const parts = full.flatMap((chapter) => chapter.parts);
  const leastParts = top === 1 ? 2 : 3;
  if (full.length < 2 || full.length < (2 / 3) * chapters.length) return false;
  if (parts.length < leastParts * full.length) return false;
  if (full.some(({ heading }) => wordCount(heading.own) > CHAPTER_OWN_WORDS)) return false;
  const words = full.reduce((sum, { partWords }) => sum + partWords, 0);
  if (words < SECTION_MEAN_WORDS * parts.length) return false;
  const names = new Set(parts.map((part) => squeezed(part.element)));
  return parts.length - names.size <= MOST_REPEATED * parts.length;
}

import { hasMedia, hasText } from '../markdown/tree.js';
import { headingText } from './heading.js';
import { chooseLevels } from './levels.js';
import { lowestOf } from './lowest-of.js';
import type { Heading } from './outline.js';
import type { OpenGroup, Start, Starts } from './section-starts.js';

/**
 * Sections of a note without a map. Headings of lower rank before the first section (`##` above the
 * `#`s) are sections too; headings of higher rank open groups.
 *
 * @param listed the headings that the note's table of contents links to
 */
export function startsFromLevels(headings: readonly Heading[], listed: readonly Heading[]): Starts {
  const { section } = chooseLevels(headings, listed);
  if (section === null) return { starts: [], groups: [], unplaced: [] };
  const starts: Start[] = [];
  const groups: OpenGroup[] = [];
  const early = earlyLevel(headings, section);
  let isEarly = true;
  headings.forEach((heading, i) => {
    isEarly &&= heading.level > section;
    const opensGroup = heading.level < section;
    if (!opensGroup && heading.level !== section && !(isEarly && heading.level === early)) return;
    // A chapter's own words make a section that bears the chapter's name.
    const opensSection = !opensGroup || saysSomething(heading) || headings[i + 1]?.level !== section;
    if (opensGroup) groups.push(chapter(heading, opensSection));
    if (!opensSection) return;
    if (groups.length === 0) groups.push({ title: null, colour: null, sections: [], heading: null });
    groups.at(-1)?.sections.push(heading.id);
    starts.push({ heading, entry: null, group: groups.length - 1 });
  });
  return { starts, groups, unplaced: [] };
}

/** The highest rank among the headings before the first section. */
function earlyLevel(headings: readonly Heading[], section: number): number {
  const first = headings.findIndex(({ level }) => level <= section);
  return lowestOf(headings.slice(0, Math.max(first, 0)).map(({ level }) => level));
}

function chapter(heading: Heading, opensSection: boolean): OpenGroup {
  const title = headingText(heading.element);
  return { title, colour: null, sections: [], heading: opensSection ? null : heading };
}

export function saysSomething(heading: Heading): boolean {
  return heading.own.some((block) => hasText(block) || hasMedia(block));
}

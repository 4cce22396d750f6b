import { hasMedia, hasText, isTag, lineOf } from '../markdown/tree.js';
import type { Contents } from './contents.js';
import { isContentsTitle } from './contents.js';
import { headingText } from './heading.js';
import { lowestOf } from './lowest-of.js';
import { squeezed } from './nearest-id.js';
import type { Heading, Outline } from './outline.js';
import type { SplitContext } from './section-starts.js';

/** Parts below the first heading, to one other heading of its rank, that make it a title. */
const TITLE_SHARE = 4;

/**
 * The heading that names the whole note: the only one of its rank, above all others. Also the first
 * of several where nothing stands below it (`# AWS notes`, `# EC2`, `# S3`), or where all the parts
 * do (`# AWS notes`, ten `##`, `# Links`).
 */
export function findTitle(
  { headings }: Outline,
  contents: Contents,
  mapHeading: Heading | null,
  context: SplitContext,
): Heading | null {
  const rest = headings.filter((heading) => heading !== mapHeading && heading !== contents.heading);
  const [first, second] = rest;
  if (first === undefined || second === undefined || first.index > 1) return null;
  if (isMapTarget(first, context)) return null;
  const others = rest.slice(1);
  const peers = others.filter(({ level }) => level <= first.level);
  if (peers.length === 0) return first;
  if (first.level !== 1) return null;
  if (context.title !== null && squeezed(context.title) === squeezed(headingText(first.element))) {
    if (second.level === 1 || isBare(first, contents)) return isTop(first, others) ? first : null;
  }
  if (second.level === 1) return context.title === null && isBare(first, contents) ? first : null;
  return isTop(first, others) ? first : null;
}

/** All parts stand below the first heading; the others of its rank have none. */
function isTop(first: Heading, others: readonly Heading[]): boolean {
  const next = others.findIndex(({ level }) => level <= first.level);
  const below = others.slice(0, next);
  const after = others.slice(next);
  if (below.length === 0) return true;
  const partLevel = lowestOf(below.map(({ level }) => level));
  const parts = below.filter(({ level }) => level === partLevel).length;
  return after.every(({ level }) => level === first.level) && parts >= TITLE_SHARE * after.length;
}

function isMapTarget(heading: Heading, { map }: SplitContext): boolean {
  return map.entries.some(({ target }) => target === heading.id || heading.aliases.includes(target));
}

/** The heading that stood over the map, which is data now, so that nothing is left below it. */
export function findMapHeading(
  { headings }: Outline,
  contents: Contents,
  context: SplitContext,
): Heading | null {
  const mapLine = context.map.entries[0]?.line ?? 0;
  const above = headings.filter(({ element }) => (lineOf(element) ?? 0) <= mapLine);
  const over = above.at(-1);
  if (over === undefined || isMapTarget(over, context)) return null;
  if (isContentsTitle(headingText(over.element))) return isBare(over, contents) ? over : null;
  // `# AWS notes` right above the map of a note without another title is the title.
  const isTitle = over.index === 0 && over.level === 1 && context.title === null;
  return isBare(over, contents) && !isTitle ? over : null;
}

/** Nothing but its table of contents stands between the heading and the next. */
function isBare(heading: Heading, contents: Contents): boolean {
  return heading.own.every(
    (block) =>
      contents.blocks.has(block) || isTag(block, 'hr', 'br') || (!hasText(block) && !hasMedia(block)),
  );
}

import type { Element, ElementContent, Root, RootContent } from 'hast';
import { visit } from 'unist-util-visit';
import { headingLevel, idOf, isElement, isTag, plainText } from './tree.js';

/** A heading among the top-level blocks. */
export interface Heading {
  /** Index into the blocks. */
  readonly index: number;
  readonly level: number;
  readonly id: string;
  readonly element: Element;
  /** Words between this heading and the next one of any level. */
  readonly words: number;
}

const CONTAINERS = ['div', 'section', 'article', 'main', 'aside', 'center', 'header'];

/** Top-level blocks; boxes that hold headings are opened, so that `<div>` around a chapter hides none. */
export function topBlocks(tree: Root | Element): ElementContent[] {
  return tree.children.flatMap((node: RootContent) => {
    if (node.type === 'text') return node.value.trim() === '' ? [] : [node];
    if (!isElement(node)) return [];
    return isTag(node, ...CONTAINERS) && holdsHeading(node) ? topBlocks(node) : [node];
  });
}

function holdsHeading(element: Element): boolean {
  return element.children.some(
    (child) =>
      isElement(child) &&
      (headingLevel(child) !== null || (isTag(child, ...CONTAINERS) && holdsHeading(child))),
  );
}

export function findHeadings(blocks: readonly ElementContent[]): Heading[] {
  const headings: Heading[] = [];
  blocks.forEach((block, index) => {
    const level = headingLevel(block);
    if (level === null || !isElement(block) || plainText(block) === '') return;
    headings.push({ index, level, id: idOf(block) ?? '', element: block, words: 0 });
  });
  return headings.map((heading, i) => ({
    ...heading,
    words: wordsBetween(blocks, heading.index + 1, headings[i + 1]?.index ?? blocks.length),
  }));
}

function wordsBetween(blocks: readonly ElementContent[], from: number, to: number): number {
  return blocks
    .slice(from, to)
    .reduce((sum, block) => sum + plainText(block).split(' ').filter(Boolean).length, 0);
}

/** Links of a hand-written or generated table of contents, or null where the list is an ordinary one. */
export function linkListTargets(block: ElementContent, known: ReadonlySet<string>): string[] | null {
  if (!isTag(block, 'ul', 'ol')) return null;
  if (idOf(block) === 'markdown-toc') return [];
  const targets: string[] = [];
  let linked = 0;
  visit(block, 'element', (node) => {
    const href = String(node.properties.href ?? '');
    if (node.tagName !== 'a' || !href.startsWith('#')) return;
    targets.push(href.slice(1));
    linked += plainText(node).length;
  });
  const resolved = targets.filter((target) => known.has(target)).length;
  const mostlyLinks = linked >= 0.9 * plainText(block).length;
  return targets.length >= 2 && mostlyLinks && resolved >= targets.length / 2 ? targets : null;
}

/** A chapter says little itself when less than this share of its words stand before its first section. */
const CHAPTER_OWN_SHARE = 0.15;

/** Which headings open sections, and which open groups of sections. */
export interface Levels {
  /** Headings at this level open sections; null where the note has no heading to split at. */
  readonly section: number | null;
  /** Headings at this level open groups; null where there are none. */
  readonly group: number | null;
}

/**
 * The heading level that gives the most natural split of a note without a map: the highest level
 * with two or more headings; one level lower where those are mere chapters, that is, where nearly
 * all their words stand under headings of the next level.
 */
export function chooseLevels(headings: readonly Heading[]): Levels {
  const level = [1, 2, 3, 4, 5, 6].find(
    (rank) => headings.filter((heading) => heading.level === rank).length >= 2,
  );
  if (level === undefined) return { section: headings[headings.length - 1]?.level ?? null, group: null };
  const own = sumWords(headings.filter((heading) => heading.level === level));
  const below = headings.filter((heading) => heading.level === level + 1);
  const chapters = headings.filter((heading) => heading.level === level);
  const total = sumWords(headings.filter((heading) => heading.level >= level));
  const isChapters =
    below.length >= 2 * chapters.length &&
    own < CHAPTER_OWN_SHARE * total &&
    everyChapterHasSections(headings, level);
  return isChapters ? { section: level + 1, group: level } : { section: level, group: null };
}

function everyChapterHasSections(headings: readonly Heading[], level: number): boolean {
  return headings.every((heading, i) => heading.level !== level || headings[i + 1]?.level === level + 1);
}

function sumWords(headings: readonly Heading[]): number {
  return headings.reduce((sum, heading) => sum + heading.words, 0);
}

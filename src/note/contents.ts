import type { Element, ElementContent } from 'hast';
import { countOf, isElement, isTag, plainText } from '../markdown/tree.js';
import { fragmentOf } from './nearest-id.js';
import type { Heading, Outline } from './outline.js';

/** A note's hand-written or generated table of contents. */
export interface Contents {
  /** The heading over it that holds nothing else. */
  readonly heading: Heading | null;
  /** Lists, or paragraphs of links, that stand for the table. */
  readonly blocks: ReadonlySet<ElementContent>;
  /** Headings that it links to, in its order. */
  readonly listed: readonly Heading[];
  /** Its name where that is no heading: `<summary>Table of Contents</summary>`. */
  readonly title: string | null;
  /** The block that holds the name. */
  readonly titleLine: ElementContent | null;
}

const TITLE =
  /^(table of )?contents?$|^t\.?o\.?c\.?$|^index$|^on this page$|^overview$|^inhalt(sverzeichnis)?$|^sommaire$|^table des mati[eè]res$|^[ií]ndice$|^inhoud(sopgave)?$|^spis tre[sś]ci$|^目录$|^目次$|^목차$|^содержание$|^оглавление$/iu;

/** A table of contents has a heading of its own among the first of a note. */
const WITHIN_HEADINGS = 3;

/** Says what a heading over a table of contents says. */
export function isContentsTitle(text: string): boolean {
  return TITLE.test(
    text
      .replace(/[^\p{L}\p{N}.]+/gu, ' ')
      .trim()
      .replace(/\s*\.$/, ''),
  );
}

/** Finds the table of contents: lists of links to the note's own headings, before its first section. */
export function findContents(outline: Outline): Contents {
  const { before, headings } = outline;
  const byId = new Map<string, Heading>();
  for (const heading of headings) {
    for (const id of [heading.id, ...heading.aliases]) if (!byId.has(id)) byId.set(id, heading);
  }
  const isList = (block: ElementContent): boolean => isContents(block, byId);
  const under = headings.find((heading, i) => isContentsHeading(heading, i, isList)) ?? null;
  const blocks = new Set<ElementContent>(under?.own.filter(isList));
  for (const block of [...before, ...(headings[0]?.own ?? [])]) if (isList(block)) blocks.add(block);
  const listed = [...blocks].flatMap((block) => targetsIn(block).flatMap((id) => byId.get(id) ?? []));
  const lead = [...before, ...(headings[0]?.own ?? [])];
  const titleLine = (blocks.size > 0 ? lead.find(isTitleLine) : undefined) ?? null;
  const title = titleLine && plainText([titleLine]);
  return { heading: under, blocks, listed, title, titleLine };
}

/** `Table of contents` over a list of links, and whatever stands over nothing but such lists. */
function isContentsHeading(
  heading: Heading,
  index: number,
  isList: (block: ElementContent) => boolean,
): boolean {
  const isEarly = index > 0 && index < WITHIN_HEADINGS;
  if (!isEarly && !isContentsTitle(plainText(heading.element))) return false;
  const solid = heading.own.filter((block) => !isTag(block, 'hr'));
  return solid.length > 0 && solid.every(isList);
}

function isTitleLine(block: ElementContent): boolean {
  const isLine = block.type === 'text' || isTag(block, 'p', 'strong', 'b');
  return isLine && isContentsTitle(plainText([block]));
}

/** True for a list, or a line, of which nearly every letter belongs to a link to a known heading. */
function isContents(block: ElementContent, known: ReadonlyMap<string, Heading>): boolean {
  // `[EC2](#ec2) | [S3](#s3)` in one line is a table to kramdown.
  if (!isTag(block, 'ul', 'ol', 'p', 'table')) return false;
  const targets = targetsIn(block);
  const resolved = targets.filter((target) => known.has(target)).length;
  if (targets.length < 2 || resolved < targets.length / 2) return false;
  const linked = linksIn(block).reduce((sum, link) => sum + letterCount(plainText(link)), 0);
  return linked >= 0.9 * letterCount(plainText(block));
}

/** Links of any kind in the table, dead ones too. */
export function linksIn(node: Pick<Element, 'children'>, found: Element[] = []): readonly Element[] {
  for (const child of node.children) {
    if (!isElement(child)) continue;
    if (isTag(child, 'a') && String(child.properties.href ?? '').startsWith('#')) found.push(child);
    else linksIn(child, found);
  }
  return found;
}

function targetsIn(block: ElementContent): string[] {
  return isElement(block) ? linksIn(block).map((link) => fragmentOf(String(link.properties.href))) : [];
}

function letterCount(text: string): number {
  return countOf(/[\p{L}\p{N}]/gu, text);
}

/**
 * What the table says that no heading says (`[Storage classes](#s3)` over `# S3`), as a smaller
 * list; null where it only repeats headings, as most tables do.
 */
export function beyondHeadings(block: ElementContent, said: ReadonlySet<string>): ElementContent | null {
  if (!isElement(block)) return block;
  if (!isTag(block, 'ul', 'ol')) return saysMore(block, said) ? block : null;
  const children = block.children.flatMap((item) => {
    const kept = isElement(item) ? prunedItem(item, said) : null;
    return kept === null ? [] : [kept];
  });
  return children.length === 0 ? null : { ...block, children };
}

function prunedItem(item: Element, said: ReadonlySet<string>): Element | null {
  const inner = item.children.filter((child) => isTag(child, 'ul', 'ol'));
  const own = item.children.filter((child) => !isTag(child, 'ul', 'ol'));
  const kept = inner.flatMap((list) => beyondHeadings(list, said) ?? []);
  if (kept.length === 0 && !own.some((node) => saysMore(node, said))) return null;
  return { ...item, children: [...own, ...kept] };
}

function saysMore(node: ElementContent, said: ReadonlySet<string>): boolean {
  return 'type' in node && wordsOf(plainText([node])).some((word) => !said.has(word));
}

/** `AWS Glue & S3` → `aws`, `glue`, `s3`. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

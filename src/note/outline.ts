import type { Element, ElementContent, Nodes } from 'hast';
import { hasMedia, hasText, headingLevel, idOf, isElement, isTag, plainText } from '../markdown/tree.js';
import { paragraphed } from './paragraphs.js';

/** A heading that stands in no list, quote or table. */
export interface Heading {
  /** Number among the note's headings. */
  readonly index: number;
  /** 1 to 6 for h1 to h6. */
  readonly level: number;
  readonly id: string;
  readonly element: Element;
  /** Other ids by which links mean this heading: `<a name="emr"></a>` in it or right before it. */
  readonly aliases: readonly string[];
  /** What stands between this heading and the next one of any level. */
  readonly own: readonly ElementContent[];
}

/** All headings of a note, in order, and what stands before the first of them. */
export interface Outline {
  readonly before: readonly ElementContent[];
  readonly headings: readonly Heading[];
  /** Marks right before headings, which are now the headings' aliases. */
  readonly marks: readonly ElementContent[];
}

const CONTAINERS: ReadonlySet<string> = new Set(
  'div section article main aside center header nav details summary'.split(' '),
);

/** Boxes around headings are looked into: `<div markdown="1">` or `<details>` hides no chapter. */
export function outlineOf(blocks: readonly ElementContent[]): Outline {
  const before: ElementContent[] = [];
  const headings: (Heading & { own: ElementContent[] })[] = [];
  const marks: ElementContent[] = [];
  let waiting: string[] = [];
  let waitingMarks: ElementContent[] = [];
  const walk = (nodes: readonly ElementContent[]): void => {
    for (const node of nodes) {
      const level = headingLevel(node);
      if (level !== null && isElement(node) && plainText(node) !== '') {
        const aliases = [...waiting, ...idsInside(node)];
        for (const mark of waitingMarks) marks.push(mark);
        waiting = [];
        waitingMarks = [];
        headings.push({
          index: headings.length,
          level,
          id: idOf(node) ?? '',
          element: node,
          aliases,
          own: [],
        });
      } else if (isContainer(node)) {
        const id = idOf(node);
        if (id !== null) waiting.push(id);
        walk(node.children);
      } else if (isAnchorOnly(node)) {
        for (const id of idsInside(node)) waiting.push(id);
        waitingMarks.push(node);
      } else if (node.type !== 'text' || node.value.trim() !== '') {
        waiting = [];
        waitingMarks = [];
        (headings.at(-1)?.own ?? before).push(node);
      }
    }
  };
  walk(blocks);
  return { before, headings, marks };
}

/**
 * The blocks in a row, with those boxes opened that hold one of `elements`: what begins a section
 * must not stand in a box that began before it.
 */
export function openAround(
  blocks: readonly ElementContent[],
  elements: ReadonlySet<Element>,
): readonly Element[] {
  const holders = new Set<Element>();
  const mark = (nodes: readonly Nodes[]): boolean => {
    let found = false;
    for (const node of nodes) {
      if (!isElement(node)) continue;
      const holds = isContainer(node) && mark(node.children);
      if (holds) holders.add(node);
      found ||= holds || elements.has(node);
    }
    return found;
  };
  mark(blocks);
  // Texts become paragraphs first: those of two boxes in a row must not run into each other.
  const open = (nodes: readonly ElementContent[]): Element[] =>
    paragraphed(nodes).flatMap((node) => (holders.has(node) ? open(node.children) : [node]));
  return open(blocks);
}

function isContainer(node: Nodes): node is Element {
  return isElement(node) && CONTAINERS.has(node.tagName);
}

/** `<a name="emr"></a>` on a line of its own says nothing; it is where links to the heading lead. */
export function isAnchorOnly(node: Nodes): node is Element {
  if (!isTag(node, 'p', 'a', 'span') || hasText(node) || hasMedia(node)) return false;
  return isTag(node, 'a', 'span') ? idOf(node) !== null : node.children.some((child) => isAnchorOnly(child));
}

function idsInside(element: Element): string[] {
  const own = isTag(element, 'a', 'span') ? idOf(element) : null;
  const inner = element.children.flatMap((child) => (isElement(child) ? idsInside(child) : []));
  return own === null ? inner : [own, ...inner];
}

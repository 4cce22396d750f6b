import type { Element, ElementContent, Text } from 'hast';
import type { Point, PointKind, PointOverride } from '../model.js';
import { classesOf, hasText, headingLevel, isElement, isPhrasing, isTag, lineOf, plainText } from './tree.js';

/** Tags whose text the author stressed. */
const STRESS = ['strong', 'b', 'em', 'i', 'code', 'mark', 'dfn'];

/** A tree whose every point carries `dataPoint`, and the points themselves. */
export interface Pointed {
  readonly body: readonly Element[];
  readonly points: readonly Point[];
}

/** Work state of one walk: ids go on from section to section. */
interface Walk {
  readonly points: Point[];
  readonly firstId: number;
  /** Line for elements that carry none. */
  line: number;
}

/** Where in the hierarchy the walk stands. */
interface Level {
  readonly parent: number | null;
  readonly depth: number;
  /** What the list, table or box around says, for points that say nothing themselves. */
  readonly override: PointOverride;
}

/**
 * Numbers the points of sanitised content and gives each an element of its own: bare text becomes a
 * paragraph, and a list item's own text is wrapped in `<p>` before the lists that it holds.
 *
 * @param firstId number of the first point; ids are unique within a note
 * @param firstLine line for content without a position
 */
export function markPoints(content: readonly ElementContent[], firstId: number, firstLine: number): Pointed {
  const walk: Walk = { points: [], firstId, line: firstLine };
  const body = walkBlocks(content, { parent: null, depth: 0, override: null }, walk);
  return { body, points: walk.points };
}

function walkBlocks(content: readonly ElementContent[], level: Level, walk: Walk): Element[] {
  const out: Element[] = [];
  const stack: { level: number; at: Level }[] = [];
  for (const block of paragraphed(content)) {
    const rank = headingLevel(block);
    if (rank !== null) {
      while ((stack.at(-1)?.level ?? 0) >= rank) stack.pop();
      const here = stack.at(-1)?.at ?? level;
      const marked = addPoint(block, 'heading', here, walk);
      stack.push({ level: rank, at: { ...here, parent: marked.id, depth: here.depth + 1 } });
      out.push(marked.element);
    } else {
      out.push(...walkBlock(block, stack.at(-1)?.at ?? level, walk));
    }
  }
  return out;
}

/** A node's handler by tag; a block that holds blocks is walked, one that holds text is a point. */
function walkBlock(block: Element, around: Level, walk: Walk): Element[] {
  const level = { ...around, override: overrideOf(classesOf(block)) ?? around.override };
  switch (block.tagName) {
    case 'ul':
    case 'ol':
      return [walkList(block, level, walk)];
    case 'dl':
      return [walkDefinitions(block, level, walk)];
    case 'table':
      return [walkTable(block, level, walk)];
    case 'pre':
      return [addPoint(block, 'code', level, walk).element];
    case 'hr':
      return [];
    case 'details':
      return [walkDetails(block, level, walk)];
    case 'p':
      return [addPoint(block, isFigure(block) ? 'figure' : 'paragraph', level, walk).element];
    default:
      return walkContainer(block, level, walk);
  }
}

function walkContainer(block: Element, level: Level, walk: Walk): Element[] {
  if (classesOf(block).includes('math')) return [addPoint(block, 'math', level, walk).element];
  if (block.tagName === 'figure') return [addPoint(block, 'figure', level, walk).element];
  if (block.children.every(isPhrasing)) {
    return hasContent(block) ? [addPoint(block, 'paragraph', level, walk).element] : [];
  }
  return [{ ...block, children: walkBlocks(block.children, level, walk) }];
}

function walkList(list: Element, level: Level, walk: Walk): Element {
  let number = typeof list.properties.start === 'number' ? list.properties.start : 1;
  const children = list.children
    .filter((child) => isElement(child))
    .flatMap((item) => {
      if (item.tagName !== 'li') return walkBlock(item, level, walk);
      const given = Number(item.properties.value);
      if (given > 0) number = given;
      const value = list.tagName === 'ol' ? number : undefined;
      number += 1;
      return [walkItem(item, level, walk, value)];
    });
  return { ...list, children };
}

/** `<li>own text<ul>…</ul></li>` → `<li data-point><p>own text</p><ul>…</ul></li>`. */
function walkItem(item: Element, level: Level, walk: Walk, value?: number): Element {
  const [own, ...rest] = paragraphed(item.children);
  const first = own && isTag(own, 'p') ? own : emptyParagraph(item);
  const blocks = own === first ? rest : [own, ...rest].filter((block) => block !== undefined);
  const marked = addPoint({ ...item, children: [first] }, 'item', level, walk, ownClasses(item, first));
  const inner = walkBlocks(blocks, { ...level, parent: marked.id, depth: level.depth + 1 }, walk);
  const properties =
    value === undefined ? marked.element.properties : { ...marked.element.properties, value: String(value) };
  return { ...marked.element, properties, children: [...marked.element.children, ...inner] };
}

function ownClasses(item: Element, own: Element): readonly string[] {
  return [...classesOf(item), ...classesOf(own)];
}

function emptyParagraph(item: Element): Element {
  return {
    type: 'element',
    tagName: 'p',
    properties: {},
    children: [],
    ...(item.position && { position: item.position }),
  };
}

function walkDefinitions(list: Element, level: Level, walk: Walk): Element {
  let at = level;
  const children = list.children
    .filter((child) => isElement(child))
    .map((child) => {
      if (child.tagName === 'dt') {
        const marked = addPoint(child, 'term', level, walk);
        at = { ...level, parent: marked.id, depth: level.depth + 1 };
        return marked.element;
      }
      const [own, ...rest] = paragraphed(child.children);
      const marked = addPoint({ ...child, children: own ? [own] : [] }, 'definition', at, walk);
      const inner = walkBlocks(rest, { ...at, parent: marked.id, depth: at.depth + 1 }, walk);
      return { ...marked.element, children: [...marked.element.children, ...inner] };
    });
  return { ...list, children };
}

/** The head row is the parent of the rows, so that it goes last. */
function walkTable(table: Element, level: Level, walk: Walk): Element {
  let at = level;
  const walkRows = (node: Element): Element => ({
    ...node,
    children: node.children.flatMap((child): ElementContent[] => {
      if (!isElement(child)) return [];
      if (child.tagName !== 'tr') return [walkRows(child)];
      if (!hasContent(child)) return [];
      const marked = addPoint(child, 'row', at, walk);
      if (at === level && isHeadRow(node, child))
        at = { ...level, parent: marked.id, depth: level.depth + 1 };
      return [marked.element];
    }),
  });
  return walkRows(table);
}

function isHeadRow(parent: Element, row: Element): boolean {
  return (
    parent.tagName === 'thead' ||
    row.children.filter((cell) => isElement(cell)).every((cell) => isTag(cell, 'th'))
  );
}

/** The summary is the point that the rest explains. */
function walkDetails(block: Element, level: Level, walk: Walk): Element {
  const summary = block.children.find((child) => isTag(child, 'summary'));
  const rest = block.children.filter((child) => child !== summary);
  if (!isElement(summary)) return { ...block, children: walkBlocks(rest, level, walk) };
  const marked = addPoint(summary, 'paragraph', level, walk);
  const inner = walkBlocks(rest, { ...level, parent: marked.id, depth: level.depth + 1 }, walk);
  return { ...block, children: [marked.element, ...inner] };
}

function addPoint(
  element: Element,
  kind: PointKind,
  level: Level,
  walk: Walk,
  classes = classesOf(element),
): { id: number; element: Element } {
  const id = walk.firstId + walk.points.length;
  walk.line = lineOf(element) ?? walk.line;
  walk.points.push({
    id,
    parent: level.parent,
    kind,
    depth: level.depth,
    line: walk.line,
    text: pointText(element),
    terms: termsOf(element),
    override: overrideOf(classes) ?? level.override,
  });
  return { id, element: { ...element, properties: { ...element.properties, dataPoint: String(id) } } };
}

/** Cells and lines stay apart: `a | b` in a row reads as two words, not one. */
function pointText(element: Element): string {
  if (element.tagName !== 'tr') return plainText(element) || altText(element);
  return element.children
    .filter((cell) => isElement(cell))
    .map((cell) => plainText(cell))
    .join(' ')
    .trim();
}

function altText(element: Element): string {
  const image = isTag(element, 'img') ? element : element.children.find((child) => isTag(child, 'img'));
  return isElement(image) ? String(image.properties.alt ?? '') : '';
}

function overrideOf(classes: readonly string[]): PointOverride {
  if (classes.includes('keep')) return 'keep';
  return classes.includes('skip') ? 'skip' : null;
}

function termsOf(node: Element): string[] {
  return node.children.flatMap((child) => {
    if (!isElement(child)) return [];
    return STRESS.includes(child.tagName) && hasText(child) ? [plainText(child)] : termsOf(child);
  });
}

function isFigure(paragraph: Element): boolean {
  const solid = paragraph.children.filter((child) => child.type === 'element' || hasText(child));
  return (
    solid.length > 0 &&
    solid.every(
      (child) =>
        isTag(child, 'img') || (isTag(child, 'a') && child.children.some((inner) => isTag(inner, 'img'))),
    )
  );
}

function hasContent(element: Element): boolean {
  return (
    hasText(element) ||
    element.children.some((child) => isTag(child, 'img', 'input') || (isElement(child) && hasContent(child)))
  );
}

/** Runs of inline content between blocks become paragraphs; white space between blocks goes. */
function paragraphed(content: readonly ElementContent[]): Element[] {
  const blocks: Element[] = [];
  let run: ElementContent[] = [];
  const close = (): void => {
    const solid = run.some((node) => (node.type === 'element' ? node.tagName !== 'br' : hasText(node)));
    const position = run.find((node) => node.position)?.position;
    if (solid)
      blocks.push({
        type: 'element',
        tagName: 'p',
        properties: {},
        children: trimmed(run),
        ...(position && { position }),
      });
    run = [];
  };
  for (const node of content) {
    if (isPhrasing(node)) run.push(node);
    else if (isElement(node)) {
      close();
      blocks.push(node);
    }
  }
  close();
  return blocks;
}

function trimmed(run: readonly ElementContent[]): ElementContent[] {
  return run.map((node, index): ElementContent => {
    if (node.type !== 'text') return node;
    let value = node.value;
    if (index === 0) value = value.trimStart();
    if (index === run.length - 1) value = value.trimEnd();
    return { ...node, value } satisfies Text;
  });
}

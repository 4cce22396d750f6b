import type { Element, ElementContent } from 'hast';
import {
  classesOf,
  hasMedia,
  hasText,
  headingLevel,
  isElement,
  isPhrasing,
  isTag,
} from '../markdown/tree.js';
import type { Point, PointOverride } from '../model.js';
import { walkDefinitions, walkList } from './list-points.js';
import { paragraphed } from './paragraphs.js';
import { addPoint, type Level, type Walk, within } from './point-walk.js';
import { isForSpeaker } from './speaker-notes.js';
import { walkTable } from './table-points.js';

/** A tree whose every point carries `dataPoint`, and the points themselves. */
export interface Pointed {
  readonly body: readonly Element[];
  readonly points: readonly Point[];
}

/**
 * Numbers the points of sanitised content and gives each an element of its own: bare text becomes a
 * paragraph, and a list item's own text is wrapped in `<p>` before the lists that it holds.
 *
 * @param firstId number of the first point; ids are unique within a note
 * @param firstLine line for content without a position
 * @param override what the section's own heading asks for
 */
export function markPoints(
  content: readonly ElementContent[],
  firstId: number,
  firstLine: number,
  override: PointOverride = null,
): Pointed {
  const points: Point[] = [];
  const blocks: Walk['blocks'] = (inner, level) => walkBlocks(inner, level, walk);
  const walk: Walk = { points, firstId, line: firstLine, blocks };
  return { body: blocks(content, { parent: null, depth: 0, override }), points };
}

/** A sub-heading is the point that what follows it explains; its `{: .keep}` holds for all of that. */
function walkBlocks(content: readonly ElementContent[], level: Level, walk: Walk): Element[] {
  const out: Element[] = [];
  const above: { readonly rank: number; readonly below: Level }[] = [];
  for (const block of paragraphed(content)) {
    const rank = headingLevel(block);
    if (rank !== null) while ((above.at(-1)?.rank ?? 0) >= rank) above.pop();
    const here = above.at(-1)?.below ?? level;
    if (rank === null) for (const element of walkBlock(block, here, walk)) out.push(element);
    else if (hasText(block) || hasMedia(block)) {
      const marked = addPoint(block, 'heading', here, walk);
      const { override } = within(block, here);
      above.push({ rank, below: { ...marked.below, override } });
      out.push(marked.element);
    }
  }
  return out;
}

/** A node's handler by tag; a block that holds blocks is walked, one that holds text is a point. */
function walkBlock(block: Element, level: Level, walk: Walk): Element[] {
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
    case 'aside':
      return isForSpeaker(block) ? [block] : walkContainer(block, level, walk);
    case 'details':
      return [walkDetails(block, level, walk)];
    case 'figure':
      return [addPoint(block, 'figure', level, walk).element];
    case 'p':
      return walkText(block, level, walk);
    default:
      return walkContainer(block, level, walk);
  }
}

function walkText(block: Element, level: Level, walk: Walk): Element[] {
  if (!hasText(block) && !hasMedia(block) && classesOf(block).length === 0) return [];
  return [addPoint(block, isFigure(block) ? 'figure' : 'paragraph', level, walk).element];
}

function walkContainer(block: Element, level: Level, walk: Walk): Element[] {
  if (classesOf(block).includes('math')) return [addPoint(block, 'math', level, walk).element];
  if (!block.children.every(isPhrasing)) {
    return [{ ...block, children: walkBlocks(block.children, within(block, level), walk) }];
  }
  return hasText(block) || hasMedia(block) ? [addPoint(block, 'paragraph', level, walk).element] : [];
}

/** The summary is the point that the rest explains. */
function walkDetails(block: Element, level: Level, walk: Walk): Element {
  const inside = within(block, level);
  const summary = block.children.find((child) => isTag(child, 'summary'));
  const rest = block.children.filter((child) => child !== summary);
  if (!isElement(summary)) return { ...block, children: walkBlocks(rest, inside, walk) };
  const marked = addPoint(summary, 'paragraph', inside, walk);
  return { ...block, children: [marked.element, ...walkBlocks(rest, marked.below, walk)] };
}

/** Nothing but pictures, linked or not. */
function isFigure(paragraph: Element): boolean {
  const solid = paragraph.children.filter((child) => isElement(child) || hasText(child));
  const isPicture = (child: ElementContent): boolean =>
    isTag(child, 'img') || (isTag(child, 'a') && child.children.some((inner) => isTag(inner, 'img')));
  return solid.length > 0 && solid.every(isPicture);
}

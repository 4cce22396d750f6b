import type { Element, ElementContent } from 'hast';
import { classesOf, hasText, isElement, isTag, lineOf, plainText } from '../markdown/tree.js';
import type { Point, PointKind, PointOverride } from '../model.js';

/** Tags whose text the author stressed. */
const STRESS: ReadonlySet<string> = new Set(['strong', 'b', 'em', 'i', 'code', 'mark', 'dfn']);

/** Where in the hierarchy a walk stands. */
export interface Level {
  readonly parent: number | null;
  readonly depth: number;
  /** `{: .skip}` on a list or a box holds for all that it holds. */
  readonly override: PointOverride;
}

/** Work state of one walk over a section's content. */
export interface Walk {
  readonly points: Point[];
  /** Ids go on from section to section. */
  readonly firstId: number;
  /** Line for elements that carry none. */
  line: number;
  /** Walks blocks that stand in a block. */
  readonly blocks: (content: readonly ElementContent[], level: Level) => Element[];
}

export interface Marked {
  readonly element: Element;
  /** Level of what explains the point. */
  readonly below: Level;
}

/** Makes a point of an element; `classes` where not only its own count. */
export function addPoint(
  element: Element,
  kind: PointKind,
  level: Level,
  walk: Walk,
  classes = classesOf(element),
): Marked {
  const id = walk.firstId + walk.points.length;
  walk.line = lineOf(element) ?? walk.line;
  const { parent, depth } = level;
  const override = overrideOf(classes) ?? level.override;
  const below = { parent: id, depth: depth + 1, override: level.override };
  const text = pointText(element);
  walk.points.push({ id, parent, kind, depth, line: walk.line, text, terms: termsOf(element), override });
  return {
    element: { ...element, properties: { ...element.properties, dataPoint: String(id) } },
    below,
  };
}

/** The level inside a list, table or box. */
export function within(block: Element, level: Level): Level {
  const override = overrideOf(classesOf(block));
  return override === null ? level : { ...level, override };
}

export function overrideOf(classes: readonly string[]): PointOverride {
  if (classes.includes('keep')) return 'keep';
  return classes.includes('skip') ? 'skip' : null;
}

/** Cells stay apart: `a | b` in a row reads as two words, not one. */
function pointText(element: Element): string {
  if (element.tagName !== 'tr') return plainText(element) || altText(element);
  return element.children
    .filter((cell) => isElement(cell))
    .map((cell) => plainText(cell) || altText(cell))
    .join(' ')
    .trim();
}

/** What stands for a picture without words: `![Three nodes](nodes.png)` → `Three nodes`. */
function altText(element: Element): string {
  if (isTag(element, 'img')) return String(element.properties.alt ?? '').trim();
  const alts = element.children.map((child) => (isElement(child) ? altText(child) : ''));
  return alts.filter((alt) => alt !== '').join(' ');
}

function termsOf(node: Element, found: string[] = []): string[] {
  for (const child of node.children) {
    if (!isElement(child)) continue;
    if (STRESS.has(child.tagName) && hasText(child)) found.push(plainText(child));
    else termsOf(child, found);
  }
  return found;
}

import type { Element, ElementContent, Text } from 'hast';
import {
  type Direction,
  firstDirection,
  HALF_OF_WORDS,
  hasRightToLeft,
  isLeftToRight,
  lettersIn,
  lettersOf,
  mostDirection,
  shareOf,
  statedDirection,
} from '../markdown/direction.js';
import { headingLevel, isElement, isTag, plainText } from '../markdown/tree.js';
import type { Note, Section } from '../model.js';

/** Words up to which a line in another direction is a name in the text around it rather than a text. */
const MAX_NAME_WORDS = 3;
/** Shares of right-to-left letters: a box turns only where it is clearly of the other direction than its text. */
const CLEAR_SHARE = 0.6;
const FEW_SHARE = 0.2;

/**
 * The side on which a box begins: a section, a list, a table, a quote. Its bullets, columns and bars stand by
 * that, whatever single lines hold.
 *
 * @param around direction of what the box stands in
 */
export function boxDirection(nodes: readonly ElementContent[], around: Direction): Direction {
  const share = shareOf(lettersIn(nodes));
  if (share === null) return around;
  if (around === 'ltr') {
    const first = firstDirection(plainText(nodes)) ?? 'ltr';
    return share > CLEAR_SHARE || (share > HALF_OF_WORDS && first === 'rtl') ? 'rtl' : 'ltr';
  }
  return share < FEW_SHARE && !isName(plainText(nodes)) ? 'ltr' : 'rtl';
}

/**
 * The direction in which the words of a line run: that of its first letter, as `dir="auto"` says, unless most
 * of the line is of the text around it ("HTTP هو بروتوكول" in an Arabic text).
 */
export function lineDirection(text: string, around: Direction): Direction {
  const first = firstDirection(text) ?? around;
  if (first === around) return around;
  return mostDirection(lettersOf(text)) === around ? around : first;
}

/** The side on which a section's bar, bullets and columns begin. */
export function sectionDirection(
  { heading, body }: Pick<Section, 'heading' | 'body'>,
  around: Direction,
): Direction {
  const { ltr, rtl } = lettersIn(heading);
  const isNamed = around === 'rtl' ? rtl > 0 : ltr > 0 && rtl === 0;
  return isNamed ? around : boxDirection([...heading, ...body], around);
}

/** The side on which a whole sheet or deck begins: that of its note, or of its one section. */
export function pageDirection(
  isWhole: boolean,
  note: Pick<Note, 'meta'>,
  sections: readonly Section[],
): Direction {
  const [only] = sections;
  return isWhole || only === undefined ? note.meta.dir : sectionDirection(only, note.meta.dir);
}

function isName(text: string): boolean {
  return text.split(/\s+/).length <= MAX_NAME_WORDS;
}

/** A box while its blocks are looked through. */
interface Box {
  readonly direction: Direction;
  /** The author has said it, or a list or table around it holds its boxes and lines to one side. */
  readonly isFixed: boolean;
  readonly depth: number;
}

/** Boxes deeper than this stand as the box around them: each level looks through all that it holds. */
const MAX_DEPTH = 6;

/**
 * Blocks with their directions written on them. Said outright rather than `dir="auto"`, since the later half of
 * a block that a column cuts must keep it. `dataAlign="end"` is on a line that runs the other way but stays on
 * the side of its list, cell or section.
 *
 * @param around direction of the section
 */
export function directed(blocks: readonly Element[], around: Direction): Element[] {
  if (around === 'ltr' && !blocks.some(isTouched)) return [...blocks];
  return blocks.map((block) => visit(block, { direction: around, isFixed: false, depth: 0 }));
}

/** Whether anything in it is or may be right to left. */
function isTouched(node: Element): boolean {
  return (
    node.children.some((child) =>
      isElement(child) ? isTouched(child) : child.type === 'text' && hasRightToLeft(child.value),
    ) || statedDirection(node) === 'rtl'
  );
}

const LINES = new Set('p dt h1 h2 h3 h4 h5 h6 summary figcaption caption'.split(' '));
const CELLS = new Set('td th dd li'.split(' '));
const KEEPING = new Set('ul ol dl table'.split(' '));
const BOXES = new Set('ul ol dl table blockquote div section article aside details figure center'.split(' '));

function visit(node: Element, box: Box): Element {
  if (isTag(node, 'pre')) return withDirection(node, 'ltr', box);
  if (isLeftToRight(node)) return node;
  if (LINES.has(node.tagName)) return line(node, box);
  if (CELLS.has(node.tagName))
    return node.children.some((child) => isElement(child) && isBlock(child))
      ? inside(node, box)
      : line(node, box);
  return BOXES.has(node.tagName) ? boxed(node, box) : inside(node, box);
}

function isBlock({ tagName }: Element): boolean {
  return LINES.has(tagName) || BOXES.has(tagName) || tagName === 'pre';
}

function boxed(node: Element, box: Box): Element {
  const stated = statedDirection(node);
  const direction = stated ?? (box.isFixed ? box.direction : boxDirection([node], box.direction));
  const depth = box.depth + 1;
  const isFixed = box.isFixed || stated !== null || KEEPING.has(node.tagName) || depth > MAX_DEPTH;
  return inside(withDirection(node, direction, box), { direction, isFixed, depth });
}

function inside(node: Element, box: Box): Element {
  return { ...node, children: node.children.map((child) => (isElement(child) ? visit(child, box) : child)) };
}

function line(node: Element, box: Box): Element {
  const text = plainText(node);
  const direction = statedDirection(node) ?? lineDirection(text, box.direction);
  const children = direction === 'rtl' ? node.children.flatMap(isolated) : node.children;
  if (direction === box.direction) return { ...node, children };
  const [first, ...rest] = children;
  // The box to tick stands where those of the other items do.
  if (isTag(first, 'input')) return { ...node, children: [first, span(rest, direction)] };
  const { properties } = withDirection(node, direction, box);
  return {
    ...node,
    properties: keepsSide(node, text, box) ? { ...properties, dataAlign: 'end' } : properties,
    children,
  };
}

function span(children: ElementContent[], dir: Direction): Element {
  return { type: 'element', tagName: 'span', properties: { dir }, children };
}

/** In a list or a cell every line begins where the others do; so does a name or heading in a text from right to left. */
function keepsSide(node: Element, text: string, box: Box): boolean {
  if (node.properties.align !== undefined || statedDirection(node) !== null) return false;
  return box.isFixed || (box.direction === 'rtl' && (headingLevel(node) !== null || isName(text)));
}

function withDirection(node: Element, direction: Direction, { direction: around }: Box): Element {
  const { dir: _dir, ...properties } = node.properties;
  return { ...node, properties: direction === around ? properties : { ...properties, dir: direction } };
}

/** What is written from left to right also where its last character is a sign: addresses, `C++`, ISO dates. */
const WHOLE =
  /((?:https?:\/\/|www\.)[^\s<>]{0,2000}[^\s<>.,;:!?)\]]|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]+)+|\b[A-Za-z](?:\+\+|#)|\b\d{4}-\d{2}-\d{2}\b)/;

function isolated(node: ElementContent): ElementContent[] {
  if (isElement(node)) {
    if (isLeftToRight(node)) return [node];
    return [{ ...node, children: node.children.flatMap(isolated) }];
  }
  if (node.type !== 'text' || !WHOLE.test(node.value)) return [node];
  return node.value.split(WHOLE).flatMap((part, index): ElementContent[] => {
    const value: Text = { type: 'text', value: part };
    if (index % 2 === 0) return part === '' ? [] : [value];
    return [span([value], 'ltr')];
  });
}

import type { Element, ElementContent } from 'hast';
import { classesOf, isElement, isTag, plainText, rawText } from '../../markdown/tree.js';
import { withAnswerRunIn } from './answers.js';
import { isDiagram } from './diagrams.js';
import { isFlag } from './flags.js';
import { withColumnWidths } from './table-widths.js';

/** Only lists of short items run in. */
const MAX_RUN_IN_CHARS = 60;
/** What runs in takes four lines at most, with the text that it follows. */
const MAX_ITEM_CHARS = 130;
/** A table or listing of more rows than this may be cut by a column. */
const MAX_SOLID_ROWS = 3;
const MAX_SOLID_LINES = 5;

/** Marks every leaf block as a piece for measuring, and lists that may run in. */
export function markPieces(node: Element): Element {
  if (node.properties.dataPiece !== undefined) return node;
  switch (node.tagName) {
    case 'details':
      return marked({
        ...withAnswerRunIn(node),
        tagName: 'div',
        properties: { ...directionOf(node), className: ['question'] },
      });
    case 'summary':
      return piece({ ...node, tagName: 'p', children: [strong(node.children)] }, 'text');
    case 'table':
      return rowsOf(node) > MAX_SOLID_ROWS
        ? marked(withColumnWidths(node))
        : piece(withColumnWidths(node), 'solid');
    case 'tr':
    case 'figure':
      return piece(node, 'solid');
    case 'pre':
      if (isDiagram(rawText(node))) return diagram(node);
      return piece(node, plainText(node).length > 0 && linesOf(node) > MAX_SOLID_LINES ? 'text' : 'solid');
    case 'h1':
    case 'h2':
    case 'h3':
    case 'h4':
    case 'h5':
    case 'h6':
      return piece(node, 'head');
    case 'li':
      return markItem(withoutCheckboxGap(node));
    case 'ol':
      return marked({ ...node, properties: { ...node.properties, style: `--digits:${digitsOf(node)}` } });
    default:
      return isLeaf(node) ? piece(flagged(node), isUneven(node) ? 'solid' : 'text') : marked(node);
  }
}

/** Digits of a list's greatest number: the later half of a list that is cut keeps its indent. */
function digitsOf(list: Element): number {
  const numbers = list.children.map((item) => (isElement(item) ? Number(item.properties.value ?? 0) : 0));
  return String(Math.max(1, ...numbers)).length;
}

function marked(node: Element): Element {
  return { ...node, children: node.children.map((child) => (isElement(child) ? markPieces(child) : child)) };
}

/** An item whose only inner block is a list of short leaf items may have that list run in. */
function markItem(item: Element): Element {
  const inner = marked(item);
  const blocks = inner.children.filter((child) => isElement(child));
  const list = blocks[1];
  if (
    blocks.length !== 2 ||
    !isTag(list, 'ul') ||
    !isTag(blocks[0], 'p') ||
    isUneven(item) ||
    !runsIn(list, item)
  )
    return inner;
  const flagged: Element = { ...list, properties: { ...list.properties, dataRunIn: '' } };
  return piece({ ...inner, children: [blocks[0], flagged] }, 'text');
}

/** The space behind a checkbox, which stands in a margin of its own. */
function withoutCheckboxGap(node: Element): Element {
  const [first, second, ...others] = node.children;
  if (isTag(first, 'input') && second?.type === 'text')
    return { ...node, children: [first, { ...second, value: second.value.trimStart() }, ...others] };
  if (!isTag(first, 'p')) return node;
  return { ...node, children: [withoutCheckboxGap(first), ...node.children.slice(1)] };
}

function runsIn(list: Element, item: Element): boolean {
  const items = list.children.filter((child) => isElement(child));
  return (
    plainText(item).length <= MAX_ITEM_CHARS &&
    items.every(
      (each) =>
        each.children.filter((child) => isElement(child)).length === 1 &&
        plainText(each).length <= MAX_RUN_IN_CHARS,
    )
  );
}

/** Its lines stay whole, and it is not cut. */
function diagram(node: Element): Element {
  const className = [...classesOf(node), 'diagram'];
  return piece({ ...node, properties: { ...node.properties, className } }, 'solid');
}

/** A paragraph whose first words, in bold, say that it matters most looks different. */
function flagged(node: Element): Element {
  const [first] = node.children;
  const lead = isTag(first, 'strong', 'b') ? plainText(first) : '';
  if (!isTag(node, 'p') || !isFlag(lead)) return node;
  return { ...node, properties: { ...node.properties, className: [...classesOf(node), 'flagged'] } };
}

function directionOf({ properties: { dir } }: Element): Element['properties'] {
  return dir === undefined ? {} : { dir };
}

function piece(node: Element, kind: 'text' | 'solid' | 'head'): Element {
  return { ...node, properties: { ...node.properties, dataPiece: kind } };
}

function strong(children: readonly ElementContent[]): Element {
  return { type: 'element', tagName: 'strong', properties: {}, children: [...children] };
}

const LEAVES = new Set(['p', 'dt', 'figcaption', 'caption', 'address']);

function isLeaf(node: Element): boolean {
  return (
    LEAVES.has(node.tagName) ||
    classesOf(node).includes('math') ||
    !node.children.some((child) => isElement(child) && isBlock(child))
  );
}

function isBlock(element: Element): boolean {
  return /^(p|div|ul|ol|li|dl|dt|dd|table|thead|tbody|tfoot|tr|pre|blockquote|figure|h[1-6]|section|details)$/.test(
    element.tagName,
  );
}

/** Lines of unequal height (formulas, images) cannot be counted, so such a block is not cut. */
function isUneven(node: Element): boolean {
  return node.children.some(
    (child) =>
      isElement(child) &&
      (isTag(child, 'img') ||
        classesOf(child).some((name) => name === 'math' || name.startsWith('katex')) ||
        isUneven(child)),
  );
}

function rowsOf(table: Element): number {
  return table.children.reduce(
    (sum, child) => sum + (isTag(child, 'tr') ? 1 : isElement(child) ? rowsOf(child) : 0),
    0,
  );
}

function linesOf(pre: Element): number {
  return rawText(pre).trimEnd().split('\n').length;
}

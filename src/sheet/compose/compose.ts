import type { Element, ElementContent } from 'hast';
import { minifyWhitespace } from 'hast-util-minify-whitespace';
import { enrich } from '../../html/enrich.js';
import type { EnrichContext } from '../../html/enrich-context.js';
import type { Direction } from '../../markdown/direction.js';
import { classesOf, headingLevel, isElement, isTag, plainText, rawText } from '../../markdown/tree.js';
import type { Section } from '../../model.js';
import { withoutSpeakerNotes } from '../../note/speaker-notes.js';
import { withAnswerRunIn } from './answers.js';
import { closeComments } from './close-comments.js';
import { isDiagram } from './diagrams.js';
import { isFlag } from './flags.js';
import { withColumnWidths } from './table-widths.js';
import { wholeWords } from './whole-words.js';

/** Only lists of short items run in. */
const MAX_RUN_IN_CHARS = 60;
/** What runs in takes four lines at most, with the text that it follows. */
const MAX_ITEM_CHARS = 160;
/** A table or listing of more rows than this may be cut by a column. */
const MAX_SOLID_ROWS = 3;
const MAX_SOLID_LINES = 5;

/**
 * A section's content as the sheet sets it: every leaf block marked as a piece for measuring, lists
 * that may run in marked, white space folded, math and code set, questions unfolded.
 */
export async function composeBody(
  section: Pick<Section, 'body'>,
  context: EnrichContext,
  headingTag: 'h1' | 'h2' | 'h3',
  direction: Direction,
): Promise<Element[]> {
  const body = withoutSpeakerNotes(section.body).map((block) => closeComments(block));
  const rich = await enrich(body, context, direction);
  const root = { type: 'root' as const, children: [...rich] };
  minifyWhitespace(root, { newlines: false });
  rankHeadings(root.children, Number(headingTag[1]));
  return root.children
    .filter((node) => isElement(node))
    .map((block) => mark(withAccessibleText(wholeWords(block))));
}

/** A section's name with its images, formulas and code set. */
export async function composeHeading(
  { heading }: Pick<Section, 'heading'>,
  context: EnrichContext,
  direction: Direction,
): Promise<ElementContent[]> {
  const line: Element = { type: 'element', tagName: 'span', properties: {}, children: [...heading] };
  const rich = await enrich([line], context, direction);
  return rich.flatMap((span) => wholeWords(withAccessibleText(span)).children);
}

/**
 * What is not painted must still reach the PDF's accessible text: a space before each line end that is kept (words
 * of two lines run together without it), and a formula's TeX, since KaTeX's letters make no words.
 */
function withAccessibleText(node: Element): Element {
  if (classesOf(node).includes('math')) {
    const tex = texOf(node);
    return tex === null ? node : { ...node, children: [accessibleText(tex), ...node.children] };
  }
  const role = TABLE_ROLES[node.tagName];
  const properties = role ? { ...node.properties, role } : node.properties;
  const children = node.children.flatMap((child): ElementContent[] => {
    if (isTag(child, 'br')) return [{ type: 'text', value: ' ' }, child];
    if (isElement(child)) return [withAccessibleText(child)];
    return [child];
  });
  return { ...node, properties, children: isTag(node, 'pre') ? children.map(endedLines) : children };
}

/** Said outright: the later half of a table has no head, a stacked one no boxes, and Chrome takes both for layout. */
const TABLE_ROLES: Readonly<Record<string, string>> = {
  table: 'table',
  tr: 'row',
  td: 'cell',
  th: 'columnheader',
};

/** A transparent dot whose `alt` text says what a formula shows: Chrome tags only what is painted. */
function accessibleText(tex: string): Element {
  const style = 'position:absolute;width:1px;height:1px';
  return { type: 'element', tagName: 'img', properties: { src: CLEAR_DOT, alt: tex, style }, children: [] };
}

const CLEAR_DOT = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';

/** `a\nb` → `a \nb` in all text of a listing. */
function endedLines(node: ElementContent): ElementContent {
  if (node.type === 'text') return { ...node, value: node.value.replaceAll('\n', ' \n') };
  return isElement(node) ? { ...node, children: node.children.map(endedLines) } : node;
}

/** The TeX that KaTeX keeps beside its MathML. */
function texOf(node: Element): string | null {
  for (const child of node.children) {
    if (!isElement(child)) continue;
    const tex = child.tagName === 'annotation' ? plainText(child) : texOf(child);
    if (tex !== null) return tex;
  }
  return null;
}

/** Sub-headings come one level below the section's own, and none skips a level. */
function rankHeadings(blocks: readonly ElementContent[], sectionLevel: number): void {
  const levels = new Set<number>();
  const headings: Element[] = [];
  const collect = (nodes: readonly ElementContent[]): void => {
    for (const node of nodes) {
      if (!isElement(node)) continue;
      const level = headingLevel(node);
      if (level !== null) {
        levels.add(level);
        headings.push(node);
      } else collect(node.children);
    }
  };
  collect(blocks);
  const ranks = [...levels].sort((a, b) => a - b);
  let before = sectionLevel;
  for (const heading of headings) {
    before = Math.min(sectionLevel + 1 + ranks.indexOf(headingLevel(heading) ?? 6), before + 1, 6);
    heading.tagName = `h${before}`;
  }
}

function mark(node: Element): Element {
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
      return markItem(node);
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
  return { ...node, children: node.children.map((child) => (isElement(child) ? mark(child) : child)) };
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

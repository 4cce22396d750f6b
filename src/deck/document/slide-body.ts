import type { Element, ElementContent } from 'hast';
import { classesOf, headingLevel, isElement, isTag } from '../../markdown/tree.js';
import { joinSpans } from '../../note/table-grid.js';
import { markOf, replaceAtoms } from '../compose/atom-tree.js';
import { inlineLength, inlineText, sliceInline } from '../compose/slice-inline.js';
import { withoutIds } from '../compose/without-ids.js';

/** Characters of a repeated parent point: a reminder, not the text again. */
const CONTEXT_CHARACTERS = 90;

/**
 * One slide's share of a body: the atoms in `keep` with the containers around them, those in
 * `context` dimmed and shortened. A list item of which only the inner list is kept loses its marker.
 */
export function slideBody(
  body: readonly Element[],
  keep: ReadonlySet<string>,
  context: ReadonlySet<string>,
): Element[] {
  const pruned = replaceAtoms(body, (atom) => {
    const key = markOf(atom)?.key ?? '';
    if (keep.has(key)) return [atom];
    return context.has(key) ? [asContext(atom)] : [];
  });
  return tidy(pruned)
    .filter((node) => isElement(node))
    .map(withSpans);
}

/** Cells that span rows span the rows of this slide. */
function withSpans(node: Element): Element {
  if (isTag(node, 'table')) return joinSpans(node);
  return { ...node, children: node.children.map((child) => (isElement(child) ? withSpans(child) : child)) };
}

/** A parent repeated: dimmed, one line; a table's head and a question stay as they are. */
function asContext(atom: Element): Element {
  if (isTag(atom, 'tr')) return withoutIds(atom);
  const children = sliceInline(atom.children, 0, cutAt(atom));
  const cutOff = inlineLength(atom.children) > inlineLength(children);
  const tagName = headingLevel(atom) === null ? atom.tagName : 'p';
  const { dataPoint, dir, dataAlign } = atom.properties;
  return withoutIds({
    ...atom,
    tagName,
    properties: {
      className: ['context'],
      dataPoint: dataPoint ?? null,
      ...(dir !== undefined && { dir }),
      ...(dataAlign !== undefined && { dataAlign }),
    },
    children: cutOff ? [...children, { type: 'text', value: ' …' }] : children,
  });
}

function cutAt(atom: Element): number {
  const text = inlineText(atom.children);
  if (text.length <= CONTEXT_CHARACTERS) return text.length;
  const space = text.lastIndexOf(' ', CONTEXT_CHARACTERS);
  return space > 20 ? space : CONTEXT_CHARACTERS;
}

/** Joins the pieces of a split atom that share a slide, drops work marks, marks bare items. */
function tidy(nodes: readonly ElementContent[]): ElementContent[] {
  const out: ElementContent[] = [];
  for (const node of nodes) {
    const last = out.at(-1);
    if (isElement(node) && isElement(last) && continues(node, last)) out[out.length - 1] = joined(last, node);
    else out.push(node);
  }
  return out.map((node) => (isElement(node) ? finished(node) : node));
}

/** `12+s2` goes on where `12+s1` or `12` left off. */
function continues(node: Element, before: Element): boolean {
  const join = node.properties.dataJoin;
  if (join === undefined || node.tagName !== before.tagName) return false;
  return baseKey(node) === baseKey(before) && !classesOf(before).includes('context');
}

function baseKey(element: Element): string {
  return String(element.properties.dataPoint ?? '').replace(/\+.*$/, '');
}

function joined(before: Element, after: Element): Element {
  const [code] = before.children;
  const [more] = after.children;
  if (isTag(before, 'pre') && isElement(code) && isElement(more))
    return { ...before, children: [{ ...code, children: [...code.children, ...more.children] }] };
  return { ...before, children: [...before.children, ...after.children] };
}

function finished(element: Element): Element {
  const { dataParent: _parent, dataJoin, ...properties } = element.properties;
  if (markOf(element) !== null) {
    const continued = dataJoin === undefined ? [] : ['continued'];
    const classes = [...classesOf(element), ...continued];
    const point = String(properties.dataPoint ?? '').replace(/\+.*$/, '');
    return {
      ...element,
      properties: { ...properties, dataPoint: point, ...(classes.length > 0 && { className: classes }) },
      children: isTag(element, 'pre') ? withoutLastLines(element.children) : element.children,
    };
  }
  const children = tidy(element.children);
  if (!isTag(element, 'li')) return { ...element, properties, children };
  const first = children.find((child) => isElement(child));
  const bare = isTag(first, 'ul', 'ol') || (isElement(first) && classesOf(first).includes('continued'));
  return { ...element, properties: bare ? { ...properties, className: ['bare'] } : properties, children };
}

/** A listing that goes on overleaf does not end in the blank lines between its parts. */
function withoutLastLines(content: readonly ElementContent[]): ElementContent[] {
  const [code, ...others] = content;
  if (!isElement(code) || others.length > 0) return [...content];
  const text = inlineText(code.children);
  if (!/\n\s*\n$/.test(text.slice(-200))) return [code];
  return [{ ...code, children: sliceInline(code.children, 0, text.trimEnd().length) }];
}

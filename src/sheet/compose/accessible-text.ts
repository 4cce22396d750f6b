import type { Element, ElementContent } from 'hast';
import { classesOf, isElement, isTag, plainText } from '../../markdown/tree.js';

/**
 * What is not painted must still reach the PDF's accessible text: a space before each line end that is kept (words
 * of two lines run together without it), and a formula's TeX, since KaTeX's letters make no words.
 */
export function withAccessibleText(node: Element): Element {
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

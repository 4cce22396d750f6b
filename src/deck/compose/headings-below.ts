import type { Element, ElementContent } from 'hast';
import { headingLevel, isElement } from '../../markdown/tree.js';

/**
 * A body whose headings go on below the slide's title without a gap, as HTML asks of an outline: with the title
 * an h2, `h4, h6, h4` become `h3, h4, h3`.
 *
 * @param title level of the slide's own heading
 */
export function headingsBelow(body: readonly Element[], title: number): Element[] {
  const open: number[] = [];
  const visit = (node: ElementContent): ElementContent => {
    if (!isElement(node)) return node;
    const level = headingLevel(node);
    if (level === null) return { ...node, children: node.children.map(visit) };
    while ((open.at(-1) ?? 0) >= level) open.pop();
    open.push(level);
    return { ...node, tagName: `h${Math.min(6, title + open.length)}` };
  };
  return body.map((element) => visit(element) as Element);
}

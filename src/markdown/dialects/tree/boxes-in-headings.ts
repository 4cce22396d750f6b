import type { Element, ElementContent } from 'hast';
import { isTag } from '../../tree.js';

/** `## Which? <details>…</details>`: no heading opens, so its words stand in a row. Changes it in place. */
export function settleHeading(heading: Element): void {
  if (heading.children.some((child) => isTag(child, 'details', 'summary')))
    heading.children = heading.children.flatMap(unboxed);
}

function unboxed(node: ElementContent): ElementContent[] {
  if (!isTag(node, 'details', 'summary')) return [node];
  return [{ type: 'text', value: ' ' }, ...node.children.flatMap(unboxed), { type: 'text', value: ' ' }];
}

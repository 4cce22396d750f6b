import type { Element, ElementContent } from 'hast';
import { isTag } from '../../tree.js';

/** `## Which? <details>…</details>`: no heading opens, so its words stand in a row. Changes it in place. */
export function settleHeading(heading: Element): void {
  if (heading.children.some((child) => isTag(child, 'details', 'summary')))
    heading.children = heading.children
      .flatMap(unboxed)
      .filter((node, at, all) => !isSpace(node) || !endsInSpace(all[at - 1]));
}

function isSpace(node: ElementContent): boolean {
  return node.type === 'text' && node.value.trim() === '';
}

function endsInSpace(node: ElementContent | undefined): boolean {
  return node === undefined || (node.type === 'text' && /\s$/.test(node.value));
}

function unboxed(node: ElementContent): ElementContent[] {
  if (!isTag(node, 'details', 'summary')) return [node];
  return [{ type: 'text', value: ' ' }, ...node.children.flatMap(unboxed), { type: 'text', value: ' ' }];
}

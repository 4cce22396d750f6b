import type { ElementContent } from 'hast';
import { classesOf, isElement, plainText } from '../../markdown/tree.js';

/** Length in characters, images and the like counted as one. */
export function inlineLength(nodes: readonly ElementContent[]): number {
  return nodes.reduce((total, node) => total + lengthOf(node), 0);
}

function lengthOf(node: ElementContent): number {
  if (node.type === 'text') return node.value.length;
  if (!isElement(node)) return 0;
  return isWhole(node) ? Math.max(1, plainText(node).length) : inlineLength(node.children);
}

/** A formula or an image is never cut. */
function isWhole(node: ElementContent): boolean {
  if (!isElement(node)) return false;
  return node.children.length === 0 || classesOf(node).some((name) => name === 'math' || name === 'katex');
}

/** Characters `from` to `to` of inline content, elements cloned on both sides of a cut. */
export function sliceInline(nodes: readonly ElementContent[], from: number, to: number): ElementContent[] {
  const out: ElementContent[] = [];
  let at = 0;
  for (const node of nodes) {
    const length = lengthOf(node);
    const start = Math.max(from - at, 0);
    const end = Math.min(to - at, length);
    if (start < end) for (const part of cut(node, start, end, length)) out.push(part);
    at += length;
  }
  return out;
}

function cut(node: ElementContent, start: number, end: number, length: number): ElementContent[] {
  if (start === 0 && end === length) return [node];
  if (node.type === 'text') return [{ ...node, value: node.value.slice(start, end) }];
  if (!isElement(node)) return [];
  if (isWhole(node)) return start === 0 ? [node] : [];
  return [{ ...node, children: sliceInline(node.children, start, end) }];
}

/** The text that `sliceInline` counts in. */
export function inlineText(nodes: readonly ElementContent[]): string {
  return nodes
    .map((node) => {
      if (node.type === 'text') return node.value;
      if (!isElement(node)) return '';
      return isWhole(node) ? plainText(node).padEnd(1, '\uFFFC') : inlineText(node.children);
    })
    .join('');
}

import type { ElementContent } from 'hast';
import { isElement, isTag, lineOf } from '../markdown/tree.js';
import type { SourceLines } from './source-lines.js';

/** Gives each picture the place where its address stands in the file. Changes the tree in place. */
export function placeImages(nodes: readonly ElementContent[], lines: SourceLines): void {
  for (const node of nodes) {
    if (!isElement(node)) continue;
    if (isTag(node, 'img')) {
      const { line, column } = lines.find(lineOf(node) ?? 1, String(node.properties.src ?? ''));
      const at = { line: line ?? 1, column: column ?? 1 };
      node.position = { start: at, end: at };
    }
    placeImages(node.children, lines);
  }
}

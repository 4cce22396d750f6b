import type { Element, ElementContent } from 'hast';
import { isTag } from './tree.js';

/** Inline content line by line: text is cut at its line ends, a `<br>` ends a line. */
export function inlineLines(nodes: readonly ElementContent[]): ElementContent[][] {
  const lines: ElementContent[][] = [[]];
  for (const node of nodes) {
    if (isTag(node, 'br')) lines.push([]);
    else if (node.type !== 'text') lines.at(-1)?.push(node);
    else
      node.value.split('\n').forEach((value, index) => {
        if (index > 0) lines.push([]);
        if (value !== '') lines.at(-1)?.push({ ...node, value });
      });
  }
  return lines;
}

/** Lines as the content of one block again. */
function joinLines(lines: readonly (readonly ElementContent[])[]): ElementContent[] {
  return lines.flatMap((line, index) =>
    index === 0 ? [...line] : [{ type: 'text', value: '\n' } as const, ...line],
  );
}

export function paragraphOf(lines: readonly (readonly ElementContent[])[], from: Element): Element {
  const { position } = from;
  return {
    type: 'element',
    tagName: 'p',
    properties: {},
    children: joinLines(lines),
    ...(position && { position }),
  };
}

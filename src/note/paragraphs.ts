import type { Element, ElementContent } from 'hast';
import { hasText, isElement, isPhrasing } from '../markdown/tree.js';

/** Runs of inline content between blocks become paragraphs; white space between blocks goes. */
export function paragraphed(content: readonly ElementContent[]): Element[] {
  const blocks: Element[] = [];
  let run: ElementContent[] = [];
  const close = (): void => {
    if (run.some(isSolid)) blocks.push(paragraphOf(run));
    run = [];
  };
  for (const node of content) {
    if (isPhrasing(node)) run.push(node);
    else if (isElement(node)) {
      close();
      blocks.push(node);
    }
  }
  close();
  return blocks;
}

function isSolid(node: ElementContent): boolean {
  return isElement(node) ? node.tagName !== 'br' : hasText(node);
}

function paragraphOf(run: readonly ElementContent[]): Element {
  const position = run.find((node) => node.position)?.position;
  const children = trimmed(run);
  return { type: 'element', tagName: 'p', properties: {}, children, ...(position && { position }) };
}

function trimmed(run: readonly ElementContent[]): ElementContent[] {
  return run.map((node, index): ElementContent => {
    if (node.type !== 'text') return node;
    let { value } = node;
    if (index === 0) value = value.trimStart();
    if (index === run.length - 1) value = value.trimEnd();
    return { ...node, value };
  });
}

import type { Element, ElementContent } from 'hast';
import { isElement, isTag } from '../../markdown/tree.js';
import { markOf } from './atom-tree.js';

/**
 * Pieces of one paragraph → the paragraph, each piece a span in it that bears its key: so the first line of each is where
 * it would be on a slide with those before it.
 */
export function inOneText(nodes: readonly ElementContent[]): ElementContent[] {
  const out: ElementContent[] = [];
  for (const node of nodes) {
    const last = out.at(-1);
    if (!isTag(node, 'p')) out.push(isElement(node) ? { ...node, children: inOneText(node.children) } : node);
    else if (node.properties.dataJoin !== undefined && isTag(last, 'p'))
      out[out.length - 1] = { ...whole(last), children: [...whole(last).children, pieceOf(node)] };
    else out.push(node);
  }
  return out;
}

/** The paragraph as one of pieces: its own words are the first. */
function whole(paragraph: Element): Element {
  if (markOf(paragraph) === null) return paragraph;
  const { dataPoint: _point, ...properties } = paragraph.properties;
  return { ...paragraph, properties, children: [pieceOf(paragraph)] };
}

function pieceOf({ properties, children, ...rest }: Element): Element {
  return { ...rest, tagName: 'span', properties: { dataPoint: properties.dataPoint ?? null }, children };
}

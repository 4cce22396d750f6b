import type { Element, ElementContent, Text } from 'hast';
import { isElement } from '../../markdown/tree.js';

/** Longer words of code may break anywhere; a listing's own edges leave less room in a narrow column. */
const MAX_WHOLE_CHARS = { code: 22, pre: 16 } as const;

/** The sign of a comment goes with its first word: no row ends in `#`. */
const COMMENT_OR_SPACE = /((?:#|\/\/|--) \S+|\s+)/;

/**
 * `git log --all`: each word of code stays whole, so that no line ends in `--`. A listing breaks at
 * signs only, so its plain words are left as they are.
 */
export function wholeWords(node: Element, within: 'code' | 'pre' | null = null): Element {
  const inside =
    node.tagName === 'pre' || within === 'pre' ? 'pre' : node.tagName === 'code' ? 'code' : within;
  const breaks = inside === 'pre' ? /[^\p{L}\p{N}\s]/u : /\S/;
  const children = node.children.flatMap((child): ElementContent[] => {
    if (isElement(child)) return [wholeWords(child, inside)];
    if (inside === null || child.type !== 'text') return [child];
    return child.value
      .split(inside === 'pre' ? COMMENT_OR_SPACE : /(\s+)/)
      .map((word) =>
        breaks.test(word) && word.length <= MAX_WHOLE_CHARS[inside] ? whole(word) : textNode(word),
      );
  });
  return { ...node, children };
}

function whole(word: string): ElementContent {
  return {
    type: 'element',
    tagName: 'span',
    properties: { className: ['whole'] },
    children: [textNode(word)],
  };
}

function textNode(value: string): Text {
  return { type: 'text', value };
}

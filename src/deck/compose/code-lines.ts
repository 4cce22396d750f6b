import type { Element } from 'hast';
import { isElement, isTag } from '../../markdown/tree.js';
import { replaceAtoms } from './atom-tree.js';
import { inlineLength, inlineText, sliceInline } from './slice-inline.js';

/** The lines of a listing that shows them step by step, each an element with its number, from 1. */
export function withCodeLines(body: readonly Element[]): Element[] {
  const lined = replaceAtoms(body, (atom) => [
    isTag(atom, 'pre') && atom.properties.dataLineNumbers !== undefined ? inLines(atom) : atom,
  ]);
  return lined.filter((node) => isElement(node));
}

function inLines(pre: Element): Element {
  const code = pre.children.find((child) => isElement(child));
  if (!isElement(code)) return pre;
  const breaks = [...inlineText(code.children).matchAll(/\n(?=[\s\S])/g)].map(({ index }) => index + 1);
  const starts = [0, ...breaks];
  const lines = starts.map(
    (from, index): Element => ({
      type: 'element',
      tagName: 'span',
      properties: { className: ['code-line'], dataLine: String(index + 1) },
      children: sliceInline(code.children, from, starts[index + 1] ?? inlineLength(code.children)),
    }),
  );
  return { ...pre, children: [{ ...code, children: lines }] };
}

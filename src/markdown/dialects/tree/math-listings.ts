import type { Root } from 'hast';
import { toString as textOf } from 'hast-util-to-string';
import { visit } from 'unist-util-visit';
import { classesOf, isTag } from '../../tree.js';

/** ```` ```math ```` is a displayed formula, as on GitHub. Changes the tree in place. */
export function settleMathListings(root: Root): void {
  visit(root, 'element', (pre) => {
    if (!isTag(pre, 'pre')) return;
    const [code] = pre.children;
    const names = [...classesOf(pre), ...(isTag(code, 'code') ? classesOf(code) : [])];
    if (!names.includes('language-math')) return;
    const tex = textOf(pre).trim();
    const properties = { className: ['math', 'math-display'], dataTex: tex };
    Object.assign(pre, { tagName: 'div', properties, children: [{ type: 'text', value: tex }] });
  });
}

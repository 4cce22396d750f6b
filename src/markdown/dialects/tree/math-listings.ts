import type { Element } from 'hast';
import { toString as textOf } from 'hast-util-to-string';
import { classesOf, isTag } from '../../tree.js';

/** ```` ```math ```` is a displayed formula, as on GitHub. Changes the listing in place. */
export function settleMathListing(pre: Element): void {
  const [code] = pre.children;
  const names = [...classesOf(pre), ...(isTag(code, 'code') ? classesOf(code) : [])];
  if (!names.includes('language-math')) return;
  const tex = textOf(pre).trim();
  const properties = { className: ['math', 'math-display'], dataTex: tex };
  Object.assign(pre, { tagName: 'div', properties, children: [{ type: 'text', value: tex }] });
}

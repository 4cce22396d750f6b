import type { Element } from 'hast';
import { toString as textOf } from 'hast-util-to-string';
import { common, createLowlight } from 'lowlight';
import { classesOf, isElement } from '../markdown/tree.js';
import type { EnrichContext } from './enrich-context.js';

/** Made once: it registers 37 languages. */
const LOWLIGHT = createLowlight(common);

/**
 * `<pre><code class="language-bash">` with tokens in spans; code of an unknown language stays plain
 * (guessing costs time and is often wrong on three lines).
 */
export function highlightCode(pre: Element, { budget }: EnrichContext): Element {
  const code = pre.children.find((child) => isElement(child));
  const classes = [...classesOf(pre), ...(isElement(code) ? classesOf(code) : [])];
  const language = classes.find((name) => name.startsWith('language-'))?.slice('language-'.length);
  const text = textOf(pre);
  if (!language || !LOWLIGHT.registered(language) || !budget.spend('highlightedChars', text.length))
    return pre;
  const tokens = LOWLIGHT.highlight(language, text).children.filter((node) => node.type !== 'doctype');
  const inner: Element = {
    type: 'element',
    tagName: 'code',
    properties: { className: ['hljs'] },
    children: tokens,
  };
  return { ...pre, children: [inner] };
}

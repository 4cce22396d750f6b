import type { Element } from 'hast';
import { classesOf, isElement } from '../markdown/tree.js';

/** What a listing says that it is written in, `<pre><code class="language-bash">`; null where it says nothing. */
export function listingLanguage(pre: Element): string | null {
  const code = pre.children.find((child) => isElement(child));
  const classes = [...classesOf(pre), ...(isElement(code) ? classesOf(code) : [])];
  return classes.find((name) => name.startsWith('language-'))?.slice('language-'.length) || null;
}

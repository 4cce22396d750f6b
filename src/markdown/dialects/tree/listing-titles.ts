import type { Element, ElementContent, Parents } from 'hast';

/** Where readers put a listing's title: behind its fence, or in an attribute list (`{: file="deploy.yaml" }` of Chirpy). */
const PLACES = ['dataTitle', 'file', 'title'] as const;

/**
 * A listing's file name or caption stands in a line above it, which leads in to it as "Three kinds:" does.
 * Changes the parent's children in place.
 */
export function settleListingTitle(pre: Element, parent: Parents): void {
  const { properties } = pre;
  const found = PLACES.map((place) => properties[place]).find((value) => typeof value === 'string');
  for (const place of PLACES) delete properties[place];
  const title = typeof found === 'string' ? found.trim() : '';
  if (title === '') return;
  const line: Element = {
    type: 'element',
    tagName: 'p',
    properties: {},
    children: [{ type: 'text', value: /[.:!?…]$/.test(title) ? title : `${title}:` }],
    ...(pre.position !== undefined && { position: pre.position }),
  };
  const children = parent.children as ElementContent[];
  children.splice(children.indexOf(pre), 0, line);
}

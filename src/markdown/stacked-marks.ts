import type { Root } from 'hast';
import { type Problem, warning } from '../problem.js';
import { eachElement, lineOf } from './tree.js';

/** Accents that letters of many scripts take, of which Vietnamese has two; and all marks, of which Tibetan stacks eight. */
const TOWER = /(\p{Script=Inherited}{4})\p{M}+|(\p{M}{9})\p{M}+/gu;

/** A text whose letters bear no more marks than any script has: sixty of them draw over all lines above. */
export function withoutTowers(text: string): string {
  return text.replace(TOWER, '$1$2');
}

/**
 * Takes stacked marks beyond what any script has out of texts, formulas and texts of images. Changes the tree in place.
 *
 * @returns one problem for each block that had some
 */
export function flattenTowers(root: Root, file: string): Problem[] {
  const lines = new Set<number | null>();
  let line: number | null = null;
  const flat = (text: string): string => {
    const kept = withoutTowers(text);
    if (kept !== text) lines.add(line);
    return kept;
  };
  const texts = (parent: Root | Parameters<typeof lineOf>[0]): void => {
    if (!('children' in parent)) return;
    for (const child of parent.children) if (child.type === 'text') child.value = flat(child.value);
  };
  texts(root);
  eachElement(root, (element) => {
    line = lineOf(element) ?? line;
    const { properties } = element;
    for (const [name, value] of Object.entries(properties))
      if (typeof value === 'string') properties[name] = flat(value);
    texts(element);
  });
  return [...lines].map((at) =>
    warning(
      'letters bear more marks than any script has; those beyond the fourth are left out',
      { file, line: at },
      'They would be drawn over the lines above and below.',
    ),
  );
}

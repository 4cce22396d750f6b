import type { Element } from 'hast';
import { classesOf, isElement, isTag } from '../../markdown/tree.js';
import { replaceAtoms } from './atom-tree.js';
import { inlineText } from './slice-inline.js';

const CODE_SIZES_PX = [40, 36, 32, 28, 26, 24] as const;
export const SMALLEST_CODE = 'code-24';
/** Width of a code line, and Inconsolata's advance: half an em, whatever the character. */
const CODE_WIDTH_PX = 1060;
const CODE_ADVANCE_EM = 0.5;
/** Half of the width at 24 px, without the gap. */
const COLUMN_CHARACTERS = 41;

/** Sets each code block in the largest size at which its longest line fits, down to 24 px; longer lines break. */
export function sizeCode(body: readonly Element[]): Element[] {
  const sized = replaceAtoms(body, (atom) => {
    if (!isTag(atom, 'pre')) return [atom];
    const longest = Math.max(1, ...linesOf(atom).map((line) => line.length));
    const fits = CODE_SIZES_PX.find((size) => longest * size * CODE_ADVANCE_EM <= CODE_WIDTH_PX) ?? 24;
    return [withClass(atom, `code-${fits}`)];
  });
  return sized.filter((node) => isElement(node));
}

/** Whether two columns of the smallest code, side by side, have room for every line. */
export function canBeColumns(pre: Element): boolean {
  return linesOf(pre).every((line) => line.length <= COLUMN_CHARACTERS);
}

function linesOf(pre: Element): string[] {
  return inlineText(pre.children).split('\n');
}

/** An element with one more class; another of the same family goes. */
export function withClass(element: Element, name: string): Element {
  const kept = classesOf(element).filter((other) => family(other) !== family(name));
  return { ...element, properties: { ...element.properties, className: [...kept, name] } };
}

/** `code-24` takes the place of `code-26`. */
function family(name: string): string {
  return name.replace(/-\d+$/, '-');
}

import type { Element } from 'hast';
import { classesOf, isElement, isTag } from '../../markdown/tree.js';
import { replaceAtoms } from './atom-tree.js';
import { inlineText } from './slice-inline.js';

const CODE_SIZES_PX = [40, 36, 32, 28, 26, 24, 22, 20, 18] as const;
/** Width of a code line, and Inconsolata's advance: half an em, whatever the character. */
const CODE_WIDTH_PX = 1060;
const CODE_ADVANCE_EM = 0.5;

/** Sets each code block in the largest size at which its longest line fits, down to a floor of 18 px. */
export function sizeCode(body: readonly Element[]): Element[] {
  const sized = replaceAtoms(body, (atom) => {
    if (!isTag(atom, 'pre')) return [atom];
    const lines = inlineText(atom.children).split('\n');
    const longest = Math.max(1, ...lines.map((line) => line.length));
    const fits = CODE_SIZES_PX.find((size) => longest * size * CODE_ADVANCE_EM <= CODE_WIDTH_PX) ?? 18;
    return [withClass(atom, `code-${fits}`)];
  });
  return sized.filter((node) => isElement(node));
}

/** An element with one more class; another of the same family goes. */
export function withClass(element: Element, name: string): Element {
  const kept = classesOf(element).filter((other) => family(other) !== family(name));
  return { ...element, properties: { ...element.properties, className: [...kept, name] } };
}

/** `code-18` takes the place of `code-26`. */
function family(name: string): string {
  return name.replace(/-\d+$/, '-');
}

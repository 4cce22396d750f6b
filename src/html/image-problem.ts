import type { Element, ElementContent } from 'hast';
import { isElement, isTag } from '../markdown/tree.js';
import type { Note } from '../model.js';
import { type Problem, warning } from '../problem.js';
import { type ImageFault, ImageFinder } from './image-file.js';

/** The warning for an image that its alt text stands in for. */
export function imageProblem(image: Element, { reason, hint }: ImageFault, file: string): Problem {
  const source = shortAddress(String(image.properties.src ?? ''));
  const { line = null, column = null } = image.position?.start ?? {};
  const message = `the image "${source}" is not shown: ${reason}`;
  return warning(message, { file, line, column }, hint, 'Its alt text stands in for it.');
}

/** The beginning of an address; nobody reads the bytes of a picture. */
export function shortAddress(address: string): string {
  return address.slice(0, /^data:/i.test(address) ? 20 : 80);
}

/** Images of a note that no file answers to; none is opened. */
export function missingImages({ file, folder, intro, sections }: Note): readonly Problem[] {
  const finder = new ImageFinder(file, folder);
  const shown = [intro, ...sections.flatMap(({ heading, body }) => [heading, body])];
  return imagesIn(shown.flat()).flatMap((image) => {
    const found = finder.find(String(image.properties.src ?? ''));
    return 'reason' in found ? [imageProblem(image, found, file)] : [];
  });
}

function imagesIn(nodes: readonly ElementContent[], found: Element[] = []): readonly Element[] {
  for (const node of nodes) {
    if (isTag(node, 'img')) found.push(node);
    else if (isElement(node)) imagesIn(node.children, found);
  }
  return found;
}

import type { Element, ElementContent } from 'hast';
import { LIMITS } from '../bounds/limits.js';
import { isElement, isTag } from '../markdown/tree.js';
import { warning } from '../problem.js';
import type { EnrichContext } from './enrich-context.js';
import type { ImageFault } from './image-file.js';
import { imageProblem, shortAddress } from './image-problem.js';
import { imagesOfNote } from './note-images.js';
import type { ReadyImage } from './read-image.js';

/** Characters of a file's name that are said. */
const LONGEST_NAME = 80;

/** Images by the address that the note gives them. */
export type Images = ReadonlyMap<string, ReadyImage | ImageFault>;

const TOO_MANY: ImageFault = {
  reason: 'there are too many images on one sheet or deck',
  hint: 'Part the note.',
};

/**
 * Reads and decodes the images that some content shows.
 *
 * @throws ProblemError when no browser starts or the run was stopped
 */
export async function readImages(
  content: readonly ElementContent[],
  { note, finder, budget, withPage }: EnrichContext,
): Promise<Images> {
  const images = new Map<string, ReadyImage | ImageFault>();
  for (const source of sourcesIn(content)) {
    if (images.has(source)) continue;
    if (!budget.spend('imageFiles', 1)) images.set(source, TOO_MANY);
    else {
      const found = finder.find(source);
      images.set(source, 'reason' in found ? found : await imagesOfNote(note).read(found, withPage));
    }
  }
  return images;
}

function sourcesIn(nodes: readonly ElementContent[]): readonly string[] {
  return nodes.flatMap((node) => {
    if (!isElement(node)) return [];
    return isTag(node, 'img') ? [sourceOf(node)] : sourcesIn(node.children);
  });
}

/** An image with its `data:` address, or its alt text where it cannot be had. */
export function inlineImage(
  image: Element,
  images: Images,
  { note, report, budget }: EnrichContext,
): Element {
  const found = images.get(sourceOf(image)) ?? TOO_MANY;
  const shown = 'reason' in found ? found : (excess(found, budget) ?? found);
  if ('reason' in shown) {
    report(imageProblem(image, shown, note.file));
    return missing(image);
  }
  if (shown.stilled) report(stilled(image, shown, note.file));
  return {
    ...image,
    properties: { alt: '', ...image.properties, src: shown.src, ...shownSize(image, shown) },
  };
}

/** The sides that the author gave, which style sheets keep within the column; else the picture's own pixels. */
function shownSize({ properties }: Element, { widthPx, heightPx }: ReadyImage): Element['properties'] {
  const given = (['width', 'height'] as const).filter((side) => properties[side] !== undefined);
  if (given.length > 0) return { dataSized: given.join(' ') };
  return { width: Math.round(widthPx), height: Math.round(heightPx) };
}

function sourceOf(image: Element): string {
  return String(image.properties.src ?? '');
}

function excess({ src, pixels }: ReadyImage, budget: EnrichContext['budget']): ImageFault | null {
  if (!budget.spend('images', 1)) return TOO_MANY;
  const fits = budget.spend('imagesBytes', src.length) && budget.spend('imagesPixels', pixels);
  if (fits) return null;
  return { reason: 'with it all images together would be too large', hint: 'Make the images smaller.' };
}

function stilled(image: Element, { widthPx, heightPx }: ReadyImage, file: string) {
  const { line = null, column = null } = image.position?.start ?? {};
  const isLarge = widthPx > LIMITS.shownWidthPx || heightPx > LIMITS.shownHeightPx;
  const reason = isLarge ? 'it is larger than any slide' : 'an AVIF shows its first frame only';
  const message = `the image "${shortAddress(sourceOf(image))}" is shown still: ${reason}`;
  const hint = isLarge
    ? `Scale it down: it has ${widthPx} × ${heightPx} pixels, and ${LIMITS.shownWidthPx} × ${LIMITS.shownHeightPx} can be shown.`
    : 'Save it as WebP or GIF.';
  return warning(message, { file, line, column }, hint);
}

function missing(image: Element): Element {
  const { dataPoint, alt, src } = image.properties;
  return {
    type: 'element',
    tagName: 'span',
    properties: {
      className: ['missing-image'],
      dataName: nameOf(String(src ?? '')),
      ...(dataPoint !== undefined && { dataPoint }),
    },
    children: [{ type: 'text', value: String(alt ?? '') }],
  };
}

/** `img/kinesis%20streams.png?raw=1` → `kinesis streams.png`. */
function nameOf(source: string): string {
  if (/^data:/i.test(source)) return 'data:…';
  const last = /([^/]*)\/*$/.exec(source.replace(/[?#].*$/s, ''))?.[1] ?? '';
  return decoded(last).slice(0, LONGEST_NAME);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

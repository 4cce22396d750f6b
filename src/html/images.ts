import type { Element } from 'hast';
import type { EnrichContext } from './enrich-context.js';
import type { ImageFault } from './image-file.js';
import { imageProblem } from './image-problem.js';
import { type ImageFile, readImage } from './read-image.js';

/** Characters of a file's name that are said. */
const LONGEST_NAME = 80;

/** A note's image as a `data:` address, or its alt text where it cannot be had. */
export function inlineImage(image: Element, { file, report, budget }: EnrichContext): Element {
  const source = String(image.properties.src ?? '');
  const found = readImage(source, file);
  const shown = 'reason' in found ? found : (excess(found, budget) ?? found);
  if ('reason' in shown) {
    report(imageProblem(image, shown, file));
    return missing(image);
  }
  const { data, mediaType, widthPx, heightPx } = shown;
  const src = `data:${mediaType};base64,${data.toString('base64')}`;
  return {
    ...image,
    properties: { alt: '', ...image.properties, src, width: widthPx, height: heightPx },
  };
}

function excess({ data, widthPx, heightPx }: ImageFile, budget: EnrichContext['budget']): ImageFault | null {
  const fits = budget.spend('imagesBytes', data.length) && budget.spend('imagesPixels', widthPx * heightPx);
  if (fits) return null;
  return { reason: 'with it all images together would be too large', hint: 'Make the images smaller.' };
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

import type { Element } from 'hast';
import { lineOf } from '../parse/tree.js';
import { warning } from '../problem.js';
import type { EnrichContext } from './enrich-context.js';
import { type ImageFile, readImage } from './read-image.js';

/** A note's image as a `data:` address, or its alt text where it cannot be had. */
export function inlineImage(image: Element, { file, report, budget }: EnrichContext): Element {
  const source = String(image.properties.src ?? '');
  const found = readImage(source, file);
  const reason = typeof found === 'string' ? found : excess(found, budget);
  if (typeof found === 'string' || reason !== null) {
    report(
      warning(
        `the image "${source.slice(0, 80)}" is not shown: ${reason}`,
        { file, line: lineOf(image) },
        'Its alt text stands in for it.',
      ),
    );
    return missing(image);
  }
  return {
    ...image,
    properties: {
      alt: '',
      ...image.properties,
      src: `data:${found.mediaType};base64,${found.data.toString('base64')}`,
      width: found.widthPx,
      height: found.heightPx,
    },
  };
}

function excess({ data, widthPx, heightPx }: ImageFile, budget: EnrichContext['budget']): string | null {
  const fits = budget.spend('imagesBytes', data.length) && budget.spend('imagesPixels', widthPx * heightPx);
  return fits ? null : 'with it all images together would be too large';
}

function missing(image: Element): Element {
  const { dataPoint, alt } = image.properties;
  return {
    type: 'element',
    tagName: 'span',
    properties: { className: ['missing-image'], ...(dataPoint !== undefined && { dataPoint }) },
    children: [{ type: 'text', value: String(alt ?? '') }],
  };
}

import { readFileSync, statSync } from 'node:fs';
import { extname } from 'node:path';
import type { Element } from 'hast';
import { imageSize } from 'image-size';
import { lineOf } from '../parse/tree.js';
import { warning } from '../problem.js';
import type { EnrichContext } from './enrich-context.js';
import { imageFile } from './image-file.js';

/** Types that Chrome draws; nothing else is read. */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.svg': 'image/svg+xml',
};
const MAX_BYTES = 8 * 1024 * 1024;
const MAX_SIDE_PX = 16_384;

/**
 * A note's image as a `data:` address, or its alt text where it cannot be had. Only files below the
 * note's folder, or below the site's root for `/assets/x.png`, are read, after links are resolved: a
 * note must not be able to print a stranger's file.
 */
export function inlineImage(image: Element, { file: noteFile, report }: EnrichContext): Element {
  const source = String(image.properties.src ?? '');
  const loaded = loadImage(source, noteFile);
  if (typeof loaded === 'string') {
    report(
      warning(
        `the image "${source.slice(0, 80)}" is not shown: ${loaded}`,
        { file: noteFile, line: lineOf(image) },
        'Its alt text stands in for it.',
      ),
    );
    return {
      type: 'element',
      tagName: 'span',
      properties: { className: ['missing-image'], ...pointOf(image) },
      children: [{ type: 'text', value: String(image.properties.alt ?? '') }],
    };
  }
  return {
    ...image,
    properties: {
      alt: '',
      ...image.properties,
      src: loaded.address,
      width: loaded.widthPx,
      height: loaded.heightPx,
    },
  };
}

function pointOf(image: Element): Element['properties'] {
  const { dataPoint } = image.properties;
  return dataPoint === undefined ? {} : { dataPoint };
}

interface LoadedImage {
  readonly address: string;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** The image, or the reason why there is none. */
function loadImage(source: string, noteFile: string): LoadedImage | string {
  if (source === '') return 'it has no address';
  if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(source))
    return 'it is not a file beside the note, and nothing is fetched from elsewhere';
  const mediaType = MEDIA_TYPES[extname(source.replace(/[?#].*$/, '')).toLowerCase()];
  if (!mediaType) return 'it is of no known image type';
  const path = imageFile(source, noteFile);
  if (path === null) return "there is no such file below the note's folder";
  const bytes = statSync(path).size;
  if (bytes > MAX_BYTES) return `it is larger than ${MAX_BYTES / 1024 / 1024} MB`;
  return measured(readFileSync(path), mediaType);
}

function measured(data: Buffer, mediaType: string): LoadedImage | string {
  try {
    const { width, height } = imageSize(data);
    if (width > MAX_SIDE_PX || height > MAX_SIDE_PX)
      return `it is larger than ${MAX_SIDE_PX} pixels on a side`;
    return {
      address: `data:${mediaType};base64,${data.toString('base64')}`,
      widthPx: width,
      heightPx: height,
    };
  } catch {
    return 'it cannot be read as an image';
  }
}

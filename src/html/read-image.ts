import { readFileSync } from 'node:fs';
import { imageSize } from 'image-size';
import { LIMITS } from '../limits.js';
import { findImage } from './image-file.js';

/** How the files of each type begin; nothing else is measured, whatever its name ends in. */
const TYPES: readonly (readonly [type: string, head: RegExp])[] = [
  ['image/png', /^\x89PNG\r\n/],
  ['image/jpeg', /^\xff\xd8\xff/],
  ['image/gif', /^GIF8[79]a/],
  ['image/webp', /^RIFF.{4}WEBP/s],
  ['image/avif', /^.{4}ftypavi[fs]/s],
  ['image/svg+xml', /^(?:\xef\xbb\xbf)?\s*(?:<\?xml|<!--|<!DOCTYPE svg|<svg)/i],
];

export interface ImageFile {
  readonly data: Buffer;
  readonly mediaType: string;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Reads a note's image, or says why it is not shown. */
export function readImage(source: string, noteFile: string): ImageFile | string {
  const found = findImage(source, noteFile);
  return 'path' in found ? measured(readFileSync(found.path)) : found.reason;
}

function measured(data: Buffer): ImageFile | string {
  const head = data.subarray(0, 200).toString('latin1');
  const mediaType = TYPES.find(([, begins]) => begins.test(head))?.[0];
  if (mediaType === undefined) return 'it cannot be read as an image';
  if (mediaType === 'image/svg+xml' && data.length > LIMITS.svgBytes)
    return `it is larger than ${LIMITS.svgBytes / 1024 / 1024} MB, the most for an SVG`;
  try {
    const { width, height } = imageSize(data);
    if (!(width > 0 && height > 0)) return 'it cannot be read as an image';
    if (width > LIMITS.imageSidePx || height > LIMITS.imageSidePx)
      return `it is larger than ${LIMITS.imageSidePx} pixels on a side`;
    if (width * height > LIMITS.imagePixels)
      return `it is larger than ${LIMITS.imagePixels / 1_000_000} megapixels`;
    return { data, mediaType, widthPx: width, heightPx: height };
  } catch {
    return 'it cannot be read as an image';
  }
}

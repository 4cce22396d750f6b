import { readFileSync } from 'node:fs';
import { imageSize } from 'image-size';
import { LIMITS } from '../bounds/limits.js';
import { findImage, type ImageFault, tooLarge } from './image-file.js';

/** How the files of each type begin; nothing else is measured, whatever its name ends in. */
const TYPES: readonly (readonly [type: string, head: RegExp])[] = [
  ['image/png', /^\x89PNG\r\n/],
  ['image/jpeg', /^\xff\xd8\xff/],
  ['image/gif', /^GIF8[79]a/],
  ['image/webp', /^RIFF.{4}WEBP/s],
  ['image/avif', /^.{4}ftypavi[fs]/s],
  ['image/svg+xml', /^(?:\xef\xbb\xbf)?\s*(?:<\?xml|<!--|<!DOCTYPE svg|<svg)/i],
];

const UNREADABLE: ImageFault = {
  reason: 'it cannot be read as an image',
  hint: 'Save it again as PNG, JPEG or SVG.',
};

export interface ImageFile {
  readonly data: Buffer;
  readonly mediaType: string;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Reads a note's image, or says why it is not shown. */
export function readImage(source: string, noteFile: string): ImageFile | ImageFault {
  const found = findImage(source, noteFile);
  return 'path' in found ? measured(readFileSync(found.path)) : found;
}

/** The type of an image by its first bytes; undefined for what is none. */
export function mediaTypeOf(head: string): string | undefined {
  return TYPES.find(([, begins]) => begins.test(head))?.[0];
}

function measured(data: Buffer): ImageFile | ImageFault {
  const mediaType = mediaTypeOf(data.subarray(0, 200).toString('latin1'));
  if (mediaType === undefined) return UNREADABLE;
  if (mediaType === 'image/svg+xml' && data.length > LIMITS.svgBytes)
    return tooLarge(`${LIMITS.svgBytes / 1024 / 1024} MB, the most for an SVG`);
  try {
    const { width, height } = imageSize(data);
    if (!(width > 0 && height > 0)) return UNREADABLE;
    if (width > LIMITS.imageSidePx || height > LIMITS.imageSidePx)
      return tooLarge(`${LIMITS.imageSidePx} pixels on a side`);
    if (width * height > LIMITS.imagePixels) return tooLarge(`${LIMITS.imagePixels / 1_000_000} megapixels`);
    return { data, mediaType, widthPx: width, heightPx: height };
  } catch {
    return UNREADABLE;
  }
}

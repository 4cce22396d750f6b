import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { LIMITS } from '../bounds/limits.js';
import { TooMuchForBrowser } from '../bounds/too-much-for-browser.js';
import {
  closePicture,
  type Drawing,
  drawPicture,
  openPicture,
  type PictureSize,
  pictureSize,
  takePiece,
} from '../page/picture.js';
import type { RenderPage, WithPage } from '../page/render-page.js';
import { type ImageFault, type ImageSource, tooLarge } from './image-file.js';
import { isAnimated } from './is-animated.js';

const SVG = 'image/svg+xml';
/** Its size stands apart from its pixels, which are scaled to it: 800 bytes that say 10 × 10 take 64 megapixels to show. */
const AVIF = 'image/avif';

/** How the files of each type begin; nothing else is given to the browser, whatever its name ends in. */
const TYPES: readonly (readonly [type: string, head: RegExp])[] = [
  ['image/png', /^\x89PNG\r\n/],
  ['image/jpeg', /^\xff\xd8\xff/],
  ['image/gif', /^GIF8[79]a/],
  ['image/webp', /^RIFF.{4}WEBP/s],
  [AVIF, /^.{4}ftyp.{0,40}avi[fs]/s],
  [SVG, /^(?:\xef\xbb\xbf)?\s*(?:<\?xml|<!--|<!DOCTYPE svg|<svg)/i],
];

const LOSSLESS = new Set(['image/png', 'image/gif']);

const UNREADABLE: ImageFault = {
  reason: 'it cannot be read as an image',
  hint: 'Save it again as PNG, JPEG or SVG.',
};

/** Between looks at a picture that loads; most are there at the first. */
const LOOK_EVERY_MS = 2;

/** Each program on the way to the page holds several copies of what is sent to it. */
const PIECE_CHARS = 1024 * 1024;

const TOO_MUCH: ImageFault = {
  reason: 'it is more than the browser can decode in the time and memory for a picture',
  hint: 'Save it again, smaller, as PNG or JPEG.',
};

/** A picture as it is embedded. */
export interface ReadyImage {
  /** `data:` address. */
  readonly src: string;
  /** Its size as its author made it, in CSS px: it is shown as large as ever, whatever it was scaled down to. */
  readonly widthPx: number;
  readonly heightPx: number;
  /** Pixels of what is embedded. */
  readonly pixels: number;
  /** It moved, and had to be scaled down to a still picture. */
  readonly stilled: boolean;
}

/** The type of an image by its first bytes; undefined for what is none. */
export function mediaTypeOf(head: string): string | undefined {
  return TYPES.find(([, begins]) => begins.test(head))?.[0];
}

/**
 * Reads an image and has the browser decode it, since only the decoder that shows a picture knows how
 * large it is. What is larger than it can be shown is scaled down.
 *
 * @returns or says why it is not shown
 * @throws ProblemError when no browser starts or the run was stopped
 */
export async function readImage(
  source: ImageSource,
  limitMs: number,
  withPage: WithPage,
): Promise<ReadyImage | ImageFault> {
  const data = 'data' in source ? source.data : await readFile(source.path);
  const mediaType = mediaTypeOf(data.subarray(0, 200).toString('latin1'));
  if (mediaType === undefined) return UNREADABLE;
  if (mediaType === SVG && data.length > LIMITS.svgBytes)
    return tooLarge(`${LIMITS.svgBytes / 1024 / 1024} MB, the most for an SVG`);
  const src = `data:${mediaType};base64,${data.toString('base64')}`;
  const moves = isAnimated(data, mediaType);
  try {
    return await withPage((page) => decoded(page, { src, mediaType, moves }), { limitMs });
  } catch (failure) {
    if (failure instanceof TooMuchForBrowser) return TOO_MUCH;
    throw failure;
  }
}

interface Source {
  readonly src: string;
  readonly mediaType: string;
  readonly moves: boolean;
}

async function decoded(
  page: RenderPage,
  { src, mediaType, moves }: Source,
): Promise<ReadyImage | ImageFault> {
  try {
    for (let at = 0; at < src.length; at += PIECE_CHARS)
      await page.run(takePiece, src.slice(at, at + PIECE_CHARS));
    await page.run(openPicture);
    const size = await loaded(page);
    if (!(size.widthPx > 0 && size.heightPx > 0)) return UNREADABLE;
    const isDrawing = mediaType === SVG;
    const fault = isDrawing ? null : excess(size);
    if (fault) return fault;
    const scale = Math.min(1, LIMITS.shownWidthPx / size.widthPx, LIMITS.shownHeightPx / size.heightPx);
    const widthPx = Math.max(1, Math.round(size.widthPx * scale));
    const heightPx = Math.max(1, Math.round(size.heightPx * scale));
    const encoding = encodingOf({ src, mediaType, moves }, scale);
    // Also what is embedded as it is: how much it takes to decode is known when it has been done.
    const drawing = { widthPx, heightPx, encoding, mostChars: LIMITS.shownChars };
    const encoded = await page.run(drawPicture, drawing);
    const keepsFile = scale === 1 && mediaType !== AVIF && (encoded?.length ?? 0) >= src.length;
    const drawn = keepsFile ? null : encoded;
    return {
      src: drawn ?? src,
      widthPx: isDrawing ? widthPx : size.widthPx,
      heightPx: isDrawing ? heightPx : size.heightPx,
      pixels: widthPx * heightPx,
      stilled: moves && drawn !== null,
    };
  } finally {
    await page.run(closePicture);
  }
}

/** How a picture is coded anew; null where its file is embedded. */
function encodingOf({ src, mediaType, moves }: Source, scale: number): Drawing['encoding'] {
  if (mediaType === SVG) return null;
  if (scale < 1) return LOSSLESS.has(mediaType) ? 'lossless' : 'lossy';
  if (mediaType === AVIF) return 'lossy';
  return src.length > LIMITS.shownChars && !moves ? 'lossy' : null;
}

async function loaded(page: RenderPage): Promise<PictureSize> {
  for (;;) {
    const size = await page.run(pictureSize);
    if (size !== null) return size;
    await pause(LOOK_EVERY_MS);
  }
}

function excess({ widthPx, heightPx }: PictureSize): ImageFault | null {
  if (widthPx > LIMITS.imageSidePx || heightPx > LIMITS.imageSidePx)
    return tooLarge(`${LIMITS.imageSidePx} pixels on a side`);
  return widthPx * heightPx > LIMITS.imagePixels
    ? tooLarge(`${LIMITS.imagePixels / 1_000_000} megapixels`)
    : null;
}

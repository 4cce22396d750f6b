/** Pixels of a picture, turned as it is shown; 0 where the browser cannot read it. */
export interface PictureSize {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Runs in the browser: keeps the next piece of a picture's address; a template is neither laid out nor drawn. */
export function takePiece(piece: string): void {
  const pieces = document.body.querySelector('template') ?? document.createElement('template');
  pieces.content.append(piece);
  document.body.append(pieces);
}

/** Runs in the browser: loads the picture without showing it, which reads its header and decodes nothing. */
export function openPicture(): void {
  const image = new Image();
  image.hidden = true;
  image.src = document.body.querySelector('template')?.content.textContent ?? '';
  document.body.replaceChildren(image);
}

/**
 * Runs in the browser: how large the decoder will make the picture, whatever its header says elsewhere.
 * A drawing has the size that it states, else that of its view box.
 *
 * @returns null while it loads
 */
export function pictureSize(): PictureSize | null {
  const image = document.body.querySelector('img');
  if (!image?.complete) return null;
  const { naturalWidth, naturalHeight, src } = image;
  const drawing = /^data:image\/svg\+xml;base64,(.*)/.exec(src)?.[1];
  if (drawing === undefined || naturalWidth === 0) return { widthPx: naturalWidth, heightPx: naturalHeight };
  const bytes = Uint8Array.from(atob(drawing), (letter) => letter.charCodeAt(0));
  const root = new DOMParser().parseFromString(new TextDecoder().decode(bytes), 'image/svg+xml')
    .documentElement as Element;
  const stated = [lengthOf('width'), lengthOf('height')];
  const box = (root.getAttribute('viewBox') ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  const [boxWidth = 0, boxHeight = 0] = box.length === 4 ? box.slice(2) : [];
  const [width = 0, height = 0] = stated;
  if (width > 0 && height > 0) return { widthPx: width, heightPx: height };
  if (!(boxWidth > 0 && boxHeight > 0 && Number.isFinite(boxWidth / boxHeight)))
    return { widthPx: naturalWidth, heightPx: naturalHeight };
  if (width > 0) return { widthPx: width, heightPx: (width * boxHeight) / boxWidth };
  if (height > 0) return { widthPx: (height * boxWidth) / boxHeight, heightPx: height };
  return { widthPx: boxWidth, heightPx: boxHeight };

  /** In CSS px; 0 for a share of what is around it, which has no size here. */
  function lengthOf(name: string): number {
    const [, number = '', unit = ''] =
      /^\s*([\d.]+(?:e[+-]?\d+)?)\s*([a-z]*)\s*$/i.exec(root.getAttribute(name) ?? '') ?? [];
    const perUnit: Record<string, number> = {
      '': 1,
      px: 1,
      pt: 4 / 3,
      pc: 16,
      in: 96,
      cm: 96 / 2.54,
      mm: 96 / 25.4,
    };
    const length = Number(number) * (perUnit[unit.toLowerCase()] ?? 0);
    return Number.isFinite(length) ? length : 0;
  }
}

/** What to make of the open picture. */
export interface Drawing {
  readonly widthPx: number;
  readonly heightPx: number;
  /** `lossy` for what was lossy before; null draws it and keeps nothing. */
  readonly encoding: 'lossy' | 'lossless' | null;
  /** Characters of an address beyond which the picture is coded with loss, and with more of it. */
  readonly mostChars: number;
}

/**
 * Runs in the browser: draws the open picture, which decodes all of it (of a moving one the first frame).
 *
 * @returns the drawing as a `data:` address, or null
 */
export function drawPicture({ widthPx, heightPx, encoding, mostChars }: Drawing): string | null {
  const image = document.body.querySelector('img');
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!image || !context) return null;
  canvas.width = widthPx;
  canvas.height = heightPx;
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, 0, 0, widthPx, heightPx);
  if (encoding === null) {
    // Nothing is decoded before somebody looks.
    context.getImageData(0, 0, 1, 1);
    return null;
  }
  const lossless = encoding === 'lossless' ? canvas.toDataURL('image/png') : null;
  if (lossless !== null && lossless.length <= mostChars) return lossless;
  const type = isOpaque(context) ? 'image/jpeg' : 'image/webp';
  const fine = canvas.toDataURL(type, type === 'image/jpeg' ? 0.86 : 0.9);
  return fine.length <= mostChars ? fine : canvas.toDataURL(type, 0.7);

  function isOpaque(drawn: CanvasRenderingContext2D): boolean {
    const { data } = drawn.getImageData(0, 0, widthPx, heightPx);
    for (let at = 3; at < data.length; at += 4) if (data[at] !== 255) return false;
    return true;
  }
}

/** Runs in the browser: nothing of the picture stays. */
export function closePicture(): void {
  document.body.replaceChildren();
}

import { broken, HEIGHT, round, type Scale, splitWords, WIDTH, wrap } from './map-frame.js';
import type { MapPicture, WidthOf } from './map-picture.js';

const PADDING_PX = 36;
const LEAST_HEIGHT_PX = 130;
const MOST_HEIGHT_PX = 420;
const LEADING = 1.2;

/** The note's name in the middle: as large as the services, and smaller only where it takes many lines. */
export function rootBox(
  root: string,
  scale: Scale,
  widthOf: WidthOf,
): Pick<MapPicture, 'root' | 'rootLines'> {
  const sizes = [scale.service + 2, 28, 24, 20].filter((size) => size <= scale.service + 2);
  const settings = sizes.map((sizePx) => ({ sizePx, lines: linesAt(root, sizePx, scale, widthOf) }));
  const fits = settings.find(
    ({ lines, sizePx }) => lines.whole && lines.texts.length * sizePx <= 0.4 * HEIGHT,
  );
  const { sizePx, lines } = fits ?? settings[settings.length - 1] ?? { sizePx: 20, lines: { texts: [] } };
  // The whole name stands on the title slide.
  const most = Math.floor((MOST_HEIGHT_PX - PADDING_PX) / (sizePx * LEADING));
  const texts = lines.texts.length <= most ? lines.texts : [...lines.texts.slice(0, most - 1), '…'];
  const heightPx = Math.max(LEAST_HEIGHT_PX, texts.length * sizePx * LEADING + PADDING_PX);
  const top = HEIGHT / 2 - (texts.length * sizePx * LEADING) / 2 + sizePx * 0.95;
  return {
    root: {
      x: WIDTH / 2 - scale.root / 2,
      y: round(HEIGHT / 2 - heightPx / 2),
      width: scale.root,
      height: round(heightPx),
    },
    rootLines: texts.map((text, index) => ({
      x: WIDTH / 2,
      y: round(top + index * sizePx * LEADING),
      text,
      sizePx,
      anchor: 'middle',
      direction: 'ltr',
    })),
  };
}

/** `whole`: no word had to be broken. */
function linesAt(
  root: string,
  sizePx: number,
  scale: Scale,
  widthOf: WidthOf,
): { readonly texts: readonly string[]; readonly whole: boolean } {
  const fits = (text: string): boolean => widthOf(text, sizePx, true) <= scale.root - PADDING_PX;
  const all = splitWords(root);
  const pieces = all.flatMap((word) => (fits(word) ? [word] : broken(word, fits)));
  const texts = wrap(pieces, (line) => fits(line.join(' '))).map((line) => line.join(' '));
  return { texts, whole: pieces.length === all.length };
}

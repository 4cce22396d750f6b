import { type HeldPaper, heldPaper } from '../layout/paper.js';
import type { SheetPage } from '../layout/sheet-page.js';
import type { Fit } from './fit.js';
import { type Face, plausibleColumns, sizeFor, xHeightOf } from './style.js';
import { Trials } from './trials.js';

/** Another way to set the note, and the x-height at which all of it would fit. */
export interface Alternative {
  readonly flags: string;
  readonly xHeightMm: number;
}

/**
 * What a second side or A3 would bring to a note that does not fit: one layout each, predicted from the area.
 * The page must show all points, and is left at another paper.
 */
export async function alternativesOf(
  page: SheetPage,
  paper: HeldPaper,
  { pages, xHeightMm }: Fit,
  face: Face,
  floorMm: number,
): Promise<Alternative[]> {
  const ways = [{ flags: `--pages ${2 * pages}`, paper, pages: 2 * pages }];
  if (paper.name === 'a4')
    ways.push({ flags: '--paper a3', paper: heldPaper('a3', paper.orientation), pages });
  const found: Alternative[] = [];
  for (const way of ways) {
    await page.usePaper(way.paper);
    const trials = new Trials({
      paper: way.paper,
      columns: 'auto',
      pages: way.pages,
      ceilingMm: floorMm,
      floorMm,
      faces: [face],
      atLeastMm: 0,
      measure: (setting) => page.measure(setting),
    });
    const sizePx = sizeFor(Math.max(floorMm, xHeightMm * Math.SQRT2), face);
    const counts = plausibleColumns(way.paper, face, sizePx);
    const style = { face, runIn: false, columns: counts[Math.floor(counts.length / 2)] ?? 1 };
    const growth = trials.growth(await trials.layOut(style, sizePx), style);
    found.push({ flags: way.flags, xHeightMm: xHeightOf(sizePx * growth, face) });
  }
  return found;
}

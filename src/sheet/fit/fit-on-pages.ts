import { columnsNeeded } from '../layout/distribute.js';
import { columnHeights, pageHeightPx } from '../layout/page-geometry.js';
import type { HeldPaper } from '../layout/paper.js';
import type { Fit } from './fit.js';
import { fitOn, type PlanRequest } from './fit-on.js';
import { plausibleColumns, settingOf, sizeFor } from './style.js';

/** A note longer than this is a book, not a sheet. */
export const MAX_PAGES = 40;
/** Lines that break anew may cost a page more than the layout at the floor promised. */
const MAX_MORE = 3;

/**
 * The largest type on the fewest pages that hold everything at the floor.
 *
 * @returns null where {@link MAX_PAGES} do not hold it
 */
export async function fitOnPages(paper: HeldPaper, request: PlanRequest): Promise<Fit | null> {
  request.page.usePaper(paper);
  const fewest = Math.max(2, (await pagesAtFloor(paper, request)) ?? 2);
  for (let pages = fewest; pages <= Math.min(MAX_PAGES, fewest + MAX_MORE); pages += 1) {
    const fit = await fitOn(paper, request, { pages });
    if (fit.xHeightMm >= request.options.floor - 1e-6) return fit;
  }
  return null;
}

/** The fewest pages at the floor of all faces and numbers of columns; null where some block is taller than each. */
async function pagesAtFloor(paper: HeldPaper, { page, options, faces }: PlanRequest): Promise<number | null> {
  const counts: number[] = [];
  for (const face of faces) {
    const sizePx = sizeFor(options.floor, face);
    const columnCounts =
      options.columns === 'auto' ? plausibleColumns(paper, face, sizePx) : [options.columns];
    for (const columns of columnCounts) {
      const galley = await page.measure(settingOf({ face, runIn: false, columns }, paper, sizePx));
      const heights = columnHeights({ columns, pageHeightPx: pageHeightPx(paper) }, galley);
      const needed = columnsNeeded(galley, heights);
      if (needed !== null) counts.push(Math.ceil(needed / columns));
    }
  }
  return counts.length > 0 ? Math.min(...counts) : null;
}

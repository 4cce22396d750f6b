import { enrichContext } from '../../src/html/enrich-context.js';
import type { Note } from '../../src/model.js';
import { wholeNote } from '../../src/note/excerpt.js';
import { DEFAULTS } from '../../src/options/options.js';
import type { RenderPage } from '../../src/page/render-page.js';
import type { GalleySetting } from '../../src/page/sheet-measures.js';
import { renderSheetHtml } from '../../src/sheet/compose/render-html.js';
import { columnsNeeded } from '../../src/sheet/layout/distribute.js';
import { BOUNDS, columnHeights, columnWidthPx, pageHeightPx } from '../../src/sheet/layout/page-geometry.js';
import { ENLARGED, heldPaper, PX_PER_MM } from '../../src/sheet/layout/paper.js';
import { SheetPage } from '../../src/sheet/layout/sheet-page.js';
import { FACES } from '../../src/sheet/make-sheet.js';

const STEP_MM = 0.02;
const PAPER = heldPaper('a4', 'portrait');

/**
 * The largest x-height, mm, at which a whole note fits an A4 page: every face, lists run in or not, every
 * number of columns, from `fromMm` down in small steps. Slow, and right by construction.
 */
export async function largestByTryingAll(page: RenderPage, note: Note, fromMm: number): Promise<number> {
  const html = await renderSheetHtml(
    wholeNote(note),
    DEFAULTS,
    enrichContext(note.file, () => undefined),
  );
  const sheetPage = await SheetPage.open(page, html);
  await sheetPage.usePaper(PAPER);
  for (let xHeightMm = fromMm; xHeightMm > 0.5; xHeightMm -= STEP_MM)
    for (const setting of settingsAt(xHeightMm)) if (await fits(sheetPage, setting)) return xHeightMm;
  return 0;
}

interface Tried extends GalleySetting {
  readonly columns: number;
}

function settingsAt(xHeightMm: number): Tried[] {
  return FACES.flatMap(({ css, xHeightEm, charEm }) => {
    const sizePx = (xHeightMm * PX_PER_MM) / xHeightEm;
    const counts = Array.from({ length: BOUNDS.maxColumns }, (_, i) => i + 1).filter((columns) => {
      const chars = columnWidthPx(PAPER, columns) / sizePx / charEm;
      return chars >= BOUNDS.lineChars.min && chars <= BOUNDS.lineChars.max;
    });
    return counts.flatMap((columns) =>
      [false, true].map((runIn) => ({
        columns,
        sizePx,
        leadEm: BOUNDS.leadPerXHeight.min * xHeightEm,
        columnPx: columnWidthPx(PAPER, columns),
        face: css,
        runIn,
        pagePx: columnWidthPx(PAPER, 1),
        gutterPx: BOUNDS.gutterMm * PX_PER_MM,
        atPx: 12 * ENLARGED,
      })),
    );
  });
}

async function fits(page: SheetPage, { columns, ...setting }: Tried): Promise<boolean> {
  const measure = await page.measure(setting);
  if (measure.tooWide > 0 && columns > 1) return false;
  const heights = columnHeights({ columns, pageHeightPx: pageHeightPx(PAPER) }, measure.mastheadPx);
  const needed = columnsNeeded(measure, heights);
  return needed !== null && needed <= columns;
}

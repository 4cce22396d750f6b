import type { Sheet, SheetFit } from '../model.js';
import type { Excerpt } from '../note/excerpt.js';
import { parsePaper } from '../options/paper.js';
import { ProblemError } from '../problem.js';
import { heldPaper } from '../sheet/layout/paper.js';
import type { OutputKind } from './output-kind.js';

/** The other sections give way until the weak ones are as easy to read as a book: its x-height. */
const WEAK_FLOOR_MM = 1.5;

/** One printed page, as PDF. */
export const SHEET: OutputKind<'sheet', SheetFit, Sheet> = {
  name: 'sheet',
  label: 'Sheet',
  templates: 'sheet',
  main: { ending: '.pdf', contentOf: ({ pdf }) => pdf },
  extras: [{ ending: '.png', isWanted: ({ png }) => png, contentOf: ({ png }) => png }],
  columns: [
    { head: 'pages', cellOf: (sheets) => String(sum(sheets.map(({ pages }) => pages))) },
    { head: 'x-height', cellOf: smallestType },
    { head: 'kept', cellOf: keptPoints },
  ],
  async render(excerpt, settings, withPage) {
    const { makeSheet } = await import('../sheet/make-sheet.js');
    const make = () => makeSheet(excerpt, settings, withPage);
    if (settings.weak === null) return make();
    const { renderWeak, weakFirst } = await import('./weak-excerpt.js');
    return renderWeak(excerpt, settings.weak, make, async (weak) => {
      const first = (isKept: boolean): Excerpt => weakFirst(excerpt, weak, isKept);
      if (settings.whenFull !== 'condense') return makeSheet(first(false), settings, withPage);
      try {
        const floor = Math.max(settings.floor, WEAK_FLOOR_MM);
        return await makeSheet(first(true), { ...settings, floor }, withPage);
      } catch (failure) {
        // The weak sections alone are too much for a page at that size.
        if (!(failure instanceof ProblemError)) throw failure;
        return makeSheet(first(false), settings, withPage);
      }
    });
  },
  factsOf: ({ fit }) => fit,
  onScreen: { png: true },
  shown: ({ pictures, fit: { paper, orientation } }) => ({
    as: 'pictures',
    pictures,
    widthMm: heldPaper(parsePaper(paper) ?? 'a4', orientation).widthMm,
  }),
  factsSchema: ({ object, array, picklist, amount, count, place, words }) =>
    object({
      pages: count,
      paper: words,
      orientation: picklist(['portrait', 'landscape']),
      columns: count,
      fontSizePt: amount,
      xHeightMm: amount,
      fill: amount,
      layouts: count,
      points: object({
        total: count,
        kept: count,
        dropped: array(object({ line: place, text: words })),
      }),
    }),
  droppedOf: ({ points }) => points.dropped,
};

function smallestType(sheets: readonly SheetFit[]): string {
  const least = Math.min(...sheets.map(({ xHeightMm }) => xHeightMm));
  return `${sheets.length > 1 ? '≥ ' : ''}${least.toFixed(2)} mm`;
}

function keptPoints(sheets: readonly SheetFit[]): string {
  return `${sum(sheets.map(({ points }) => points.kept))}/${sum(sheets.map(({ points }) => points.total))}`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

import type { Sheet, SheetFit } from '../model.js';
import { parsePaper } from '../options/paper.js';
import { heldPaper } from '../sheet/layout/paper.js';
import type { OutputKind } from './output-kind.js';

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
    return makeSheet(excerpt, settings, withPage);
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

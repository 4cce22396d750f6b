import type { Sheet, SheetFit } from '../model.js';
import type { Excerpt } from '../note/excerpt.js';
import type { Settings } from '../options/options.js';
import { parsePaper } from '../options/paper.js';
import { ProblemError, type Warned } from '../problem.js';
import { heldPaper } from '../sheet/layout/paper.js';
import type { OutputKind, Shown } from './output-kind.js';

/** The other sections give way until the weak ones are as easy to read as a book: its x-height. */
const WEAK_FLOOR_MM = 1.5;

/** One printed page, as PDF. */
export const SHEET: OutputKind<'sheet', SheetFit, Sheet> = {
  name: 'sheet',
  label: 'Sheet',
  templates: 'sheet',
  main: { ending: '.pdf', contentOf: ({ pdf }) => pdf },
  extras: [{ ending: '.png', isWanted: ({ png }) => png, asked: { png: true }, contentOf: ({ png }) => png }],
  columns: [
    { head: 'pages', cellOf: (sheets) => String(sum(sheets.map(({ pages }) => pages))) },
    { head: 'x-height', cellOf: smallestType },
    { head: 'kept', cellOf: keptPoints },
  ],
  async render(excerpt, settings, withPage) {
    const { makeSheet } = await import('../sheet/make-sheet.js');
    return weakOrAll(excerpt, settings, (chosen, own) => makeSheet(chosen, own, withPage));
  },
  factsOf: ({ fit }) => fit,
  onScreen: {},
  shown,
  async preview(excerpt, settings, withPage, once) {
    const { previewSheet } = await import('../sheet/make-sheet.js');
    const { value, problems } = await weakOrAll(excerpt, settings, (chosen, own) =>
      previewSheet(chosen, own, withPage, (key, compose) =>
        // Which points stay first is no part of what is composed; their order is.
        once(`${chosen.sections.map(({ id }) => id)} ${key}`, compose),
      ),
    );
    return { value: { facts: value.fit, shown: shown(value) }, problems };
  },
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

/** All of the excerpt, or the sections that a study session found weak before the others. */
async function weakOrAll<T>(
  excerpt: Excerpt,
  settings: Settings,
  make: (chosen: Excerpt, settings: Settings) => Promise<Warned<T>>,
): Promise<Warned<T>> {
  const makeAll = () => make(excerpt, settings);
  if (settings.weak === null) return makeAll();
  const { renderWeak, weakFirst } = await import('./weak-excerpt.js');
  return renderWeak(excerpt, settings.weak, makeAll, async (weak) => {
    const first = (isKept: boolean): Excerpt => weakFirst(excerpt, weak, isKept);
    if (settings.whenFull !== 'condense') return make(first(false), settings);
    try {
      const floor = Math.max(settings.floor, WEAK_FLOOR_MM);
      return await make(first(true), { ...settings, floor });
    } catch (failure) {
      // The weak sections alone are too much for a page at that size.
      if (!(failure instanceof ProblemError)) throw failure;
      return make(first(false), settings);
    }
  });
}

function shown({ pictures, fit: { paper, orientation } }: Pick<Sheet, 'pictures' | 'fit'>): Shown {
  const { widthMm } = heldPaper(parsePaper(paper) ?? 'a4', orientation);
  return { as: 'pictures', pictures, widthMm };
}

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

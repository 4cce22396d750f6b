import type { Point } from '../../model.js';
import type { SheetOptions } from '../../options/options.js';
import type { Paper } from '../../options/paper.js';
import { columnsNeeded } from '../layout/distribute.js';
import { BOUNDS, columnHeights } from '../layout/page-geometry.js';
import { type HeldPaper, heldPapers } from '../layout/paper.js';
import type { SheetPage } from '../layout/sheet-page.js';
import { condense, lineRanges } from './condense.js';
import { type Fit, fitAt, fitSheet } from './fit.js';
import type { Face } from './style.js';

/** What the sheet will be: paper, type, columns, and what is left out. */
export interface SheetPlan {
  readonly paper: HeldPaper;
  readonly fit: Fit;
  readonly dropped: readonly Point[];
  /** The largest x-height at which everything fits on this paper, mm; below the floor where it was full. */
  readonly completeMm: number;
  /** Line for the reader of the sheet, where something is left out. */
  readonly notice: string | null;
  readonly outcome: 'complete' | 'condensed' | 'pages' | 'refused';
}

export interface PlanRequest {
  readonly page: SheetPage;
  readonly options: SheetOptions;
  /** A section's sheet is a card, on the smallest paper that holds it unless the options name one. */
  readonly isCard: boolean;
  readonly faces: readonly Face[];
  /** Points in the order in which they may be left out. */
  readonly dropOrder: () => readonly Point[];
  readonly totalPoints: number;
}

/** Papers for a section, the smallest first, and the x-height at which a card reads comfortably, mm. */
const CARD_PAPERS: readonly Paper[] = ['a6', 'a5', 'a4'];
const CARD_COMFORT_MM = 1.7;

/** Everything at the largest size that fits; at the floor, what the user chose for a full page. */
export async function planSheet(request: PlanRequest): Promise<SheetPlan> {
  const { options } = request;
  const { paper, fit, layouts } = await bestPaper(request);
  const complete = {
    paper,
    fit: { ...fit, layouts },
    dropped: [],
    completeMm: fit.xHeightMm,
    notice: null,
  } as const;
  if (fit.xHeightMm >= options.floor - 1e-6) return { ...complete, outcome: 'complete' };
  await request.page.usePaper(paper);
  const floorFit = { ...fitAt(fit, options.floor), layouts };
  if (options.whenFull === 'pages')
    return { ...complete, fit: await fitOnPages(paper, request, fit), outcome: 'pages' };
  if (options.whenFull === 'fail') return { ...complete, fit: floorFit, outcome: 'refused' };
  return condensed(request, { ...complete, fit: floorFit });
}

async function bestPaper(request: PlanRequest): Promise<{ paper: HeldPaper; fit: Fit; layouts: number }> {
  const { options, isCard } = request;
  const picksCard = isCard && options.sectionPaper === 'auto';
  const name = isCard && options.sectionPaper !== 'auto' ? options.sectionPaper : options.paper;
  const papers = picksCard
    ? CARD_PAPERS.map((card) => heldPapers(card, options.orientation))
    : [heldPapers(name, options.orientation)];
  let layouts = 0;
  let best: { paper: HeldPaper; fit: Fit } | null = null;
  for (const sizes of papers) {
    for (const paper of sizes) {
      const isLast = sizes === papers.at(-1);
      const fit = await fitOn(paper, request, picksCard && !isLast ? CARD_COMFORT_MM : 0);
      layouts += fit.layouts;
      if (
        !best ||
        (fit.xHeightMm > best.fit.xHeightMm + 1e-6 && best.paper.name === paper.name) ||
        best.fit.xHeightMm < CARD_COMFORT_MM
      )
        best = { paper, fit };
    }
    if (best && best.fit.xHeightMm >= CARD_COMFORT_MM) break;
  }
  if (!best) throw new Error('there is no paper to fit on');
  return { ...best, layouts };
}

async function fitOn(
  paper: HeldPaper,
  { page, options, faces, isCard }: PlanRequest,
  enoughMm: number,
  pages = 1,
): Promise<Fit> {
  await page.usePaper(paper);
  return fitSheet({
    paper,
    columns: options.columns,
    ceilingMm: isCard ? BOUNDS.ceilingMm.card : BOUNDS.ceilingMm.page,
    floorMm: options.floor,
    atLeastMm: enoughMm,
    pages,
    faces,
    measure: (setting) => page.measure(setting),
  });
}

/** A note longer than this is a book, not a sheet. */
const MAX_PAGES = 40;

/** The fewest pages that hold everything at the floor, and then the largest type that fills them. */
async function fitOnPages(paper: HeldPaper, request: PlanRequest, onOne: Fit): Promise<Fit> {
  const { floor } = request.options;
  let layouts = onOne.layouts;
  const fitOnto = async (pages: number): Promise<Fit> => {
    const fit = await fitOn(paper, request, 0, pages);
    layouts += fit.layouts;
    return fit;
  };
  const holds = (fit: Fit): boolean => fit.xHeightMm >= floor - 1e-6;
  // What area predicts may be far too many where one page gave no good measure.
  let fit = await fitOnto(clampPages(Math.floor((floor / onOne.xHeightMm) ** 2)));
  while (holds(fit) && fit.pages > 2) {
    const fewer = clampPages(Math.min(fit.pages - 1, Math.ceil(fit.pages * (floor / fit.xHeightMm) ** 2)));
    const tighter = await fitOnto(fewer);
    if (!holds(tighter)) {
      const middle = fewer < fit.pages - 1 ? await climb(tighter, fit.pages, fitOnto, holds) : null;
      return { ...(middle ?? fit), layouts };
    }
    fit = tighter;
  }
  return { ...((await climb(fit, MAX_PAGES, fitOnto, holds)) ?? fit), layouts };
}

/** One page more until it holds; null where `below` is reached first. */
async function climb(
  from: Fit,
  below: number,
  fitOnto: (pages: number) => Promise<Fit>,
  holds: (fit: Fit) => boolean,
): Promise<Fit | null> {
  let fit = from;
  while (!holds(fit)) {
    if (fit.pages + 1 >= below) return null;
    fit = await fitOnto(fit.pages + 1);
  }
  return fit;
}

function clampPages(pages: number): number {
  return Math.min(MAX_PAGES, Math.max(2, pages));
}

/** At the floor: drops the fewest points, in the order of their importance. */
async function condensed(
  { page, dropOrder, totalPoints }: PlanRequest,
  plan: Omit<SheetPlan, 'outcome'>,
): Promise<SheetPlan> {
  const { fit } = plan;
  let layouts = fit.layouts;
  const fitsWithout = async (dropped: readonly Point[]): Promise<boolean> => {
    layouts += 1;
    await page.omit(dropped, noticeOf(dropped, totalPoints));
    const galley = await page.measure(fit.setting);
    const needed = columnsNeeded(galley, columnHeights(fit, galley.mastheadPx));
    return needed !== null && needed <= fit.columns;
  };
  const { dropped, fits } = await condense(dropOrder(), fitsWithout);
  const notice = noticeOf(dropped, totalPoints);
  await page.omit(dropped, notice);
  return { ...plan, fit: { ...fit, layouts }, dropped, notice, outcome: fits ? 'condensed' : 'refused' };
}

export function noticeOf(dropped: readonly Point[], total: number): string | null {
  if (dropped.length === 0) return null;
  return `Left out for space: ${dropped.length} of ${total} points, from lines ${lineRanges(dropped)} of the note.`;
}

import type { Point } from '../../model.js';
import type { Excerpt } from '../../note/excerpt.js';
import type { SheetOptions } from '../../options/options.js';
import type { Paper } from '../../options/paper.js';
import { columnsNeeded } from '../layout/distribute.js';
import { BOUNDS, columnHeights } from '../layout/page-geometry.js';
import { type HeldPaper, heldPapers } from '../layout/paper.js';
import type { SheetPage } from '../layout/sheet-page.js';
import { type Alternative, alternativesOf } from './alternatives.js';
import { condense } from './condense.js';
import { dropOrder, sectionOrder, type Unit, type Weighed } from './drop-order.js';
import { type Fit, fitAt, fitSheet } from './fit.js';
import { type LeftOut, leftOut, NOTHING_LEFT_OUT } from './left-out.js';
import type { Face } from './style.js';

/** What the sheet will be: paper, type, columns, and what is left out. */
export interface SheetPlan {
  readonly paper: HeldPaper;
  readonly fit: Fit;
  readonly leftOut: LeftOut;
  /** The largest x-height at which everything fits on this paper, mm; below the floor where it was full. */
  readonly completeMm: number;
  /** What more room would bring, where this one was full. */
  readonly alternatives: readonly Alternative[];
  readonly outcome: 'complete' | 'condensed' | 'pages' | 'refused';
}

export interface PlanRequest {
  readonly page: SheetPage;
  readonly options: SheetOptions;
  /** A section's sheet is a card, on the smallest paper that holds it unless the options name one. */
  readonly isCard: boolean;
  readonly faces: readonly Face[];
  readonly excerpt: Excerpt;
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
    leftOut: NOTHING_LEFT_OUT,
    completeMm: fit.xHeightMm,
    alternatives: [],
  } as const;
  if (fit.xHeightMm >= options.floor - 1e-6) return { ...complete, outcome: 'complete' };
  const face = request.faces.find(({ css }) => css === fit.setting.face) ?? request.faces[0];
  const alternatives = face ? await alternativesOf(request.page, paper, fit, face, options.floor) : [];
  await request.page.usePaper(paper);
  const floorFit = { ...fitAt(fit, options.floor), layouts };
  if (options.whenFull === 'pages')
    return { ...complete, fit: await fitOnPages(paper, request, fit), outcome: 'pages' };
  if (options.whenFull === 'fail') return { ...complete, alternatives, fit: floorFit, outcome: 'refused' };
  return condensed(request, { ...complete, alternatives, fit: floorFit });
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
      const fit = await fitOn(
        paper,
        request,
        picksCard && !isLast ? CARD_COMFORT_MM : 0,
        isCard ? 1 : options.pages,
      );
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
  pages: number,
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
  let fit = await fitOnto(clampPages(Math.floor(onOne.pages * (floor / onOne.xHeightMm) ** 2)));
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

/** Units in the order in which they go: points first, whole sections where that is not enough. */
export function unitsOf({ introPoints, intro, sections }: Excerpt): { points: Unit[]; sections: Unit[] } {
  const weighed: Weighed[] = [{ chips: [], points: introPoints, body: intro }, ...sections];
  return {
    points: dropOrder(weighed),
    sections: sections.length > 1 ? sectionOrder(sections).slice(0, -1) : [],
  };
}

/** At the floor: drops the fewest units, in the order of their worth for their height. */
async function condensed(
  { page, excerpt }: PlanRequest,
  plan: Omit<SheetPlan, 'outcome'>,
): Promise<SheetPlan> {
  const { fit } = plan;
  let layouts = fit.layouts;
  const without = (dropped: readonly Point[]): LeftOut => leftOut(dropped, excerpt);
  const fitsWithout = async (dropped: readonly Point[]): Promise<boolean> => {
    layouts += 1;
    await page.omit(without(dropped));
    const galley = await page.measure(fit.setting);
    const needed = columnsNeeded(galley, columnHeights(fit, galley));
    return needed !== null && needed <= fit.columns * fit.pages;
  };
  const units = unitsOf(excerpt);
  let { dropped, fits } = await condense(units.points, fitsWithout);
  if (!fits && units.sections.length > 0) {
    const least = new Set(dropped);
    const rest = units.sections.map((unit) => unit.filter((point) => !least.has(point)));
    ({ dropped, fits } = await condense(rest, (more) => fitsWithout([...least, ...more])));
    dropped = [...least, ...dropped];
  }
  const omitted = without(dropped);
  await page.omit(omitted);
  return { ...plan, fit: { ...fit, layouts }, leftOut: omitted, outcome: fits ? 'condensed' : 'refused' };
}

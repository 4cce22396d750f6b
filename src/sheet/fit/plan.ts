import type { Paper } from '../../options/paper.js';
import type { GalleyMeasure } from '../../page/sheet-measures.js';
import { columnsNeeded } from '../layout/distribute.js';
import { columnHeights } from '../layout/page-geometry.js';
import { type HeldPaper, heldPapers } from '../layout/paper.js';
import { withoutPoints } from '../layout/without-points.js';
import { condense, type Looks, lengthened } from './condense.js';
import type { Omitted } from './drop-order.js';
import { type Fit, fitAt } from './fit.js';
import { fitOn, type PlanRequest } from './fit-on.js';
import { fitOnPages } from './fit-on-pages.js';
import { hiddenOf, type LeftOutPoints, leftOut, NOTHING_LEFT_OUT } from './left-out.js';
import { type MoreRoom, moreRoomFor } from './more-room.js';
import { composedShort } from './short-note.js';
import { sizeFor } from './style.js';

/** What the sheet will be: paper, type, columns, and what is left out. */
export interface SheetPlan {
  readonly paper: HeldPaper;
  readonly fit: Fit;
  readonly leftOut: LeftOutPoints;
  /** The largest x-height at which everything fits on this paper, mm; below the floor where it was full. */
  readonly completeMm: number;
  /** What more room would bring, where this one was full. */
  readonly moreRoom: MoreRoom | null;
  /** Characters that one line across the page holds. */
  readonly pageChars: number;
  readonly outcome: 'complete' | 'condensed' | 'pages' | 'refused';
}

/** Papers for a section, the smallest first, and the x-height at which a card reads comfortably, mm. */
const CARD_PAPERS: readonly Paper[] = ['a6', 'a5', 'a4'];
const CARD_COMFORT_MM = 1.7;

/** Everything at the largest size that fits; at the floor, what the user chose for a full page. */
export async function planSheet(request: PlanRequest): Promise<SheetPlan> {
  const { page, options, faces, excerpt, gone } = request;
  if (gone.length > 0) page.omit(leftOut(gone.flat(), excerpt, MANY));
  const best = await bestPaper(request);
  const { paper, fit } = (await composedShort(best, request)) ?? best;
  const face = faces.find(({ css }) => css === fit.setting.face) ?? faces[0];
  if (!face) throw new Error('there is no face to set the sheet in');
  const complete = {
    paper,
    fit,
    leftOut: NOTHING_LEFT_OUT,
    completeMm: fit.xHeightMm,
    moreRoom: null,
    pageChars: Math.floor(fit.setting.pagePx / sizeFor(options.floor, face) / face.charEm),
  } as const;
  if (fit.xHeightMm >= options.floor - 1e-6 && gone.length === 0) return { ...complete, outcome: 'complete' };
  if (options.whenFull === 'pages') {
    const onPages = await fitOnPages(paper, request);
    return { ...complete, fit: onPages ?? fit, outcome: onPages ? 'pages' : 'refused' };
  }
  page.usePaper(paper);
  const floorFit = fitAt(fit, options.floor);
  const style = { face, runIn: fit.setting.runIn, columns: fit.columns };
  const galley = await page.measure(floorFit.setting);
  const full = { paper, fit: floorFit, style, galley, notLaidOut: gone };
  const moreRoom = await moreRoomFor(request, full);
  page.usePaper(paper);
  if (options.whenFull === 'fail') return { ...complete, moreRoom, fit: floorFit, outcome: 'refused' };
  return condensed(request, { ...complete, moreRoom, fit: floorFit }, full.galley);
}

/** For a notice that is not printed. */
const MANY = 100;

async function bestPaper(request: PlanRequest): Promise<{ paper: HeldPaper; fit: Fit }> {
  const { options, isCard } = request;
  const comfortMm = Math.max(CARD_COMFORT_MM, options.floor);
  const picksCard = isCard && options.sectionPaper === 'auto';
  const name = isCard && options.sectionPaper !== 'auto' ? options.sectionPaper : options.paper;
  const papers = picksCard
    ? CARD_PAPERS.map((card) => heldPapers(card, options.orientation))
    : [heldPapers(name, options.orientation)];
  let best: { paper: HeldPaper; fit: Fit } | null = null;
  for (const sizes of papers) {
    for (const paper of sizes) {
      const isLast = sizes === papers.at(-1);
      const fit = await fitOn(paper, request, {
        pages: isCard ? 1 : options.pages,
        enoughMm: picksCard && !isLast ? comfortMm : 0,
      });
      if (
        !best ||
        (fit.xHeightMm > best.fit.xHeightMm + 1e-6 && best.paper.name === paper.name) ||
        best.fit.xHeightMm < comfortMm
      )
        best = { paper, fit };
    }
    if (best && best.fit.xHeightMm >= comfortMm - 1e-6) break;
  }
  if (!best) throw new Error('there is no paper to fit on');
  return best;
}

/** At the floor: drops the fewest units, in the order of their worth for their height. */
async function condensed(
  { page, excerpt, units }: PlanRequest,
  plan: Omit<SheetPlan, 'outcome'>,
  complete: GalleyMeasure,
): Promise<SheetPlan> {
  const { fit, pageChars } = plan;
  const without = (dropped: readonly Omitted[]): LeftOutPoints => leftOut(dropped, excerpt, pageChars);
  const holds = (galley: GalleyMeasure, taller = 0): boolean => {
    const heightOf = columnHeights(fit, galley);
    const needed = columnsNeeded(galley, (column) => heightOf(column) - taller);
    return needed !== null && needed <= fit.columns * fit.pages;
  };
  const predicted = (dropped: readonly Omitted[]): GalleyMeasure =>
    withoutPoints(complete, hiddenOf(dropped));
  // What the page says of the points left out, and the marks in their places, take room: as in the last layout.
  let { mastheadPx } = complete;
  let taller = 0;
  const looks: Looks = {
    fitsWithout: async (dropped) => {
      page.omit(without(dropped));
      const galley = await page.measure(fit.setting);
      mastheadPx = galley.mastheadPx;
      taller = (heightOfAll(galley) - heightOfAll(predicted(dropped))) / (fit.columns * fit.pages);
      return holds(galley);
    },
    wouldFitWithout: (dropped) => holds({ ...predicted(dropped), mastheadPx }, taller),
  };
  let { dropped, fits } = await condense(units.points, looks);
  if (!fits && units.sections.length > 0) {
    const least = dropped;
    ({ dropped, fits } = await condense(units.sections, {
      fitsWithout: (more) => looks.fitsWithout([...least, ...more]),
      wouldFitWithout: (more) => looks.wouldFitWithout([...least, ...more]),
    }));
    dropped = [...least, ...dropped];
  }
  if (fits) dropped = await lengthened(dropped, looks);
  const omitted = without(dropped);
  page.omit(omitted);
  return { ...plan, leftOut: omitted, outcome: fits ? 'condensed' : 'refused' };
}

function heightOfAll({ sections }: GalleyMeasure): number {
  return sections.at(-1)?.bottomPx ?? 0;
}

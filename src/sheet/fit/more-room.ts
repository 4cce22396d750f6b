import type { Section } from '../../model.js';
import type { GalleyMeasure } from '../../page/sheet-measures.js';
import { columnsNeeded } from '../layout/distribute.js';
import { columnHeights, pageHeightPx } from '../layout/page-geometry.js';
import { type HeldPaper, heldPaper } from '../layout/paper.js';
import { type Hidden, withoutPoints } from '../layout/without-points.js';
import { expectedToGo } from './condense.js';
import type { Unit } from './drop-order.js';
import { charsOf } from './far-too-long.js';
import type { Fit } from './fit.js';
import { fitRequest, type PlanRequest } from './fit-on.js';
import { hiddenOf } from './left-out.js';
import { type Face, plausibleColumns, type Style, settingOf, sizeFor, xHeightOf } from './style.js';
import { Trials } from './trials.js';

/** Another way to set the note, and what it would bring. */
export interface Alternative {
  readonly flags: string;
  /** Points that it would hold, at this x-height. */
  readonly kept: number;
  readonly xHeightMm: number;
}

/** What would fit without some sections. */
export interface Fewer {
  /** The longest ones, as few as must go. */
  readonly sections: readonly Section[];
  readonly kept: number;
  readonly xHeightMm: number;
}

/** What would bring back what a full page leaves out. */
export interface MoreRoom {
  readonly alternatives: readonly Alternative[];
  readonly fewer: Fewer | null;
  /** Pages that hold everything at the floor. */
  readonly pages: number;
}

/** A full page: everything laid out at the floor, too long for it. */
export interface FullPage {
  readonly paper: HeldPaper;
  readonly fit: Fit;
  readonly style: Style;
  readonly galley: GalleyMeasure;
  /** Units of a note so long that the browser is not even asked to lay them out. */
  readonly notLaidOut: readonly Unit[];
}

/**
 * What twice the pages, A3, or fewer sections would bring: a layout or two for each paper, no more, since what
 * stays is predicted from the blocks' heights. The page is left at another paper. */
export async function moreRoomFor(request: PlanRequest, full: FullPage): Promise<MoreRoom> {
  const { paper, fit, galley, notLaidOut } = full;
  const pages = 2 * fit.pages;
  const alternatives = [await alternativeOn({ flags: `--pages ${pages}`, paper, pages }, request, full)];
  if (paper.name === 'a4') {
    const a3 = heldPaper('a3', paper.orientation);
    alternatives.push(
      await alternativeOn({ flags: '--paper a3', paper: a3, pages: fit.pages }, request, full),
    );
  }
  const needed = columnsNeeded(galley, columnHeights(fit, galley)) ?? 0;
  const all = charsOf(request.excerpt.points);
  const share = all / Math.max(1, all - charsOf(notLaidOut.flat()));
  const most = alternatives[0]?.kept === request.excerpt.points.length ? pages : Number.POSITIVE_INFINITY;
  return {
    alternatives,
    fewer: notLaidOut.length > 0 ? null : withoutLongest(request, full),
    pages: Math.min(most, Math.max(fit.pages + 1, Math.ceil((share * needed) / fit.columns))),
  };
}

interface Way {
  readonly flags: string;
  readonly paper: HeldPaper;
  readonly pages: number;
}

async function alternativeOn(
  { flags, paper, pages }: Way,
  request: PlanRequest,
  full: FullPage,
): Promise<Alternative> {
  const { page, options, faces, excerpt, units } = request;
  const total = excerpt.points.length;
  page.usePaper(paper);
  const trials = new Trials(fitRequest(paper, request, { pages }));
  let best: { readonly style: Style; readonly xHeightMm: number; readonly utility: number } | null = null;
  for (const face of [full.style.face, ...faces.filter((other) => other !== full.style.face)]) {
    // The other face only where this one has room to spare.
    if (best && best.xHeightMm < OTHER_FACE_MM) break;
    const sizePx = sizeFor(Math.max(options.floor, (best?.xHeightMm ?? full.fit.xHeightMm) * 1.25), face);
    const style = { face, runIn: false, columns: columnsOn(paper, face, sizePx, options.columns) };
    const measure = await trials.layOut(style, sizePx);
    const xHeightMm = Math.min(
      xHeightOf(sizePx * trials.growth(measure, style), face),
      trials.request.ceilingMm,
    );
    const utility = trials.utility(measure, style, xHeightMm, sizePx);
    if (!best || utility > best.utility) best = { style, xHeightMm, utility };
  }
  if (!best) throw new Error('there is no face to set the sheet in');
  if (best.xHeightMm >= options.floor && full.notLaidOut.length === 0)
    return { flags, kept: total, xHeightMm: best.xHeightMm };
  const floorPx = sizeFor(options.floor, best.style.face);
  const galley =
    paper === full.paper ? full.galley : await page.measure(settingOf(best.style, paper, floorPx));
  const columns = paper === full.paper ? full.fit.columns : best.style.columns;
  const order = [...units.points, ...units.sections];
  const gone = expectedToGo(order, (dropped) => holds(galley, hiddenOf(dropped), { paper, columns, pages }));
  const dropped = new Set(
    order
      .slice(0, gone)
      .flat()
      .map(({ id }) => id),
  );
  return { flags, kept: total - dropped.size, xHeightMm: options.floor };
}

/** Where the condensed face is as large, the normal one may be preferred. */
const OTHER_FACE_MM = 1.7;

function columnsOn(paper: HeldPaper, face: Face, sizePx: number, asked: number | 'auto'): number {
  if (asked !== 'auto') return asked;
  const counts = plausibleColumns(paper, face, sizePx);
  return counts[Math.floor(counts.length / 2)] ?? 1;
}

/** The longest sections, as few as it takes for the rest to fit. */
function withoutLongest(request: PlanRequest, full: FullPage): Fewer | null {
  const { options, excerpt } = request;
  const { paper, fit, galley, style } = full;
  const heightOf = (section: Section): number => {
    const box = galley.sections[excerpt.sections.indexOf(section)];
    return box ? box.bottomPx - box.topPx : 0;
  };
  const longest = [...excerpt.sections].sort((a, b) => heightOf(b) - heightOf(a));
  for (let count = 1; count < longest.length; count += 1) {
    const sections = longest.slice(0, count);
    const points = new Set(sections.flatMap((section) => section.points.map(({ id }) => id)));
    const hidden = { points, firstLines: new Map<number, number>() };
    if (!holds(galley, hidden, { paper, columns: fit.columns, pages: fit.pages })) continue;
    const trials = new Trials(fitRequest(paper, request, { pages: fit.pages }));
    const growth = trials.growth(withoutPoints(galley, hidden), style);
    const xHeightMm = Math.min(options.floor * Math.max(1, growth), trials.request.ceilingMm);
    return { sections, kept: excerpt.points.length - points.size, xHeightMm };
  }
  return null;
}

function holds(
  galley: GalleyMeasure,
  hidden: Hidden,
  { paper, columns, pages }: { readonly paper: HeldPaper; readonly columns: number; readonly pages: number },
): boolean {
  const rest = withoutPoints(galley, hidden);
  const heights = columnHeights({ columns, pageHeightPx: pageHeightPx(paper) }, galley);
  return (columnsNeeded(rest, heights) ?? Number.POSITIVE_INFINITY) <= columns * pages;
}

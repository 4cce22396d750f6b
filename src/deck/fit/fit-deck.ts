import { isElement } from '../../markdown/tree.js';
import { type CutFormula, findCutFormulas } from '../../page/cut-formulas.js';
import { type FlowMeasure, measureDeck, settleDeck } from '../../page/deck-measure.js';
import { checkDeck, type SlideOverflow } from '../../page/deck-overflow.js';
import type { RenderPage } from '../../page/render-page.js';
import { atomsOf, markOf } from '../compose/atom-tree.js';
import type { Flow } from '../compose/flow.js';
import { inOneText } from '../compose/in-one-text.js';
import type { SectionLevel } from '../compose/plan-deck.js';
import { type DeckDocument, staticHtml, TYPE_SIZES } from '../document/deck-document.js';
import { slideBody } from '../document/slide-body.js';
import { flowSlide, type SlideView } from '../document/slide-view.js';
import { fitFlow } from './fit-flows.js';
import { SPLIT_STEPS, splitFlow } from './split-flow.js';

/** Rounds of cutting again with less room, after the browser found something to stick out. */
const MAX_ROUNDS = 4;

/** Slides of a deck's flows, measured and checked. */
export interface FittedDeck {
  /** One entry a flow. */
  readonly slides: readonly (readonly SlideView[])[];
  /** What still sticks out of them, though cut as often as may be. */
  readonly overflows: readonly ViewOverflow[];
  readonly cutFormulas: readonly CutFormula[];
}

export interface ViewOverflow extends SlideOverflow {
  readonly view: SlideView;
}

/** Shows slides in the browser and checks every one of them. */
export async function checkSlides(
  page: RenderPage,
  document: DeckDocument,
  slides: readonly SlideView[],
): Promise<readonly ViewOverflow[]> {
  await showSlides(page, document, slides);
  const { overflows } = await page.run(checkDeck);
  return overflows.flatMap((overflow) => {
    const view = slides[overflow.slide];
    return view ? [{ ...overflow, view }] : [];
  });
}

/** Shows slides one below the other, as they are printed. */
export async function showSlides(
  page: RenderPage,
  document: DeckDocument,
  slides: readonly SlideView[],
): Promise<void> {
  await page.open(await staticHtml(document, slides, true));
  await page.run(settleDeck);
}

/**
 * Cuts flows into slides: measures all at every type size, makes splittable what is too large for a
 * slide, chooses, and checks the outcome in the browser; what still sticks out is cut again with that
 * much less room.
 */
export async function fitDeck(
  page: RenderPage,
  document: DeckDocument,
  flows: readonly Flow[],
  level: SectionLevel,
): Promise<FittedDeck> {
  const { split, measures } = await measureSplit(page, document, flows, level);
  const reserves = split.map(() => 0);
  for (let round = 0; ; round += 1) {
    const slides = split.map((flow, index) => {
      const fitted = fitFlow(flow, measures[index] ?? [], reserves[index] ?? 0);
      return fitted.cuts.map((cut) => flowSlide(fitted.flow, cut, level));
    });
    const overflows = await checkSlides(page, document, slides.flat());
    const failed = overflows.filter((overflow) => overflow.axis === 'y');
    if (failed.length === 0 || round === MAX_ROUNDS) {
      const cutFormulas = await page.run(findCutFormulas);
      return { slides, overflows, cutFormulas };
    }
    for (const { view, excessPx } of failed) {
      const owner = slides.findIndex((views) => views.includes(view));
      reserves[owner] = (reserves[owner] ?? 0) + Math.ceil(excessPx) + 4;
    }
  }
}

interface Split {
  readonly split: readonly Flow[];
  readonly measures: readonly (readonly FlowMeasure[])[];
}

async function measureSplit(
  page: RenderPage,
  document: DeckDocument,
  flows: readonly Flow[],
  level: SectionLevel,
): Promise<Split> {
  let split = flows;
  let measures = await measure(page, document, split, level);
  for (const step of [...SPLIT_STEPS, ...SPLIT_STEPS.slice(1)]) {
    const next = split.map((flow, index) => {
      const at = measures[index]?.find(({ sizePx }) => sizePx === 28);
      return at ? splitFlow(flow, at, step) : flow;
    });
    if (next.every((flow, index) => flow === split[index])) break;
    split = next;
    measures = await measure(page, document, split, level);
  }
  return { split, measures };
}

async function measure(
  page: RenderPage,
  document: DeckDocument,
  flows: readonly Flow[],
  level: SectionLevel,
): Promise<FlowMeasure[][]> {
  const slides = flows.flatMap((flow): SlideView[] => {
    const all = new Set(atomsOf(flow.body).map((atom) => markOf(atom)?.key ?? ''));
    const parents = new Set(atomsOf(flow.body).map((atom) => markOf(atom)?.parent ?? ''));
    const context = slideBody(flow.body, new Set(), parents);
    const first = { body: unjoined(flow, all), index: 0, of: 2, typePx: 28 };
    return [flowSlide(flow, first, level), flowSlide(flow, { ...first, body: context, index: 1 }, level)];
  });
  await page.open(await staticHtml(document, slides, false));
  await page.run(settleDeck);
  return page.run(measureDeck, [...TYPE_SIZES]);
}

/** Pieces of a split atom are measured each for itself: a listing's as listings, a text's where its lines run. */
function unjoined(flow: Flow, all: ReadonlySet<string>): Flow['body'] {
  const apart = flow.body.some((element) => JSON.stringify(element).includes('dataJoin'));
  return apart ? inOneText(flow.body).filter(isElement) : slideBody(flow.body, all, new Set());
}

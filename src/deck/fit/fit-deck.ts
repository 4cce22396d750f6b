import type { Page } from 'puppeteer-core';
import { type FlowMeasure, measureDeck, settleDeck } from '../../page/deck-measure.js';
import { checkDeck, type DeckCheck } from '../../page/deck-overflow.js';
import { atomsOf, markOf } from '../compose/atom-tree.js';
import type { Flow } from '../compose/flow.js';
import { type DeckBook, staticHtml, TYPE_SIZES } from '../document/deck-document.js';
import { slideBody } from '../document/slide-body.js';
import { flowSlide, type SectionLevel, type SlideView } from '../document/slide-view.js';
import { EASE_STEPS, easeFlow } from './ease-flow.js';
import { type FittedFlow, fitFlow } from './fit-flows.js';

/** Rounds of cutting again with less room, after the browser found something to stick out. */
const MAX_ROUNDS = 4;

/** Shows slides in the browser and checks every one of them. */
export async function checkSlides(
  page: Page,
  book: DeckBook,
  slides: readonly SlideView[],
): Promise<DeckCheck> {
  await page.setContent(await staticHtml(book, slides, true));
  await page.evaluate(settleDeck);
  return page.evaluate(checkDeck);
}

/**
 * Cuts flows into slides: measures all at every type size, makes splittable what is too large for a
 * slide, chooses, and checks the outcome in the browser; what still sticks out is cut again with that
 * much less room.
 */
export async function fitDeck(
  page: Page,
  book: DeckBook,
  flows: readonly Flow[],
  level: SectionLevel,
): Promise<FittedFlow[]> {
  const { eased, measures } = await measureEased(page, book, flows, level);
  const reserves = eased.map(() => 0);
  const cutAll = (): FittedFlow[] =>
    eased.map((flow, index) => fitFlow(flow, measures[index] ?? [], reserves[index] ?? 0));
  let fitted = cutAll();
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const owners = fitted.flatMap(({ cuts }, index) => cuts.map(() => index));
    const check = await checkSlides(page, book, slidesOf(fitted, level));
    const failed = check.overflows.filter((overflow) => overflow.axis === 'y');
    if (failed.length === 0) break;
    for (const { slide, excessPx } of failed) {
      const owner = owners[slide];
      if (owner !== undefined) reserves[owner] = Math.max(reserves[owner] ?? 0, 0) + Math.ceil(excessPx) + 4;
    }
    fitted = cutAll();
  }
  return fitted;
}

function slidesOf(fitted: readonly FittedFlow[], level: SectionLevel): SlideView[] {
  return fitted.flatMap(({ flow, cuts }) => cuts.map((cut) => flowSlide(flow, cut, level)));
}

interface Eased {
  readonly eased: readonly Flow[];
  readonly measures: readonly (readonly FlowMeasure[])[];
}

async function measureEased(
  page: Page,
  book: DeckBook,
  flows: readonly Flow[],
  level: SectionLevel,
): Promise<Eased> {
  let eased = flows;
  let measures = await measure(page, book, eased, level);
  for (const step of [...EASE_STEPS, ...EASE_STEPS.slice(1)]) {
    const next = eased.map((flow, index) => {
      const at = measures[index]?.find(({ sizePx }) => sizePx === 28);
      return at ? easeFlow(flow, at, step) : flow;
    });
    if (next.every((flow, index) => flow === eased[index])) break;
    eased = next;
    measures = await measure(page, book, eased, level);
  }
  return { eased, measures };
}

async function measure(
  page: Page,
  book: DeckBook,
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
  await page.setContent(await staticHtml(book, slides, false));
  await page.evaluate(settleDeck);
  return page.evaluate(measureDeck, [...TYPE_SIZES]);
}

/** Pieces of a split atom stay apart here, each to be measured for itself. */
function unjoined(flow: Flow, all: ReadonlySet<string>): Flow['body'] {
  const apart = flow.body.some((element) => JSON.stringify(element).includes('dataJoin'));
  return apart ? flow.body : slideBody(flow.body, all, new Set());
}

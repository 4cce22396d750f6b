import type { Page } from 'puppeteer-core';
import type { LendPage } from '../browser/lend-page.js';
import { htmlOf } from '../html/to-html.js';
import type { Deck } from '../model.js';
import type { Excerpt } from '../note/excerpt.js';
import type { DeckOptions } from '../options/options.js';
import type { DeckCheck } from '../page/deck-overflow.js';
import { type Problem, type Warned, warning } from '../problem.js';
import type { Flow } from './compose/flow.js';
import { frontPage } from './compose/front-page.js';
import { type Outline, outlineDeck, type Step } from './compose/outline-deck.js';
import { type DeckBook, liveHtml, openBook } from './document/deck-document.js';
import { lightenBook } from './document/lighten-book.js';
import { printDeck } from './document/print-deck.js';
import { dividerSlide, flowSlide, frontSlide, type SlideView, type StepView } from './document/slide-view.js';
import { checkSlides, fitDeck } from './fit/fit-deck.js';
import { drawMap } from './map/draw-map.js';

/**
 * An excerpt of a note as a reveal.js deck in one file.
 *
 * @param lend lends the page on which the slides are measured and checked
 * @returns the deck with the number of slides on which something overflows, measured; each of them is
 *   a problem with its line
 */
export async function renderDeck(
  excerpt: Excerpt,
  options: DeckOptions,
  lend: LendPage,
): Promise<Warned<Deck>> {
  const { note, partOf } = excerpt;
  const outline = await outlineDeck(excerpt);
  const title = partOf === null ? excerpt.title : `${excerpt.title} · ${partOf}`;
  const whole = await openBook(note, title, sampleHtml(outline), options);
  return lend(async (page) => {
    const book = await lightenBook(page, whole, flowsOf(outline));
    const steps = await layOut(page, book, outline, excerpt);
    const slides = steps.flatMap((step) => step.slides);
    const check = await checkSlides(page, book, slides);
    const deck: Deck = {
      html: await liveHtml(book, steps),
      pdf: options.deckPdf ? await printDeck(page, book, slides) : null,
      slides: slides.length,
      overflowing: new Set(check.overflows.map((overflow) => overflow.slide)).size,
    };
    return { value: deck, problems: [...outline.problems, ...overflowProblems(excerpt, slides, check)] };
  });
}

/** All content once, for choosing fonts. */
function sampleHtml(outline: Outline): string {
  return flowsOf(outline)
    .map((flow) => htmlOf([...flow.heading, ...flow.body]))
    .join('');
}

function flowsOf(outline: Outline): readonly Flow[] {
  return outline.steps.flatMap((step) => (step.kind === 'flows' ? step.flows : []));
}

async function layOut(page: Page, book: DeckBook, outline: Outline, excerpt: Excerpt): Promise<StepView[]> {
  const flows = flowsOf(outline);
  const fitted = await fitDeck(page, book, flows, outline.level);
  const slidesOf = new Map<Flow, readonly SlideView[]>();
  fitted.forEach(({ flow, cuts }, index) => {
    const source = flows[index];
    if (source)
      slidesOf.set(
        source,
        cuts.map((cut) => flowSlide(flow, cut, outline.level)),
      );
  });
  const map = outline.steps.some((step) => step.kind === 'map') ? await drawMap(page, book) : [];
  return outline.steps.map((step) => ({ slides: stepSlides(step, excerpt, slidesOf, map) }));
}

function stepSlides(
  step: Step,
  excerpt: Excerpt,
  slidesOf: ReadonlyMap<Flow, readonly SlideView[]>,
  map: readonly SlideView[],
): readonly SlideView[] {
  switch (step.kind) {
    case 'front':
      return [frontSlide(frontPage(excerpt))];
    case 'map':
      return map;
    case 'divider':
      return [dividerSlide(dividerPage(excerpt, step))];
    case 'flows':
      return step.flows.flatMap((flow) => slidesOf.get(flow) ?? []);
  }
}

function dividerPage(
  excerpt: Excerpt,
  { group, number, of }: Extract<Step, { kind: 'divider' }>,
): Parameters<typeof dividerSlide>[0] {
  const sections = excerpt.sections.filter((one) => one.group === group);
  const services = sections.map(({ id, shortName }) => ({ id, label: shortName }));
  const heading = excerpt.note.groups[group]?.title ?? rangeName(services.map(({ label }) => label));
  return { group, number, of, heading, services };
}

/** A group without a name is called after its first and last service. */
function rangeName(names: readonly string[]): string {
  return names.length > 1 ? `${names[0]} … ${names.at(-1)}` : (names[0] ?? '');
}

function overflowProblems(
  { note, points }: Excerpt,
  slides: readonly SlideView[],
  check: DeckCheck,
): Problem[] {
  return check.overflows.map(({ slide, axis, excessPx, what, point }) => {
    const id = point === null ? -1 : Number.parseInt(point, 10);
    const line = points.find((one) => one.id === id)?.line ?? null;
    const direction = axis === 'x' ? 'to the side' : 'in height';
    return warning(
      `slide ${slide + 1} ("${slides[slide]?.title ?? ''}") overflows ${direction} by ${Math.ceil(excessPx)} px: ${what}`,
      { file: note.file, line },
      'Shorten it, or part it into several points.',
    );
  });
}

import type { ElementContent } from 'hast';
import { cutFormulaProblems } from '../html/cut-formula-problems.js';
import { fill, messagesFor } from '../html/messages.js';
import { missingGlyphProblems } from '../html/missing-glyphs.js';
import { htmlOf } from '../html/to-html.js';
import { textOutsideFormulas } from '../markdown/tree.js';
import type { Deck } from '../model.js';
import type { Excerpt } from '../note/excerpt.js';
import type { DeckOptions } from '../options/options.js';
import { findCutFormulas } from '../page/cut-formulas.js';
import { settleDeck } from '../page/deck-measure.js';
import type { DeckCheck } from '../page/deck-overflow.js';
import type { RenderPage, WithPage } from '../page/render-page.js';
import { documentDate } from '../pdf/document-date.js';
import { finishPdf } from '../pdf/finish-pdf.js';
import { type Problem, type Warned, warning } from '../problem.js';
import type { Flow } from './compose/flow.js';
import { frontPage } from './compose/front-page.js';
import { type DeckPlan, planDeck, type Step } from './compose/plan-deck.js';
import { type DeckDocument, deckDocument, liveHtml } from './document/deck-document.js';
import { handoutHtml } from './document/handout.js';
import { pruneFonts } from './document/prune-fonts.js';
import { dividerSlide, flowSlide, frontSlide, type SlideView, type StepView } from './document/slide-view.js';
import { checkSlides, fitDeck } from './fit/fit-deck.js';
import { fitMap } from './fit/fit-map.js';

/**
 * An excerpt of a note as a reveal.js deck in one file.
 *
 * @param withPage gives the page on which pictures are decoded, and slides measured and checked
 * @returns the deck with the number of slides on which something overflows, measured; each of them is
 *   a problem with its line
 */
export async function makeDeck(
  excerpt: Excerpt,
  options: DeckOptions,
  withPage: WithPage,
): Promise<Warned<Deck>> {
  const { partOf } = excerpt;
  const plan = await planDeck(excerpt, options, withPage);
  const title = partOf === null ? excerpt.title : `${excerpt.title} · ${partOf}`;
  const content = htmlOf(nodesOf(plan));
  const whole = await deckDocument(excerpt, title, content, options);
  const glyphs = missingGlyphProblems(shownOf(whole.missing, plan), excerpt.note);
  const document = await pruneFonts(whole, content);
  return withPage(async (page) => {
    const steps = await layOut(page, document, plan, excerpt);
    const slides = steps.flatMap((step) => step.slides);
    const check = await checkSlides(page, document, slides);
    const cut = cutFormulaProblems(await page.run(findCutFormulas), excerpt.note, excerpt.points);
    const deck: Deck = {
      html: await liveHtml(document, steps),
      // The page still shows the slides that were checked.
      pdf: options.deckPdf ? finished(await page.print(null, true), excerpt, title) : null,
      handout:
        options.handout === null
          ? null
          : finished(await printHandout(page, document, slides, options.handout), excerpt, title),
      slides: slides.length,
      overflowing: new Set(check.overflows.map((overflow) => overflow.slide)).size,
    };
    return {
      value: deck,
      problems: [...plan.problems, ...glyphs, ...cut, ...overflowProblems(excerpt, slides, check)],
    };
  });
}

async function printHandout(
  page: RenderPage,
  document: DeckDocument,
  slides: readonly SlideView[],
  perPage: number,
): Promise<Uint8Array> {
  await page.open(await handoutHtml(document, slides, perPage));
  await page.run(settleDeck);
  return page.print(null, true);
}

function finished(printed: Uint8Array, { note, tags }: Excerpt, title: string): Uint8Array {
  const { author, date } = note.meta;
  return finishPdf(printed, {
    title,
    author,
    keywords: tags,
    date: documentDate(date),
    bookmarks: null,
  }).bytes;
}

/** All content once. */
function nodesOf(plan: DeckPlan): ElementContent[] {
  return flowsOf(plan).flatMap((flow) => [...flow.heading, ...flow.body]);
}

/** A note's source has characters that no slide shows; KaTeX brings the glyphs of its formulas. */
function shownOf(characters: readonly string[], plan: DeckPlan): string[] {
  if (characters.length === 0) return [];
  const text = textOutsideFormulas(nodesOf(plan));
  return characters.filter((character) => text.includes(character));
}

function flowsOf(plan: DeckPlan): readonly Flow[] {
  return plan.steps.flatMap((step) => (step.kind === 'flows' ? step.flows : []));
}

async function layOut(
  page: RenderPage,
  document: DeckDocument,
  plan: DeckPlan,
  excerpt: Excerpt,
): Promise<StepView[]> {
  const flows = flowsOf(plan);
  const fitted = await fitDeck(page, document, flows, plan.level);
  const slidesOf = new Map<Flow, readonly SlideView[]>();
  fitted.forEach(({ flow, cuts }, index) => {
    const source = flows[index];
    if (source)
      slidesOf.set(
        source,
        cuts.map((cut) => flowSlide(flow, cut, plan.level)),
      );
  });
  const map = plan.steps.some((step) => step.kind === 'map') ? await fitMap(page, document) : [];
  return plan.steps.map((step) => ({ slides: stepSlides(step, excerpt, slidesOf, map) }));
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
  const name = excerpt.note.groups[group]?.title ?? null;
  const part = fill(messagesFor(excerpt.note.meta.lang).part, { number, of });
  return { group, number, part, name, services };
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

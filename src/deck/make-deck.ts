import type { ElementContent } from 'hast';
import { cutFormulaProblems } from '../html/cut-formula-problems.js';
import { readLogo } from '../html/logo.js';
import { fill, messagesFor } from '../html/messages.js';
import { missingGlyphProblems } from '../html/missing-glyphs.js';
import { htmlOf } from '../html/to-html.js';
import { textOutsideFormulas } from '../markdown/tree.js';
import type { Deck } from '../model.js';
import type { Excerpt } from '../note/excerpt.js';
import type { DeckOptions } from '../options/options.js';
import type { CutFormula } from '../page/cut-formulas.js';
import { settleDeck } from '../page/deck-measure.js';
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
import { dividerSlide, frontSlide, type SlideView, type StepView } from './document/slide-view.js';
import { checkSlides, fitDeck, showSlides, type ViewOverflow } from './fit/fit-deck.js';
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
  const logo = await readLogo(options.logo, excerpt.note, withPage);
  const whole = await deckDocument(excerpt, title, content, { options, logo: logo.value });
  const glyphs = missingGlyphProblems(shownOf(whole.missing, plan), excerpt.note);
  const document = await pruneFonts(whole, content);
  return withPage(async (page) => {
    const { steps, overflows, cutFormulas } = await layOut(page, document, plan, excerpt);
    const cut = cutFormulaProblems(cutFormulas, excerpt.note, excerpt.points);
    const slides = steps.flatMap((step) => step.slides);
    if (options.deckPdf) await showSlides(page, document, slides);
    const deck: Deck = {
      html: await liveHtml(document, steps),
      pdf: options.deckPdf ? finished(await page.print(null, true), excerpt, title) : null,
      handout:
        options.handout === null
          ? null
          : finished(await printHandout(page, document, slides, options.handout), excerpt, title),
      slides: slides.length,
      overflowing: new Set(overflows.map(({ view }) => view)).size,
    };
    return {
      value: deck,
      problems: [
        ...logo.problems,
        ...plan.problems,
        ...glyphs,
        ...cut,
        ...overflowProblems(excerpt, slides, overflows),
      ],
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

interface LaidOut {
  readonly steps: readonly StepView[];
  readonly overflows: readonly ViewOverflow[];
  readonly cutFormulas: readonly CutFormula[];
}

/** Every slide is checked once: those of the flows where they are cut, the others here. */
async function layOut(
  page: RenderPage,
  document: DeckDocument,
  plan: DeckPlan,
  excerpt: Excerpt,
): Promise<LaidOut> {
  const flows = flowsOf(plan);
  const fitted = await fitDeck(page, document, flows, plan.level);
  const slidesOf = new Map(flows.map((flow, index) => [flow, fitted.slides[index] ?? []]));
  const map = plan.steps.some((step) => step.kind === 'map') ? await fitMap(page, document) : [];
  const steps = plan.steps.map((step) => ({ slides: stepSlides(step, excerpt, slidesOf, map) }));
  const inFlows = new Set(fitted.slides.flat());
  const others = steps.flatMap(({ slides }) => slides.filter((slide) => !inFlows.has(slide)));
  const overflows = others.length === 0 ? [] : await checkSlides(page, document, others);
  return { steps, overflows: [...overflows, ...fitted.overflows], cutFormulas: fitted.cutFormulas };
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
  overflows: readonly ViewOverflow[],
): Problem[] {
  return overflows.map(({ view, axis, excessPx, what, point }) => {
    const id = point === null ? -1 : Number.parseInt(point, 10);
    const line = points.find((one) => one.id === id)?.line ?? null;
    const direction = axis === 'x' ? 'to the side' : 'in height';
    return warning(
      `slide ${slides.indexOf(view) + 1} ("${view.title}") overflows ${direction} by ${Math.ceil(excessPx)} px: ${what}`,
      { file: note.file, line },
      'Shorten it, or part it into several points.',
    );
  });
}

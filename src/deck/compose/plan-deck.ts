import type { Element, ElementContent } from 'hast';
import { enrich } from '../../html/enrich.js';
import { enrichContext } from '../../html/enrich-context.js';
import type { Direction } from '../../markdown/direction.js';
import { idOf, isElement, isTag } from '../../markdown/tree.js';
import type { Section } from '../../model.js';
import type { Excerpt } from '../../note/excerpt.js';
import { functionWords } from '../../note/function-words.js';
import type { DeckOptions } from '../../options/options.js';
import type { WithPage } from '../../page/render-page.js';
import type { Problem } from '../../problem.js';
import { withCodeLines } from './code-lines.js';
import { introFlow, recapFlow, sectionFlows } from './compose-flows.js';
import type { Flow } from './flow.js';
import { withFragments } from './fragments.js';
import { headingsBelow } from './headings-below.js';
import { sayMissingPictures } from './missing-pictures.js';
import { sizeCode } from './size-code.js';

/** Heading level of sections: one below the dividers', where there are any. */
export type SectionLevel = 2 | 3;

/** One horizontal step of the deck, before it is known how many slides its flows take. */
export type Step =
  | { readonly kind: 'front' }
  | { readonly kind: 'map' }
  | { readonly kind: 'divider'; readonly group: number; readonly number: number; readonly of: number }
  | { readonly kind: 'flows'; readonly flows: readonly Flow[] };

/** What a deck holds, and in which order. */
export interface DeckPlan {
  readonly steps: readonly Step[];
  readonly level: SectionLevel;
  readonly problems: readonly Problem[];
}

/**
 * Plans what a deck holds and in which order; formulas, code and images
 * are set, links lead to slides.
 */
export async function planDeck(
  excerpt: Excerpt,
  { incremental }: Pick<DeckOptions, 'incremental'>,
  withPage: WithPage,
): Promise<DeckPlan> {
  const problems: Problem[] = [];
  const bare = bareSteps(excerpt);
  const level = bare.some((step) => step.kind === 'divider') ? 3 : 2;
  const known = knownIds(bare);
  const context = enrichContext(excerpt.note, withPage, (problem) => problems.push(problem));
  const set = async (flow: Flow): Promise<Flow> => {
    const title = flow.kind === 'section' || flow.kind === 'quiz' ? level : 2;
    const enriched = sayMissingPictures(
      await enrich(flow.body, context, flow.direction),
      excerpt.note.meta.lang,
    );
    const lined = withCodeLines(sizeCode(enriched));
    const stepped = flow.kind === 'quiz' || flow.kind === 'recap' ? lined : withFragments(lined, incremental);
    const body = headingsBelow(stepped, title);
    const heading = await enrich([wrap(flow.heading)], context, flow.direction);
    return { ...flow, body: linked(body, known), heading: linked(heading, known)[0]?.children ?? [] };
  };
  const steps: Step[] = [];
  for (const step of bare) {
    if (step.kind !== 'flows') steps.push(step);
    else steps.push({ kind: 'flows', flows: await Promise.all(step.flows.map(set)) });
  }
  return { steps, level, problems };
}

/** The steps as they are written; one section needs no map and no recap. */
function bareSteps(excerpt: Excerpt): Step[] {
  const several = excerpt.sections.length > 1;
  const steps: Step[] = [{ kind: 'front' }];
  const functional = functionWords(excerpt.note.meta.lang);
  const intro = introFlow(excerpt, functional);
  if (intro) steps.push({ kind: 'flows', flows: [intro] });
  if (several) steps.push({ kind: 'map' });
  steps.push(...groupSteps(excerpt, functional));
  const recap = several ? recapFlow(excerpt, functional) : null;
  if (recap) steps.push({ kind: 'flows', flows: [recap] });
  return steps;
}

/** A divider opens each group, unless there is but one, or each holds a single section. */
function groupSteps({ note, groups, sections }: Excerpt, functional: ReadonlySet<string>): Step[] {
  const divided = groups.length > 1 && groups.length < sections.length;
  return groups.flatMap(({ index: group }, at): Step[] => {
    const steps = sections
      .filter((section) => section.group === group)
      .flatMap((section) => sectionSteps(section, functional, note.meta.dir));
    return divided ? [{ kind: 'divider', group, number: at + 1, of: groups.length }, ...steps] : steps;
  });
}

/** Questions are a step of their own: who goes from section to section misses none of either. */
function sectionSteps(section: Section, functional: ReadonlySet<string>, around: Direction): Step[] {
  const { quiz, own } = sectionFlows(section, functional, around);
  const steps: (readonly Flow[])[] = [quiz, own === null ? [] : [own]];
  return steps.filter((flows) => flows.length > 0).map((flows) => ({ kind: 'flows', flows }));
}

/** Ids that a link within the deck can lead to: slides, and elements on them. */
function knownIds(steps: readonly Step[]): ReadonlySet<string> {
  const flows = steps.flatMap((step) => (step.kind === 'flows' ? step.flows : []));
  const inner = flows.flatMap((flow) => flow.body.flatMap(idsIn));
  return new Set([...flows.map((flow) => flow.id), ...inner]);
}

function idsIn(element: Element): string[] {
  const own = idOf(element);
  const inner = element.children.flatMap((child) => (isElement(child) ? idsIn(child) : []));
  return own === null ? inner : [own, ...inner];
}

function wrap(children: readonly ElementContent[]): Element {
  return { type: 'element', tagName: 'span', properties: {}, children: [...children] };
}

/** `#kinesis` → `#/kinesis`, which reveal.js understands; links out of the deck open a tab of their own. */
function linked(nodes: readonly Element[], known: ReadonlySet<string>): Element[] {
  const visit = (node: ElementContent): ElementContent => {
    if (!isElement(node)) return node;
    const children = node.children.map(visit);
    if (!isTag(node, 'a')) return { ...node, children };
    const href = String(node.properties.href ?? '');
    if (!href.startsWith('#')) return outward(node, children);
    const target = decoded(href.slice(1));
    if (!known.has(target)) return { ...node, tagName: 'span', properties: {}, children };
    return { ...node, properties: { ...node.properties, href: `#/${encodeURIComponent(target)}` }, children };
  };
  return nodes.map((node) => visit(node) as Element);
}

function outward(node: Element, children: ElementContent[]): Element {
  const properties = { ...node.properties, target: '_blank', rel: ['noopener', 'noreferrer'] };
  return { ...node, properties, children };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

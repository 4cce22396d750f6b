import type { Element, ElementContent } from 'hast';
import { clockShare } from '../bounds/clock-share.js';
import { TookTooLong, withinTime } from '../bounds/time-limit.js';
import type { Direction } from '../markdown/direction.js';
import { classesOf, isElement, isTag, plainText } from '../markdown/tree.js';
import { error, ProblemError } from '../problem.js';
import { withCalloutTitle } from './callout-title.js';
import { directed } from './direction.js';
import type { EnrichContext } from './enrich-context.js';
import { inlineImage, readImages } from './images.js';
import { listingLanguage } from './listing-language.js';
import { hasSigns, withSigns } from './signs.js';

/**
 * Sanitised content → content ready to be set: math by KaTeX, code highlighted, images inlined as
 * `data:` addresses, links to anywhere but the web or the page itself undone. KaTeX and the
 * highlighter are loaded only when there is something for them to do.
 *
 * @param around direction of the section that the content is of
 */
export async function enrich(
  content: readonly Element[],
  context: EnrichContext,
  around: Direction,
): Promise<Element[]> {
  const needs = findNeeds(content);
  const [math, code] = await Promise.all([
    needs.math ? import('./math.js') : null,
    needs.highlighter ? import('./code.js') : null,
  ]);
  const images = await readImages(content, context);
  const visit = (node: ElementContent): ElementContent => visitIn(node, false);
  const visitIn = (node: ElementContent, inCode: boolean): ElementContent => {
    if (node.type === 'text' && hasSigns(node, inCode)) return withSigns(node, inCode);
    if (!isElement(node)) return { ...node };
    if (node.properties.dataCallout !== undefined)
      return { ...node, children: withCalloutTitle(node, context.note.meta.lang).children.map(visit) };
    if (math && isMath(node)) return counted(context, () => math.setMath(node, context));
    if (needs.code && isTag(node, 'pre'))
      return inCodeOnly(code ? counted(context, () => code.highlightCode(node, context)) : node);
    if (isTag(node, 'img')) return inlineImage(node, images, context);
    // Paper and slides have nobody who would open it.
    if (isTag(node, 'details'))
      return { ...node, properties: { ...node.properties, open: true }, children: node.children.map(visit) };
    if (isTag(node, 'a') && !isLive(node))
      return { ...node, tagName: 'span', properties: {}, children: node.children.map(visit) };
    const isCode = inCode || isTag(node, 'code', 'kbd', 'samp', 'pre');
    return { ...node, children: node.children.map((child) => visitIn(child, isCode)) };
  };
  const set = (): ElementContent[] => directed(content, around).map(visit);
  const isPlain = math === null && code === null;
  return (isPlain ? set() : inTime(set, context)).filter((node) => isElement(node));
}

/** A listing's signs, which stand among the spans of the highlighter. */
function inCodeOnly(node: Element): Element {
  const children = node.children.map((child): ElementContent => {
    if (child.type === 'text' && hasSigns(child, true)) return withSigns(child, true);
    return isElement(child) ? inCodeOnly(child) : child;
  });
  return { ...node, children };
}

/**
 * Work on one element. Time counts as the processor spends it: on a busy machine an honest note takes long.
 *
 * @throws TookTooLong where that of all elements together is too much
 */
function counted<T>({ budget }: EnrichContext, work: () => T): T {
  const since = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(since);
  if (!budget.spend('enrichMs', (user + system) / 1000)) throw new TookTooLong('formulas and listings');
  return result;
}

/** A formula of some lines can define macros that take minutes. */
function inTime<T>(work: () => T, { budget, note }: EnrichContext): T {
  const started = performance.now();
  const share = clockShare();
  try {
    return withinTime(budget.left('enrichClockMs') / share, work);
  } catch (cause) {
    if (!(cause instanceof TookTooLong)) throw cause;
    const hint = 'Look for a formula that defines macros, or a very long listing.';
    throw new ProblemError(
      error('its formulas and listings take too long to set', { file: note.file }, hint),
    );
  } finally {
    budget.spend('enrichClockMs', (performance.now() - started) * share);
  }
}

/** Links that work on paper and from a USB stick: to the web, to a mailbox, within the note. */
function isLive(anchor: Element): boolean {
  return /^(https?:|mailto:|#)/i.test(String(anchor.properties.href ?? ''));
}

function isMath(element: Element): boolean {
  return element.properties.dataTex !== undefined || classesOf(element).includes('math');
}

interface Needs {
  math: boolean;
  /** A listing; and one that names its language. */
  code: boolean;
  highlighter: boolean;
}

function findNeeds(content: readonly ElementContent[]): Readonly<Needs> {
  const needs: Needs = { math: false, code: false, highlighter: false };
  const look = (node: ElementContent): void => {
    if (!isElement(node)) return;
    if (isMath(node)) needs.math = true;
    else if (isTag(node, 'pre') && plainText(node) !== '') {
      needs.code = true;
      if (listingLanguage(node) !== null) needs.highlighter = true;
    } else node.children.forEach(look);
  };
  content.forEach(look);
  return needs;
}

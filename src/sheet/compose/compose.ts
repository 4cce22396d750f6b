import type { Element, ElementContent } from 'hast';
import { minifyWhitespace } from 'hast-util-minify-whitespace';
import { enrich } from '../../html/enrich.js';
import type { EnrichContext } from '../../html/enrich-context.js';
import type { Direction } from '../../markdown/direction.js';
import { headingLevel, isElement } from '../../markdown/tree.js';
import type { Section } from '../../model.js';
import { withoutSpeakerNotes } from '../../note/speaker-notes.js';
import { withAccessibleText } from './accessible-text.js';
import { closeComments } from './close-comments.js';
import { markPieces } from './mark-pieces.js';
import { wholeWords } from './whole-words.js';

/**
 * A section's content as the sheet sets it: every leaf block marked as a piece for measuring, lists
 * that may run in marked, white space folded, math and code set, questions unfolded.
 */
export async function composeBody(
  section: Pick<Section, 'body'>,
  context: EnrichContext,
  headingTag: 'h1' | 'h2' | 'h3',
  direction: Direction,
): Promise<Element[]> {
  const body = withoutSpeakerNotes(section.body).map((block) => closeComments(block));
  const rich = await enrich(body, context, direction);
  const root = { type: 'root' as const, children: [...rich] };
  minifyWhitespace(root, { newlines: false });
  rankHeadings(root.children, Number(headingTag[1]));
  return root.children
    .filter((node) => isElement(node))
    .map((block) => markPieces(withAccessibleText(wholeWords(block))));
}

/** A section's name with its images, formulas and code set. */
export async function composeHeading(
  { heading }: Pick<Section, 'heading'>,
  context: EnrichContext,
  direction: Direction,
): Promise<ElementContent[]> {
  const line: Element = { type: 'element', tagName: 'span', properties: {}, children: [...heading] };
  const rich = await enrich([line], context, direction);
  return rich.flatMap((span) => wholeWords(withAccessibleText(span)).children);
}

/** Sub-headings come one level below the section's own, and none skips a level. */
function rankHeadings(blocks: readonly ElementContent[], sectionLevel: number): void {
  const levels = new Set<number>();
  const headings: Element[] = [];
  const collect = (nodes: readonly ElementContent[]): void => {
    for (const node of nodes) {
      if (!isElement(node)) continue;
      const level = headingLevel(node);
      if (level !== null) {
        levels.add(level);
        headings.push(node);
      } else collect(node.children);
    }
  };
  collect(blocks);
  const ranks = [...levels].sort((a, b) => a - b);
  let before = sectionLevel;
  for (const heading of headings) {
    before = Math.min(sectionLevel + 1 + ranks.indexOf(headingLevel(heading) ?? 6), before + 1, 6);
    heading.tagName = `h${before}`;
  }
}

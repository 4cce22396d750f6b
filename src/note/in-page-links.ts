import type { Element, ElementContent } from 'hast';
import { hasMedia, lineOf, plainText } from '../markdown/tree.js';
import { type Problem, warning } from '../problem.js';
import { linksIn } from './contents.js';
import { headingText } from './heading.js';
import { fragmentOf, nearestId, squeezed } from './nearest-id.js';
import type { Outline } from './outline.js';
import type { SourceLines } from './source-lines.js';

/** A search for the nearest id each; a note with more dead links gets them without hints. */
const MAX_HINTS = 50;

/** Links to the head of a page, which paper and slides do not have. */
const TO_TOP: ReadonlySet<string> = new Set(['', 'top']);

/** What a link within the note may lead to. */
export interface Targets {
  readonly ids: ReadonlySet<string>;
  /** `<a name="emr"></a>` at a heading → the heading's id. */
  readonly aliases: ReadonlyMap<string, string>;
  /** A heading's words, squeezed → its id: what `[[#Cell wall]]` means. */
  readonly byWords: ReadonlyMap<string, string>;
}

export function targetsOf(ids: ReadonlySet<string>, { headings }: Outline): Targets {
  const pairs = headings.flatMap(({ id, aliases }) => aliases.map((alias) => [alias, id] as const));
  const words = headings.map(({ id, element }) => [squeezed(headingText(element)), id] as const);
  // Of two headings with the same words the first is meant.
  return { ids, aliases: new Map(pairs), byWords: new Map(words.reverse()) };
}

/**
 * Links within the note lead to a heading's own id; those that lead nowhere become plain text and
 * are reported. Changes the tree in place.
 */
export function settleLinks(
  blocks: readonly ElementContent[],
  { ids, aliases, byWords }: Targets,
  lines: SourceLines,
): Problem[] {
  const problems: Problem[] = [];
  for (const link of linksIn({ children: [...blocks] })) {
    const href = String(link.properties.href);
    const target = fragmentOf(href);
    const isWikilink = link.properties.dataWikilink !== undefined;
    delete link.properties.dataWikilink;
    const alias = isWikilink ? wikilinkTarget(target, ids, byWords) : aliases.get(target);
    if (alias !== undefined) link.properties.href = `#${encodeURIComponent(alias)}`;
    else if (isWikilink) unlink(link);
    else if (ids.has(target)) continue;
    else {
      const isToTop = TO_TOP.has(target);
      // `[↖](#top)`: an arrow to nowhere says nothing.
      if (isToTop && !/[\p{L}\p{N}]/u.test(plainText(link)) && !hasMedia(link)) link.children = [];
      if (!isToTop) problems.push(deadLink(link, target, ids, lines, problems.length < MAX_HINTS));
      unlink(link);
    }
  }
  return problems;
}

/** `A heading#its part` means the part. */
function wikilinkTarget(
  place: string,
  ids: ReadonlySet<string>,
  byWords: ReadonlyMap<string, string>,
): string | undefined {
  if (place.startsWith('^')) return ids.has(place) ? place : undefined;
  return byWords.get(squeezed(place.slice(place.lastIndexOf('#') + 1)));
}

function unlink(link: Element): void {
  link.tagName = 'span';
  delete link.properties.href;
}

function deadLink(
  link: Element,
  target: string,
  ids: ReadonlySet<string>,
  lines: SourceLines,
  wantsHint: boolean,
): Problem {
  const place = lines.find(lineOf(link) ?? 1, String(link.properties.href), `#${target}`);
  const nearest = wantsHint ? nearestId(target, ids) : null;
  const hint = nearest === null ? 'Take the link out or add the place.' : `The nearest id is #${nearest}.`;
  return warning(`the link to #${target} leads nowhere; it becomes plain text`, place, hint);
}

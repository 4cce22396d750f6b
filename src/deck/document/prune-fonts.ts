import { subsetFaces } from '../../html/subset-faces.js';
import { usedFaces } from '../../page/deck-fonts.js';
import type { RenderPage } from '../../page/render-page.js';
import type { Flow } from '../compose/flow.js';
import { type DeckDocument, staticHtml } from './deck-document.js';
import { flowSlide, frontSlide, type SlideView } from './slide-view.js';

/**
 * Drops the font files that no character of the deck falls to: a `unicode-range` promises far more
 * than is needed (a note with one arrow would carry 1 MB of symbols). All text is shown once, in
 * every weight that its place has, and the browser tells which faces it loaded.
 */
export async function pruneFonts(
  page: RenderPage,
  document: DeckDocument,
  flows: readonly Flow[],
): Promise<DeckDocument> {
  const { note } = document;
  const labels = [
    document.title,
    note.mapTitle ?? '',
    ...note.groups.map((group) => group.title ?? ''),
    ...note.sections.flatMap((section) => [
      section.title,
      section.shortName,
      ...section.chips,
      ...section.tags,
    ]),
  ].join(' ');
  // The title slide has a bold heading and regular lines.
  const names = frontSlide({
    heading: labels,
    kicker: note.meta.type,
    byline: `${labels} ${note.meta.author ?? ''} ${note.meta.tags.join(' ')} … · ↩`,
    tags: note.meta.tags,
    facts: [],
    tabs: [],
  });
  const all = flows.map(
    (flow): SlideView => flowSlide(flow, { body: flow.body, index: 0, of: 1, typePx: 28 }, 2),
  );
  await page.open(await staticHtml(document, [names, ...all], false));
  const used = await page.run(usedFaces);
  let index = -1;
  const fonts = document.fonts.replace(/@font-face\s*{[^}]*}/g, (rule) => {
    index += 1;
    return used[index] === false ? '' : rule;
  });
  return { ...document, fonts: await subsetFaces(fonts, document.text) };
}

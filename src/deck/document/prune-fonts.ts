import { coversSome } from '../../html/fonts.js';
import { subsetFaces } from '../../html/subset-faces.js';
import type { DeckDocument } from './deck-document.js';

/** Elements that a browser sets in italics, and the one class of ours. */
const ITALIC = /<(?:em|i|cite|dfn|var|address)\b|hljs-(?:comment|quote)/;

/**
 * Drops the faces that no character of the deck falls to and cuts down the rest: a note's source has
 * characters that its deck does not show, and 1 MB of symbols would be carried for one arrow. The
 * characters decide alone: which faces a browser loads depends on when it is asked.
 *
 * @param content HTML of all that the slides show
 */
export async function pruneFonts(document: DeckDocument, content: string): Promise<DeckDocument> {
  const { note } = document;
  const labels = [
    document.title,
    note.mapTitle,
    note.meta.type,
    note.meta.author,
    ...note.meta.tags,
    ...note.groups.map((group) => group.title),
    ...note.sections.flatMap(({ title, shortName, chips, tags }) => [title, shortName, ...chips, ...tags]),
  ];
  const shown = `${labels.join(' ')}${document.words}${content}… · ↩`;
  // A user's style sheet may set anything in italics.
  const { templates, css } = document.options;
  const hasItalics = templates !== null || css.length > 0 || ITALIC.test(content);
  const isShown = coversSome(shown);
  const fonts = document.fonts.replace(/@font-face\s*{[^}]*}/g, (rule) =>
    isShown(rule) && (hasItalics || !/font-style:\s*italic/.test(rule) || /KaTeX/.test(rule)) ? rule : '',
  );
  return { ...document, fonts: await subsetFaces(fonts, document.text) };
}

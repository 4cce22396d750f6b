import type { Excerpt } from '../note/excerpt.js';
import type { WithPage } from '../page/render-page.js';
import type { Warned } from '../problem.js';
import { ankiText } from './anki-text.js';
import type { Card, Cards } from './card.js';
import { clozeCards } from './cloze-cards.js';
import { pointTree } from './point-tree.js';
import { questionCards } from './question-cards.js';
import { wordsWithoutMeaning } from './worth-asking.js';

/** What cards depend on besides the note. */
export interface CardOptions {
  readonly cardsPdf: boolean;
  readonly templates: string | null;
}

/** The cards of a note or section. Only their PDF needs a page of the browser. */
export async function makeCards(
  excerpt: Excerpt,
  { cardsPdf, templates }: CardOptions,
  withPage: WithPage,
): Promise<Warned<Cards>> {
  const { note } = excerpt;
  const cards = cardsOf(excerpt);
  const text = ankiText(cards, note.file, note.meta.title, note.meta.tags);
  if (!cardsPdf || cards.length === 0) return { value: { cards, text, pdf: null }, problems: [] };
  const { printCards } = await import('./print-cards.js');
  const { value: pdf, problems } = await printCards(cards, excerpt, templates, withPage);
  return { value: { cards, text, pdf }, problems };
}

export function cardsOf({ note, sections }: Excerpt): readonly Card[] {
  const functional = wordsWithoutMeaning(note.meta.lang);
  return sections.flatMap((section) => {
    const tree = pointTree(section);
    return [...questionCards(section, tree, functional), ...clozeCards(section, tree, functional)];
  });
}

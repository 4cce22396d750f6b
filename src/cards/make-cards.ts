import type { Section } from '../model.js';
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

/** Of what stands before the first section only questions: the rest introduces. */
export function cardsOf({ note, title, intro, introPoints, lines, sections }: Excerpt): readonly Card[] {
  const functional = wordsWithoutMeaning(note.meta.lang);
  const start: Section = {
    id: 'introduction',
    title,
    heading: [{ type: 'text', value: title }],
    shortName: title,
    tags: [],
    chips: [],
    group: 0,
    body: intro,
    points: introPoints,
    lines,
    source: '',
  };
  const first = intro.length === 0 ? [] : questionCards(start, pointTree(start), functional);
  const others = sections.flatMap((section) => {
    const tree = pointTree(section);
    return [...questionCards(section, tree, functional), ...clozeCards(section, tree, functional)];
  });
  return [...first, ...others];
}

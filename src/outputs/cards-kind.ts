import type { Cards } from '../cards/card.js';
import type { OutputKind } from './output-kind.js';

/** What a report says of cards. */
export interface CardsFacts {
  readonly cards: number;
}

/** Cards to learn with, as a text file for Anki and on paper. */
export const CARDS: OutputKind<'cards', CardsFacts, Cards> = {
  name: 'cards',
  label: 'Cards',
  templates: 'cards',
  main: { ending: '.txt', contentOf: ({ text }) => text },
  extras: [
    {
      ending: '.pdf',
      isWanted: ({ cardsPdf }) => cardsPdf,
      asked: { cardsPdf: true },
      contentOf: ({ pdf }) => pdf,
    },
  ],
  columns: [{ head: 'cards', cellOf: (all) => String(all.reduce((sum, { cards }) => sum + cards, 0)) }],
  async render(excerpt, settings, withPage) {
    const { makeCards } = await import('../cards/make-cards.js');
    return makeCards(excerpt, settings, withPage);
  },
  factsOf: ({ cards }) => ({ cards: cards.length }),
  onScreen: {},
  shown: ({ text }) => ({ as: 'text', text }),
  factsSchema: ({ object, count }) => object({ cards: count }),
  droppedOf: () => [],
};

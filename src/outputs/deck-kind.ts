import type { Deck } from '../model.js';
import type { Excerpt } from '../note/excerpt.js';
import type { OutputKind } from './output-kind.js';

/** What a report says of a deck. */
export type DeckFacts = Pick<Deck, 'slides' | 'overflowing'>;

/** Slides in one HTML file. */
export const DECK: OutputKind<'deck', DeckFacts, Deck> = {
  name: 'deck',
  label: 'Deck',
  templates: 'deck',
  main: { ending: '.html', contentOf: ({ html }) => html },
  extras: [
    {
      ending: '.pdf',
      isWanted: ({ deckPdf }) => deckPdf,
      asked: { deckPdf: true },
      contentOf: ({ pdf }) => pdf,
    },
    {
      ending: '.handout.pdf',
      isWanted: ({ handout }) => handout !== null,
      asked: { handout: 3 },
      contentOf: ({ handout }) => handout,
    },
  ],
  columns: [{ head: 'slides', cellOf: slideCount }],
  async render(excerpt, settings, withPage) {
    const { makeDeck } = await import('../deck/make-deck.js');
    const make = (chosen: Excerpt) => makeDeck(chosen, settings, withPage);
    if (settings.weak === null) return make(excerpt);
    const { renderWeak, weakAlone } = await import('./weak-excerpt.js');
    return renderWeak(
      excerpt,
      settings.weak,
      () => make(excerpt),
      (weak) => make(weakAlone(excerpt, weak)),
    );
  },
  factsOf: ({ slides, overflowing }) => ({ slides, overflowing }),
  onScreen: { deckPdf: false, handout: null },
  shown: ({ html }) => ({ as: 'document', html }),
  factsSchema: ({ object, count }) => object({ slides: count, overflowing: count }),
  droppedOf: () => [],
};

function slideCount(decks: readonly DeckFacts[]): string {
  const slides = decks.reduce((sum, deck) => sum + deck.slides, 0);
  const over = decks.reduce((sum, deck) => sum + deck.overflowing, 0);
  return `${slides}${over > 0 ? ` (${over} overflow)` : ''}`;
}

import type { Excerpt } from '../note/excerpt.js';
import { ankiText } from './anki-text.js';
import type { Cards } from './card.js';
import { clozeCards } from './cloze-cards.js';
import { pointTree } from './point-tree.js';
import { questionCards } from './question-cards.js';
import { wordsWithoutMeaning } from './worth-asking.js';

/** The cards of a note or section. Starts no browser. */
export function makeCards({ note, sections }: Excerpt): Cards {
  const functional = wordsWithoutMeaning(note.meta.lang);
  const cards = sections.flatMap((section) => {
    const tree = pointTree(section);
    return [...questionCards(section, tree, functional), ...clozeCards(section, tree, functional)];
  });
  return { cards, text: ankiText(cards, note.file, note.meta.title, note.meta.tags) };
}

import { fill, messagesFor } from '../../html/messages.js';
import { measureTexts, settleDeck } from '../../page/deck-measure.js';
import type { RenderPage } from '../../page/render-page.js';
import { type DeckDocument, staticHtml } from '../document/deck-document.js';
import { frontSlide, mapSlide, type SlideView } from '../document/slide-view.js';
import { layoutMap, mapTree } from '../map/map-layout.js';
import type { MapTree, WidthOf } from '../map/map-picture.js';

/** The note's map as pictures, text widths measured in the deck's own font. */
export async function fitMap(page: RenderPage, document: DeckDocument): Promise<SlideView[]> {
  const tree = mapTree(document.note);
  const pictures = layoutMap(tree, await widths(page, document, tree));
  const words = messagesFor(document.note.meta.lang);
  const title = document.note.mapTitle ?? words.map;
  const label = fill(words.mapLabel, { title });
  return pictures.map((picture, index) => mapSlide(picture, tree, index, pictures.length, { title, label }));
}

/** Words and separators are measured once at 100 px; a line is the sum of its words. */
async function widths(page: RenderPage, document: DeckDocument, tree: MapTree): Promise<WidthOf> {
  const lines = tree.groups.flatMap((group) => [
    group.label ?? '',
    ...group.services.flatMap((service) => [service.label, ...service.chips]),
  ]);
  const texts = [...lines, tree.root];
  const whole = texts.flatMap((line) => line.split(/\s+/));
  // A word that is broken is as wide as its letters: those of Chinese are almost twice as wide as of Latin.
  const words = [...new Set([...whole, ...lettersOf(texts.join('')), '·', 'n n', 'nn'])];
  const front = frontSlide({ heading: '', kicker: null, byline: [], tags: [], facts: [], tabs: [] });
  await page.open(await staticHtml(document, [front], false));
  await page.run(settleDeck);
  const table = await Promise.all(
    [400, 700].map(async (weight) => {
      const measured = await page.run(measureTexts, words, weight);
      return new Map(words.map((word, index) => [word, measured[index] ?? 0]));
    }),
  );
  return (text, sizePx, bold) => {
    const known = table[bold ? 1 : 0];
    const space = (known?.get('n n') ?? 0) - (known?.get('nn') ?? 0);
    const byLetters = (word: string): number =>
      lettersOf(word).reduce((total, letter) => total + (known?.get(letter) ?? 100), 0);
    const parts = text.split(/\s+/);
    const sum = parts.reduce((total, word) => total + (known?.get(word) ?? byLetters(word)), 0);
    return ((sum + space * (parts.length - 1)) * sizePx) / 100;
  };
}

function lettersOf(text: string): string[] {
  return Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);
}

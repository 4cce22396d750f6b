import type { Page } from 'puppeteer-core';
import { settleDeck } from '../../page/deck-measure.js';
import { type DeckBook, staticHtml } from './deck-document.js';
import type { SlideView } from './slide-view.js';

/** The slides as a PDF: a page each, 1280 × 720 px, tagged, with bookmarks; answers shown. */
export async function printDeck(
  page: Page,
  book: DeckBook,
  slides: readonly SlideView[],
): Promise<Uint8Array> {
  await page.setContent(await staticHtml(book, slides, true));
  await page.evaluate(settleDeck);
  return page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true });
}

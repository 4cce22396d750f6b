import type { Page } from 'puppeteer-core';

/** What the deck needs to know of the options. */
export interface DeckOptions {
  /** `auto` follows the viewer's system. */
  readonly deckTheme: 'auto' | 'light' | 'dark';
  /** Also write the slides as a PDF. */
  readonly deckPdf: boolean;
  /** Folder with templates of the user's own, null for none. */
  readonly templates: string | null;
}

/** Lends a blank page for one job and takes it back, whatever happens. */
export type LendPage = <T>(job: (page: Page) => Promise<T>) => Promise<T>;

import type { Page } from 'puppeteer-core';

/** What a job asks of the page that it borrows. */
export interface PageNeeds {
  /**
   * Lets the document's own scripts run, for reveal.js. Off otherwise: `page.evaluate` works all the
   * same, also with promises such as `document.fonts.ready`, but timers and
   * `requestAnimationFrame` never fire.
   */
  readonly scripts?: boolean;
  /** Called with the address of each request that was refused. */
  readonly onRefused?: (url: string) => void;
}

/**
 * Lends a page of the shared browser to a job and takes it back afterwards. The page is empty
 * (about:blank, 1280 × 720, screen media). When the page crashes or hangs the job runs once more
 * from its beginning, in a fresh page, so a job keeps nothing between its runs.
 *
 * @throws ProblemError when it crashes or hangs the second time, or no browser starts
 * @throws whatever the job throws
 */
export type LendPage = <T>(job: (page: Page) => Promise<T>, needs?: PageNeeds) => Promise<T>;

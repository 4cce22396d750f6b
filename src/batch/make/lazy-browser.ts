import type { PagePool } from '../../page/render-page.js';
import type { Run } from '../run.js';

/** The browser of one build, which starts when something is to be made. */
export class LazyBrowser {
  readonly #run: Run;
  readonly #kept: PagePool | null;
  #own: Promise<PagePool> | null = null;

  /** @param kept a browser that outlives this build and is used in place of an own one */
  constructor(run: Run, kept: PagePool | null) {
    this.#run = run;
    this.#kept = kept;
  }

  open(): Promise<PagePool> {
    if (this.#kept) return Promise.resolve(this.#kept);
    this.#own ??= newSession(this.#run);
    return this.#own;
  }

  /** Ends the own browser, and with it the work under way in it; the one that was handed in lives on. */
  async close(): Promise<void> {
    await (await this.#own)?.close();
  }
}

async function newSession({ given, report }: Run): Promise<PagePool> {
  const { BrowserSession } = await import('../../browser/browser-session.js');
  return new BrowserSession({
    browser: given.browser ?? null,
    onNotice: (message) => report({ type: 'notice', message }),
  });
}

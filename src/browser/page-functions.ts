import type { JSHandle, Page } from 'puppeteer-core';
import type { InPageCall } from '../page/in-page-call.js';

/**
 * Functions of `src/page` in a page of the browser: the source of each goes there once and is compiled once,
 * not for every call.
 */
export class PageFunctions {
  readonly #page: Page;
  readonly #known = new Map<string, JSHandle>();

  constructor(page: Page) {
    this.#page = page;
    // Another document has a world of its own.
    page.on('framenavigated', (frame) => {
      if (frame === page.mainFrame()) this.#known.clear();
    });
  }

  /** Calls them in turn, on one way there and back. */
  async callInTurn(calls: readonly InPageCall[]): Promise<readonly unknown[]> {
    const functions: JSHandle[] = [];
    for (const { inPage } of calls) functions.push(await this.#handleOf(String(inPage)));
    return this.#page.evaluate(
      callInTurn,
      calls.map(({ args }) => args),
      ...functions,
    );
  }

  async #handleOf(source: string): Promise<JSHandle> {
    const known = this.#known.get(source);
    if (known) return known;
    const handle = await this.#page.evaluateHandle(`(${source})`);
    this.#known.set(source, handle);
    return handle;
  }
}

/** Runs inside the page. */
async function callInTurn(
  args: readonly (readonly unknown[])[],
  ...functions: readonly unknown[]
): Promise<unknown[]> {
  const results: unknown[] = [];
  for (const [i, call] of functions.entries())
    if (typeof call === 'function') results.push(await call(...(args[i] ?? [])));
  return results;
}

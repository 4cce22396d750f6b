import type { Page } from 'puppeteer-core';
import { swapDocument } from '../page/swap-document.js';
import { splitStyles } from './split-styles.js';

/** Rounds of 2 ms in which pictures may load: they lie in the document itself. */
const LOOKS_FOR_PICTURES = 2000;

/**
 * The document that a page keeps open from job to job, with its faces decoded and its style sheets parsed; contents
 * are swapped in it. Most of what a job costs is otherwise the decoding of the same ten faces.
 */
export class KeptDocument {
  readonly #page: Page;
  #shell: string | null = null;
  /** Text of a style sheet, or of a rule for a face → the name by which the page knows it. */
  #styles = new Map<string, string>();
  #named = 0;

  constructor(page: Page) {
    this.#page = page;
  }

  async show(whole: string): Promise<void> {
    const { html, styles, shell } = splitStyles(whole);
    if (shell !== this.#shell) await this.#open(shell);
    const known = this.#styles;
    this.#styles = new Map(styles.map((css) => [css, known.get(css) ?? this.#newName()]));
    await this.#page.evaluate(swapDocument, {
      html,
      styles: styles.map((css) => ({
        name: this.#styles.get(css) ?? '',
        css: known.has(css) ? null : css,
      })),
    });
    if (/<img\b/i.test(html)) await this.#picturesLoaded();
  }

  /** Takes the contents away and keeps faces and style sheets. */
  async clear(): Promise<void> {
    if (this.#shell === null) {
      await this.#page.goto('about:blank');
      return;
    }
    const styles = [...this.#styles.values()].map((name) => ({ name, css: null }));
    await this.#page.evaluate(swapDocument, { html: '', styles });
  }

  /** The page shows something else. */
  forget(): void {
    this.#shell = null;
    this.#styles = new Map();
  }

  async #open(shell: string): Promise<void> {
    this.forget();
    await this.#page.setContent(shell, { waitUntil: 'load' });
    this.#shell = shell;
  }

  #newName(): string {
    this.#named += 1;
    return String(this.#named);
  }

  /** Without scripts no event tells of it, so the page is asked. */
  async #picturesLoaded(): Promise<void> {
    for (let look = 0; look < LOOKS_FOR_PICTURES; look += 1) {
      const done = await this.#page.evaluate(() =>
        Array.from(document.images).every((image) => image.complete),
      );
      if (done) return;
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  }
}

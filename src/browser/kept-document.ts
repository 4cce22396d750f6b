import type { Page } from 'puppeteer-core';
import { swapDocument } from '../page/swap-document.js';
import { splitFaces } from './split-faces.js';

/** Rounds of 2 ms in which pictures may load: they lie in the document itself. */
const LOOKS_FOR_PICTURES = 2000;

/**
 * The document that a page keeps open from job to job, with its faces decoded; contents are swapped in it.
 * Most of what a job costs is otherwise the decoding of the same ten faces.
 */
export class KeptDocument {
  readonly #page: Page;
  #shell: string | null = null;
  /** Rule → the name by which the page knows it. */
  #faces = new Map<string, string>();
  #named = 0;

  constructor(page: Page) {
    this.#page = page;
  }

  async show(whole: string): Promise<void> {
    const { html, faces, shell } = splitFaces(whole);
    if (shell !== this.#shell) await this.#open(shell);
    const known = this.#faces;
    this.#faces = new Map(faces.map((rule) => [rule, known.get(rule) ?? this.#newName()]));
    await this.#page.evaluate(swapDocument, {
      html,
      faces: faces.map((rule) => ({
        name: this.#faces.get(rule) ?? '',
        rule: known.has(rule) ? null : rule,
      })),
    });
    if (/<img\b/i.test(html)) await this.#picturesLoaded();
  }

  /** Takes the contents away and keeps the faces. */
  async clear(): Promise<void> {
    if (this.#shell === null) {
      await this.#page.goto('about:blank');
      return;
    }
    const faces = [...this.#faces.values()].map((name) => ({ name, rule: null }));
    await this.#page.evaluate(swapDocument, { html: '', faces });
  }

  /** The page shows something else. */
  forget(): void {
    this.#shell = null;
    this.#faces = new Map();
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

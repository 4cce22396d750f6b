import type { JSHandle, Page } from 'puppeteer-core';
import { documentSwapper, type NextDocument } from '../page/swap-document.js';
import { splitStyles } from './split-styles.js';

/** Rounds of 2 ms in which pictures may load: they lie in the document itself. */
const LOOKS_FOR_PICTURES = 2000;
/** Faces that stay decoded, some 100 kB each: those of a note in several scripts. */
const MOST_FACES = 64;

/** The page as it was opened. */
interface Opened {
  readonly shell: string;
  /** Made by `documentSwapper`. */
  readonly swap: JSHandle<(next: NextDocument) => void>;
  /** Rules for faces → the name by which the page knows each; the longest unused first. */
  readonly faces: ReadonlyMap<string, string>;
  /** Style sheets that are shown → the name by which the page knows each. */
  readonly styles: ReadonlyMap<string, string>;
}

/**
 * The document that a page keeps open from job to job, with its faces decoded and its style sheets parsed; contents
 * are swapped in it. Most of what a job costs is otherwise the decoding of the same ten faces.
 */
export class KeptDocument {
  readonly #page: Page;
  #opened: Opened | null = null;
  #named = 0;

  constructor(page: Page) {
    this.#page = page;
  }

  async show(whole: string): Promise<void> {
    const { html, faces, styles, shell } = splitStyles(whole);
    const opened = this.#opened?.shell === shell ? this.#opened : await this.#open(shell);
    const shown = new Map(faces.map((css) => [css, opened.faces.get(css) ?? this.#newName()]));
    const unused = [...opened.faces].filter(([css]) => !shown.has(css));
    const forgotten = unused.slice(0, Math.max(0, unused.length + shown.size - MOST_FACES));
    const sheets = new Map(styles.map((css) => [css, opened.styles.get(css) ?? this.#newName()]));
    await this.#swap(opened.swap, {
      html,
      faces: newOf(shown, opened.faces),
      styles: newOf(sheets, opened.styles),
      forgotten: forgotten.map(([, name]) => name),
    });
    const known = new Map([...unused.slice(forgotten.length), ...shown]);
    this.#opened = { ...opened, faces: known, styles: sheets };
    if (/<img\b/i.test(html)) await this.#picturesLoaded();
  }

  /** Takes the contents away and keeps faces and style sheets. */
  async clear(): Promise<void> {
    if (this.#opened === null) {
      await this.#page.goto('about:blank');
      return;
    }
    const { swap, styles } = this.#opened;
    await this.#swap(swap, { html: '', faces: [], styles: newOf(styles, styles), forgotten: [] });
  }

  /** The page shows something else. */
  forget(): void {
    this.#opened = null;
  }

  async #open(shell: string): Promise<Opened> {
    this.forget();
    await this.#page.setContent(shell, { waitUntil: 'load' });
    const swap = await this.#page.evaluateHandle(documentSwapper);
    return { shell, swap, faces: new Map(), styles: new Map() };
  }

  /** What stands in a page that broke off half-way is not known. */
  async #swap(swap: Opened['swap'], next: NextDocument): Promise<void> {
    try {
      await this.#page.evaluate((show, document) => show(document), swap, next);
    } catch (failure) {
      this.forget();
      throw failure;
    }
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

/** With the text of what the page does not know. */
function newOf(
  wanted: ReadonlyMap<string, string>,
  known: ReadonlyMap<string, string>,
): NextDocument['styles'] {
  return [...wanted].map(([css, name]) => ({ name, css: known.has(css) ? null : css }));
}

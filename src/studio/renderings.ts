import { randomUUID } from 'node:crypto';
import { Latest } from '../bounds/latest.js';
import type { Excerpt } from '../note/excerpt.js';
import type { Settings } from '../options/options.js';
import { type MadeFiles, makeFiles, makePreview } from '../outputs/make-files.js';
import type { ComposedOnce, OutputKind, Preview } from '../outputs/output-kind.js';
import type { WithPage } from '../page/render-page.js';
import type { Warned } from '../problem.js';
import { cancellable } from './cancellable.js';
import { LayoutMemory } from './layout-memory.js';

/** Pictures and decks of so many bytes are kept, so that going back shows at once. */
const KEPT_BYTES = 96 * 1024 * 1024;

/** HTML of sheets before they are fitted, half a megabyte each. */
const MOST_COMPOSED = 12;

/** One output as it was made; its files are fetched by its id. */
export interface Rendering extends Warned<MadeFiles> {
  readonly id: string;
}

export interface RenderRequest {
  readonly kind: OutputKind;
  readonly excerpt: Excerpt;
  readonly settings: Settings;
  /** Tells the note's state from others. */
  readonly version: string;
  /** Width of a picture of a page, in its own pixels, for a screen; null for files. */
  readonly pictureWidthPx: number | null;
}

/** What has been made, the newest last. */
export class Renderings {
  readonly #withPage: WithPage;
  readonly #kept = new Map<string, Rendering>();
  readonly #composed = new Latest<Warned<string>>(MOST_COMPOSED);
  readonly #layouts = new LayoutMemory();
  /** Counts changes of files that no note's version tells of: pictures, templates. */
  #epoch = 0;

  constructor(withPage: WithPage) {
    this.#withPage = withPage;
  }

  /**
   * @param signal ends the work when nobody waits for it any more
   * @throws ProblemError when the output cannot be made
   */
  async make(request: RenderRequest, signal: AbortSignal): Promise<Rendering> {
    const key = `${this.#epoch} ${keyOf(request)}`;
    const known = this.#kept.get(key);
    if (known) {
      this.#kept.delete(key);
      this.#kept.set(key, known);
      return known;
    }
    const { kind, excerpt, settings, pictureWidthPx } = request;
    const remembering: WithPage = (job, needs) =>
      this.#withPage((page) => job(this.#layouts.of(page)), needs);
    const pages = cancellable(remembering, signal, pictureWidthPx);
    const rendering = {
      id: randomUUID(),
      ...(pictureWidthPx === null
        ? await makeFiles(kind, excerpt, settings, pages)
        : withoutFiles(await makePreview(kind, excerpt, settings, pages, this.#composedOnce(request)))),
    };
    this.#kept.set(key, rendering);
    this.#forgetOldest();
    return rendering;
  }

  #composedOnce({ kind, excerpt, version }: RenderRequest): ComposedOnce {
    const of = JSON.stringify([this.#epoch, kind.name, excerpt.note.file, excerpt.id, version]);
    return async (key, compose) => {
      const known = this.#composed.get(of + key);
      if (known) return known;
      const composed = await compose();
      this.#composed.set(of + key, composed);
      return composed;
    };
  }

  /** What is kept can still be fetched, but is made anew where it is asked for again. */
  outdate(): void {
    this.#epoch += 1;
  }

  byId(id: string): Rendering | null {
    return [...this.#kept.values()].find((one) => one.id === id) ?? null;
  }

  #forgetOldest(): void {
    let bytes = [...this.#kept.values()].reduce((sum, one) => sum + bytesOf(one), 0);
    for (const [key, oldest] of this.#kept) {
      if (bytes <= KEPT_BYTES || this.#kept.size === 1) return;
      this.#kept.delete(key);
      bytes -= bytesOf(oldest);
    }
  }
}

function withoutFiles({ value, problems }: Warned<Preview>): Warned<MadeFiles> {
  return { value: { ...value, files: [] }, problems };
}

function keyOf({ kind, excerpt, settings, version, pictureWidthPx }: RenderRequest): string {
  return JSON.stringify([kind.name, excerpt.note.file, excerpt.id, version, settings, pictureWidthPx]);
}

function bytesOf({ value: { files, shown } }: Rendering): number {
  const contents = files.map(({ content }) => content);
  const pictures = shown.as === 'pictures' ? shown.pictures : [];
  return [...contents, ...pictures].reduce((sum, { length }) => sum + length, 0);
}

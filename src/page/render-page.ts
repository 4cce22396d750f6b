import type { InPageCall } from './in-page-call.js';

/** Paper for `RenderPage.print`; null takes the size that the document's `@page` rule names. */
export type PrintSize = { readonly widthMm: number; readonly heightMm: number } | null;

/** A part of a document as wide as the document, in CSS px. */
export interface PicturedPart {
  /** CSS px. */
  readonly widthPx: number;
  /** CSS px. */
  readonly heightPx: number;
  /** Where it begins. */
  readonly topPx: number;
}

/**
 * A page of the browser as a sheet or a deck needs it: a document is opened in it, measured and changed
 * by functions that run inside, and printed. The document's own scripts never run, and nothing is fetched.
 */
export interface RenderPage {
  /**
   * Opens a document in place of the one before. Styles, faces and images are inlined in it.
   *
   * @param media which rules of the style sheets hold; `screen` unless a document before said otherwise
   * @returns when all of it is loaded; faces load when something is laid out with them
   */
  open(html: string, media?: 'screen' | 'print'): Promise<void>;
  /**
   * Runs a function of `src/page` inside the page. It reaches nothing outside its own body; arguments and
   * result cross as JSON. Promises such as `document.fonts.ready` settle, timers and
   * `requestAnimationFrame` never fire.
   */
  run<Args extends readonly unknown[], Result>(
    inPage: (...args: Args) => Result,
    ...args: Args
  ): Promise<Awaited<Result>>;
  /**
   * Runs several functions in turn, each as {@link run} does, without the ways there and back between them.
   *
   * @returns the result of each; of one that gives none, null
   */
  runAll<Results extends readonly unknown[]>(calls: InPageCalls<Results>): Promise<InPageResults<Results>>;
  /**
   * The document as a tagged PDF with its backgrounds.
   *
   * @param withBookmarks an outline made of the document's headings
   * @param scale size on the paper of what is laid out in CSS px, 0.1 to 2; 1 unless given
   */
  print(size: PrintSize, withBookmarks: boolean, scale?: number): Promise<Uint8Array>;
  /**
   * A PNG of a part of the document, as it is laid out in a window of that width and height.
   *
   * @param pixelRatio pixels of the picture for one CSS px
   * @param isQuick takes less time and makes a larger file; false unless given
   */
  picture(part: PicturedPart, pixelRatio: number, isQuick?: boolean): Promise<Uint8Array>;
  /** Ends what runs in the page; the job's pending calls fail. */
  close(): Promise<void>;
}

/** A call for each of the results. */
export type InPageCalls<Results extends readonly unknown[]> = {
  readonly [K in keyof Results]: InPageCall<Results[K]>;
};

export type InPageResults<Results extends readonly unknown[]> = {
  -readonly [K in keyof Results]: Awaited<Results[K]>;
};

/** What a job asks of the page that it is given. */
export interface PageNeeds {
  /** Called with the address of each request that was refused. */
  readonly onRefused?: (url: string) => void;
  /** After this time the page counts as hung, and the job is not run again; the usual limit unless given. */
  readonly limitMs?: number;
}

/**
 * Gives a page of the shared browser to a job and takes it back afterwards. The page is empty
 * (about:blank, 1280 × 720, screen media). When the page crashes or hangs the job runs once more
 * from its beginning, in a fresh page, so a job keeps nothing between its runs.
 *
 * @throws TooMuchForBrowser when it crashes or hangs the second time; ProblemError when no browser starts
 * @throws whatever the job throws
 */
export type WithPage = <T>(job: (page: RenderPage) => Promise<T>, needs?: PageNeeds) => Promise<T>;

/** A browser that gives pages and is started once: what a build needs of it. */
export interface PagePool {
  readonly withPage: WithPage;
  /** Starts the browser ahead of the first page. */
  start(): Promise<void>;
  /** Ends the browser, and with it the work under way in it. */
  close(): Promise<void>;
}

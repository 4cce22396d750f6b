import { availableParallelism } from 'node:os';
import type { Page } from 'puppeteer-core';
import { LIMITS } from '../bounds/limits.js';
import { TooMuchForBrowser } from '../bounds/too-much-for-browser.js';
import type { PageNeeds, WithPage } from '../page/render-page.js';
import { error, type Problem, ProblemError } from '../problem.js';
import { type Launched, launchBrowser } from './launch-browser.js';
import { BrowserSilent, PageHung, PageLost } from './page-lost.js';
import { answers, discard, isReusable, newPage, type PooledPage, prepared } from './pooled-page.js';
import { runJob } from './run-job.js';
import { Slots } from './slots.js';

export interface SessionOptions {
  /** Path given by the user; null looks for one. */
  readonly browser: string | null;
  /** Pages in use at the same time; as many as there are cores unless given. */
  readonly size?: number;
  /** After this time a page counts as hung. */
  readonly jobLimitMs?: number;
  /** Pages draw as for a screen; false unless given, where the browser can do without. */
  readonly drawsAlways?: boolean;
  /** Told once that the sandbox is off, and when the browser was unpacked. */
  readonly onNotice?: (message: string) => void;
}

/** One browser for a whole run, started at the first need, and its pages, each for one job at a time. */
export class BrowserSession {
  readonly #options: SessionOptions;
  readonly #slots: Slots;
  readonly #idle: PooledPage[] = [];
  readonly #resetting = new Set<Promise<void>>();
  #launched: Promise<Launched> | null = null;
  #running: Launched | null = null;
  #jobs = 0;
  #onStarted: () => void = () => undefined;
  #saidSandbox = false;
  readonly #ending = new AbortController();
  #closing: Promise<void> | null = null;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#slots = new Slots(options.size ?? availableParallelism());
  }

  /**
   * Starts the browser while other work goes on; a failure shows at the first page asked for.
   *
   * @returns when the program runs: work that holds up this process had better begin after that
   */
  start(): Promise<void> {
    return new Promise((resolve) => {
      this.#onStarted = resolve;
      this.#launch().then(
        () => resolve(),
        () => resolve(),
      );
    });
  }

  /** The browser in use; starts it where it is not running. @throws ProblemError */
  async describe(): Promise<Launched> {
    return this.#launch();
  }

  /** An own property, so that it can be handed on alone. */
  readonly withPage: WithPage = (job, needs) => this.#withPooled(({ view }) => job(view), needs);

  /** As {@link WithPage} says, with all that Puppeteer knows of a page. */
  withPuppeteerPage<T>(job: (page: Page) => Promise<T>, needs?: PageNeeds): Promise<T> {
    return this.#withPooled(async ({ page, view }) => {
      await view.handOver();
      return job(page);
    }, needs);
  }

  async #withPooled<T>(job: (page: PooledPage) => Promise<T>, needs: PageNeeds = {}): Promise<T> {
    await this.#slots.take();
    let used: PooledPage | null = null;
    try {
      for (let attempt = 1; ; attempt += 1) {
        try {
          used = await this.#freePage(attempt > 1);
          return await this.#run(used, job, needs, attempt);
        } catch (failure) {
          if (!(await this.#isLost(failure, used))) throw failure;
          await this.#drop(used, failure);
          used = null;
          if (this.#isClosed) throw new ProblemError(stopped());
          // Time of its own is all that such a job may take.
          const isSpent = needs.limitMs !== undefined && failure instanceof PageHung;
          if (attempt === 2 || isSpent) throw new TooMuchForBrowser(lostTwice(failure, attempt));
        }
      }
    } finally {
      this.#takeBack(used);
    }
  }

  /** The next try shares nothing with a page that was lost, nor with a browser that has stopped. */
  async #drop(used: PooledPage | null, failure: unknown): Promise<void> {
    if (!(failure instanceof BrowserSilent)) return used ? discard(used.page) : undefined;
    const launched = this.#running;
    // Another job may have met it, and another browser may run already.
    if (launched === null || (used && used.launched !== launched)) return;
    this.#forget(launched);
    await launched.tidy().catch(() => undefined);
  }

  /** Closes the pages and the browser, and resolves when it has ended; safe to call twice, and during jobs. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  get #isClosed(): boolean {
    return this.#ending.signal.aborted;
  }

  async #close(): Promise<void> {
    this.#ending.abort();
    await Promise.all(this.#resetting);
    const launched = await this.#launched?.catch(() => null);
    // There is nothing in it to be saved, so it need not be asked.
    await launched?.tidy().catch(() => undefined);
  }

  async #launch(): Promise<Launched> {
    if (this.#isClosed) throw new ProblemError(stopped());
    this.#launched ??= this.#open();
    return this.#launched;
  }

  async #open(): Promise<Launched> {
    const { browser, onNotice = () => undefined, drawsAlways = false } = this.#options;
    const launched = await launchBrowser(browser, {
      onStarted: () => this.#onStarted(),
      onNotice,
      drawsAlways,
    });
    this.#running = launched;
    launched.browser.once('disconnected', () => this.#forget(launched));
    if (!launched.sandboxed && !this.#saidSandbox) {
      this.#saidSandbox = true;
      onNotice('Running as root: the browser works without its sandbox.');
    }
    const [first] = await launched.browser.pages();
    if (first) this.#idle.push(await prepared(first, launched));
    return launched;
  }

  /** The browser died: the next job starts another. */
  #forget(launched: Launched): void {
    if (this.#isClosed || this.#running !== launched) return;
    this.#launched = null;
    this.#running = null;
    this.#idle.length = 0;
    void launched.tidy().catch(() => undefined);
  }

  /** @param fresh a job that was lost shares nothing with what was before */
  async #freePage(fresh: boolean): Promise<PooledPage> {
    const launched = await this.#unlessClosed(this.#launch());
    const idle = fresh ? undefined : this.#idle.pop();
    if (idle && !idle.page.isClosed()) return { ...idle, jobs: idle.jobs + 1 };
    return { ...(await this.#unlessClosed(newPage(launched))), jobs: 1 };
  }

  /** A browser that is closed while it starts or opens a page may leave the question open for half a minute. */
  async #unlessClosed<T>(work: Promise<T>): Promise<T> {
    work.catch(() => undefined);
    const { signal } = this.#ending;
    let stop = (): void => undefined;
    const closed = new Promise<never>((_resolve, reject) => {
      stop = () => reject(new ProblemError(stopped()));
      if (signal.aborted) stop();
      else signal.addEventListener('abort', stop, { once: true });
    });
    return Promise.race([work, closed]).finally(() => signal.removeEventListener('abort', stop));
  }

  async #run<T>(
    used: PooledPage,
    job: (page: PooledPage) => Promise<T>,
    needs: PageNeeds,
    attempt: number,
  ): Promise<T> {
    const busyMs = needs.limitMs ?? this.#options.jobLimitMs ?? LIMITS.pageMs;
    const clockMs = needs.limitMs === undefined ? clockLimit(busyMs, attempt) : 2 * busyMs;
    this.#jobs += 1;
    try {
      return await runJob(used, job, { busyMs, clockMs, jobs: () => this.#jobs }, needs.onRefused);
    } finally {
      this.#jobs -= 1;
    }
  }

  /** Puppeteer reports a page that died under a job by many errors; the page itself knows. */
  async #isLost(failure: unknown, used: PooledPage | null): Promise<boolean> {
    if (failure instanceof ProblemError) return false;
    // No page was to be had: the browser ended, or another job met that it had stopped.
    if (failure instanceof PageLost || used === null) return true;
    const { page } = used;
    return page.isClosed() || !page.browser().connected || !(await answers(page));
  }

  /** Resets the page behind the caller's back: its result is already on the way. */
  #takeBack(used: PooledPage | null): void {
    if (!used || this.#isClosed) {
      this.#slots.give();
      return;
    }
    const back = this.#reset(used).finally(() => {
      this.#resetting.delete(back);
      this.#slots.give();
    });
    this.#resetting.add(back);
  }

  async #reset(used: PooledPage): Promise<void> {
    if (await isReusable(used)) this.#idle.push(used);
    else await discard(used.page);
  }
}

/** Both tries together stay within a minute. */
function clockLimit(busyMs: number, attempt: number): number {
  return Math.max(busyMs, attempt === 1 ? LIMITS.pageClockMs : LIMITS.pageAgainClockMs);
}

function lostTwice(failure: unknown, attempts: number): Problem {
  const how = failure instanceof PageLost ? failure.message : 'crashed';
  const hint = 'The note, or a picture in it, may be too much for the browser: try it in parts.';
  return error(`the browser page ${how}${attempts > 1 ? ', twice' : ''}`, { file: '' }, hint);
}

function stopped(): Problem {
  return error('stopped before it was made', { file: '' });
}

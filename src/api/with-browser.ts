import type { WithPage } from '../page/render-page.js';
import { checkCall } from './check-call.js';

/** Which browser, and what stops the work in it. */
export interface BrowserOptions {
  /** Path of a browser program; null looks for one, as `cribsheet browser` shows. */
  readonly browser?: string | null;
  /** Ends the browser, and with it the work that is under way in it. */
  readonly signal?: AbortSignal;
  /** Told what a person may want to know and need not mend: that the browser was unpacked, and where. */
  readonly onNotice?: (message: string) => void;
}

/**
 * Calls the work with pages of one shared browser, and ends the browser afterwards. It starts at the
 * first page that is asked for.
 *
 * @param work renders as many sheets and decks as it likes with the `withPage` that it is given
 * @returns what the work returns, when the browser has ended
 * @throws whatever the work throws; ProblemError for a bad option, or when no browser starts
 * @throws the signal's reason when it is aborted
 */
export async function withBrowser<T>(
  work: (withPage: WithPage) => Promise<T>,
  options: BrowserOptions = {},
): Promise<T> {
  const { browser = null } = checkCall(options, ['signal', 'onNotice']);
  const { signal, onNotice } = options;
  signal?.throwIfAborted();
  const { BrowserSession } = await import('../browser/browser-session.js');
  const session = new BrowserSession({ browser, ...(onNotice && { onNotice }) });
  const stop = (): void => void session.close();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    const result = await work(session.withPage);
    signal?.throwIfAborted();
    return result;
  } catch (failure) {
    // Pages that vanish under the work make it fail in many ways; this is the reason for all.
    throw signal?.aborted ? signal.reason : failure;
  } finally {
    signal?.removeEventListener('abort', stop);
    await session.close();
  }
}

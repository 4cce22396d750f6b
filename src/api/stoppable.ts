import type { WithPage } from '../page/render-page.js';

/**
 * The same pages for work that a signal can stop: the page in use is closed, so that nothing of the
 * work goes on in it, and the browser lives on for others.
 */
export function stoppable(withPage: WithPage, signal: AbortSignal): WithPage {
  return async (job, needs) => {
    try {
      return await withPage(async (page) => {
        signal.throwIfAborted();
        const stop = (): void => void page.close().catch(() => undefined);
        signal.addEventListener('abort', stop, { once: true });
        return job(page).finally(() => signal.removeEventListener('abort', stop));
      }, needs);
    } catch (failure) {
      throw signal.aborted ? signal.reason : failure;
    }
  };
}

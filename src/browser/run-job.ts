import type { HTTPRequest, Page } from 'puppeteer-core';
import { PageLost } from './page-lost.js';
import type { PooledPage } from './pooled-page.js';
import { type JobBounds, watchJob } from './watch-job.js';

/**
 * Does one job on a page, as long as the page lives and stays within its bounds.
 *
 * @param onRefused told the address of each request that led nowhere
 * @throws PageLost when the page crashes, hangs or belongs to a browser that has stopped; and what the job throws
 */
export async function runJob<T>(
  used: PooledPage,
  job: (page: PooledPage) => Promise<T>,
  bounds: JobBounds,
  onRefused: ((url: string) => void) | undefined,
): Promise<T> {
  const { page } = used;
  const refuse = (request: HTTPRequest): void => onRefused?.(request.url());
  page.on('requestfailed', refuse);
  const crash = watchCrash(page);
  const watch = watchJob(used.launched.session, bounds);
  try {
    const work = job(used);
    // The loser of the race fails later, when its page is closed; nobody waits for it then.
    work.catch(() => undefined);
    return await Promise.race([work, crash.lost, watch.lost]);
  } finally {
    watch.stop();
    crash.stop();
    page.off('requestfailed', refuse);
  }
}

/** A crash looks to the job as if it waited: its promise never settles. */
function watchCrash(page: Page): { lost: Promise<never>; stop: () => void } {
  let stop = (): void => undefined;
  const lost = new Promise<never>((_resolve, reject) => {
    const crashed = (): void => reject(new PageLost('crashed'));
    page.once('error', crashed);
    page.once('close', crashed);
    stop = () => {
      page.off('error', crashed);
      page.off('close', crashed);
    };
  });
  lost.catch(() => undefined);
  return { lost, stop };
}

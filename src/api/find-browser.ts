import type { BrowserReport } from '../browser/describe-browser.js';
import { checkCall } from './check-call.js';
import type { BrowserOptions } from './with-browser.js';

/**
 * The browser that a build would use, and why the others were passed over. Starts it and ends it.
 *
 * @throws ProblemError when no browser starts
 * @throws the signal's reason when it is aborted
 */
export async function findBrowser(options: BrowserOptions = {}): Promise<BrowserReport> {
  const { browser = null } = checkCall(options, ['signal', 'onNotice']);
  options.signal?.throwIfAborted();
  const { describeBrowser } = await import('../browser/describe-browser.js');
  return describeBrowser(browser, options.signal);
}

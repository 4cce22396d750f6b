import type { BrowserReport } from './browser/describe-browser.js';
import { checkOptions } from './settings.js';

/**
 * The browser that a build would use, and why the others were passed over.
 *
 * @throws ProblemError when no browser starts
 */
export async function findBrowser(
  options: { readonly browser?: string | null } = {},
): Promise<BrowserReport> {
  const { browser } = checkOptions(options);
  const { describeBrowser } = await import('./browser/describe-browser.js');
  return describeBrowser(browser ?? null);
}

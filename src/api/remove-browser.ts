import type { RemovedBrowsers } from '../browser/unpacked-browser.js';

/**
 * Removes the bundled browser where it was unpacked; the next run that needs it unpacks it anew. What
 * cribsheet has not put there stays, and is named.
 *
 * @throws ProblemError while a run of cribsheet uses it
 */
export async function removeBrowser(): Promise<RemovedBrowsers> {
  const { removeUnpacked } = await import('../browser/unpacked-browser.js');
  return removeUnpacked();
}

import { BrowserSession } from './browser-session.js';
import type { PassedOver } from './candidates.js';
import { candidates } from './candidates.js';
import { type UnpackedBrowser, unpackedBrowsers } from './unpacked-browser.js';

/** The browser in use, as `cribsheet browser` shows it. */
export interface BrowserReport {
  /** Where it comes from. */
  readonly name: string;
  /** Its program. */
  readonly path: string;
  /** `HeadlessChrome/143.0.7499.0` */
  readonly version: string;
  /** False as root, where no Chromium has a sandbox. */
  readonly sandboxed: boolean;
  /** Where the bundled browser lies unpacked; earlier versions too. */
  readonly unpacked: readonly UnpackedBrowser[];
  /** Every other browser that was looked for, with the reason why it is not used. */
  readonly passedOver: readonly PassedOver[];
}

/**
 * Starts the browser that a build would use and says why not the others.
 *
 * @throws BrowserUnavailable when none starts
 */
export async function describeBrowser(explicit: string | null, signal?: AbortSignal): Promise<BrowserReport> {
  const session = new BrowserSession({ browser: explicit });
  const stop = (): void => void session.close();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    const { browser, name, path, sandboxed, passedOver } = await session.describe();
    const version = await browser.version();
    const [later, unpacked] = await Promise.all([afterwards(explicit, name), unpackedBrowsers()]);
    signal?.throwIfAborted();
    return { name, path, version, sandboxed, unpacked, passedOver: [...passedOver, ...later] };
  } catch (failure) {
    throw signal?.aborted ? signal.reason : failure;
  } finally {
    signal?.removeEventListener('abort', stop);
    await session.close();
  }
}

async function afterwards(explicit: string | null, chosen: string): Promise<readonly PassedOver[]> {
  const all = candidates(explicit);
  const later = all.slice(all.findIndex(({ name }) => name === chosen) + 1);
  return Promise.all(
    later.map(async ({ name, locate }) => {
      const located = await locate();
      const reason = 'path' in located ? `comes later in the order (${located.path})` : located.reason;
      return { name, reason };
    }),
  );
}

import { setTimeout as pause } from 'node:timers/promises';

/** A viewer that cannot be started says so at once; one that still runs has started. */
const START_MS = 1000;

/** A program that is not there, as Node says it. */
const NOT_THERE = 'ENOENT';

/**
 * Opens files and pages in the user's viewer. It belongs to the main thread, which ends the processes that
 * a run leaves behind, and must know which of them are its user's.
 */
export class Viewer {
  readonly #started = new Set<number>();

  /** Processes that go on after the run. */
  get processes(): ReadonlySet<number> {
    return this.#started;
  }

  /**
   * @param target an address or the whole path of a file
   * @returns why it was not opened, for a person; null where it was
   */
  async open(target: string): Promise<string | null> {
    const reason = whyNotHere(process.env, process.platform);
    if (reason !== null) return reason;
    const { default: open } = await import('open');
    try {
      const child = await open(target);
      if (child.pid !== undefined) this.#started.add(child.pid);
      const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      // Opened by `open`, which no longer waits for it.
      await Promise.race([ended, pause(START_MS)]);
      return child.exitCode ? `no program here opens it (code ${child.exitCode})` : null;
    } catch (failure) {
      const { code, path = '', message } = failure as NodeJS.ErrnoException;
      return code === NOT_THERE ? `${path} is not installed` : message;
    }
  }
}

/** Where nobody looks, nothing is opened: a CI service, a machine without a display. */
export function whyNotHere(
  { CI, BROWSER, DISPLAY, WAYLAND_DISPLAY, WSL_DISTRO_NAME }: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
): string | null {
  if (CI) return 'this is a CI service (CI is set)';
  const hasDisplay = [DISPLAY, WAYLAND_DISPLAY, WSL_DISTRO_NAME, BROWSER].some(Boolean);
  const needsDisplay = platform !== 'darwin' && platform !== 'win32';
  return needsDisplay && !hasDisplay ? 'there is no display here (DISPLAY is not set)' : null;
}

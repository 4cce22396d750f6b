import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import {
  build,
  check,
  findBrowser,
  listSections,
  merge,
  readNote,
  renderDeck,
  renderSheet,
  serve,
  watch,
  withBrowser,
} from '../../src/index.js';
import { ownCache, processesWith } from '../cribsheet-process.js';
import { temporaryFolder } from '../temporary-folder.js';

const NOTE = ['# AWS Glue', '- catalogue', '# Pipeline', '- moves data', '# EMR', '- clusters'].join('\n\n');

/** A folder with a note, and a cache whose name every browser of this test bears. */
async function place() {
  const cwd = await temporaryFolder({ 'notes/a.md': NOTE });
  const cache = await ownCache();
  vi.stubEnv('CRIBSHEET_CACHE_DIR', cache);
  return { cwd, browsers: () => processesWith(`--user-data-dir=${cache}`) };
}

type Place = Awaited<ReturnType<typeof place>>;

const REASON = new Error('enough');

const readIn = async ({ cwd }: Place) => (await readNote('notes/a.md', { cwd })).value.note;

const FOREVER = (): Promise<unknown> => new Promise(() => undefined);

/** Every function of the API that takes a signal and rejects with its reason. */
const CALLS: readonly [string, (place: Place, signal: AbortSignal) => Promise<unknown>][] = [
  ['build', ({ cwd }, signal) => build({ cwd, signal })],
  ['check', ({ cwd }, signal) => check({ cwd, signal })],
  ['listSections', ({ cwd }, signal) => listSections({ cwd, signal })],
  ['merge', ({ cwd }, signal) => merge({ cwd, folders: ['x'], signal })],
  ['readNote', ({ cwd }, signal) => readNote('notes/a.md', { cwd, signal })],
  ['findBrowser', (_place, signal) => findBrowser({ signal })],
  [
    'withBrowser',
    (_place, signal) => withBrowser((withPage) => withPage((page) => page.run(FOREVER)), { signal }),
  ],
  ['renderSheet', async (at, signal) => renderSheet(await readIn(at), null, { signal })],
  ['renderDeck', async (at, signal) => renderDeck(await readIn(at), null, { signal })],
];

describe('a signal aborted before', () => {
  it.each(CALLS)('%s rejects with its reason and starts nothing', async (_name, call) => {
    const at = await place();
    await expect(call(at, AbortSignal.abort(REASON))).rejects.toBe(REASON);
    expect(at.browsers()).toEqual([]);
  });

  it.each([
    ['watch', watch],
    ['serve', serve],
  ])('%s resolves at once', async (_name, goOn) => {
    const at = await place();
    const reports: unknown[] = [];
    const onBuild = (report: unknown): void => void reports.push(report);
    await goOn({ cwd: at.cwd, signal: AbortSignal.abort(REASON), onBuild });
    expect([reports, at.browsers()]).toEqual([[], []]);
  });
});

/** Those that keep a browser long enough to be caught with it. */
const BROWSING = CALLS.filter(([name]) => /^(build|check|withBrowser|render\w+)$/.test(name));

describe('a signal aborted during the work', () => {
  it.each(BROWSING)('%s rejects with its reason once no browser is left', async (_name, call) => {
    const at = await place();
    const stop = new AbortController();
    const work = call(at, stop.signal).then(
      () => 'done',
      (failure: unknown) => failure,
    );
    await vi.waitUntil(() => at.browsers().length > 0, { timeout: 40_000, interval: 50 });
    stop.abort(REASON);
    expect(await work).toBe(REASON);
    // The main process has ended by now; helpers of its that the system has still to reap are not a browser.
    await pause(100);
    expect(at.browsers()).toEqual([]);
  });

  it('a rendering on a lent page stops alone: the browser goes on for others', async () => {
    const at = await place();
    const note = await readIn(at);
    const stop = new AbortController();
    await withBrowser(async (withPage) => {
      const slow = renderSheet(note, null, { signal: stop.signal }, (job, needs) =>
        withPage(async (page) => {
          stop.abort(REASON);
          return job(page);
        }, needs),
      );
      await expect(slow).rejects.toBe(REASON);
      expect((await renderSheet(note, null, {}, withPage)).value.fit.pages).toBe(1);
    });
    expect(at.browsers()).toEqual([]);
  });

  it('watch resolves, and tells nobody of the build that it ended', async () => {
    const at = await place();
    const stop = new AbortController();
    const reports: unknown[] = [];
    const onProgress = (): void => stop.abort(REASON);
    const onBuild = (report: unknown): void => void reports.push(report);
    await watch({ cwd: at.cwd, signal: stop.signal, onProgress, onBuild });
    expect(reports).toEqual([]);
    expect(at.browsers()).toEqual([]);
  });
});

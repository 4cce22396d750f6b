import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { env } from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { ownCache, processesWith, type Running, start } from '../cribsheet-process.js';
import { temporaryFolder } from '../temporary-folder.js';
import { expectWhole } from './whole-output.js';

/**
 * Moments in a build of about this length, spread evenly and shaken by a seed. With the four kinds of
 * accident these are 28 in every test run; `npm run accidents` takes 20 of each.
 */
const MOMENTS = Number(env.CRIBSHEET_MOMENTS ?? 7);
const LONGEST_MS = 2600;

function moments(seed: number): readonly number[] {
  let state = seed;
  return Array.from({ length: MOMENTS }, (_, i) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.round(((i + state / 2_147_483_648) / MOMENTS) * LONGEST_MS);
  });
}

const NOTE = ['# AWS Glue', '- catalogue', '# Pipeline', '- moves data', '# EMR', '- clusters'].join('\n\n');

/** No browser of this run is left; its profile lies in a folder that names the run. */
async function expectNoBrowser(cache: string): Promise<void> {
  for (let i = 0; i < 60 && processesWith(cache).length > 0; i += 1) await pause(50);
  expect(processesWith(cache)).toEqual([]);
}

type Killer = (run: Running, cache: string) => void;

const bySignal =
  (signal: NodeJS.Signals): Killer =>
  ({ child }) =>
    void child.kill(signal);

const killBrowser: Killer = (_run, cache) => {
  for (const pid of processesWith(`--user-data-dir=${cache}`)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It went by itself.
    }
  }
};

/** How a run may end after it: null where the signal itself ended it. */
const KINDS: readonly [name: string, kill: Killer, ends: readonly (number | null)[], seed: number][] = [
  ['SIGKILL', bySignal('SIGKILL'), [0, null], 1],
  ['SIGTERM', bySignal('SIGTERM'), [0, 130, null], 2],
  ['SIGINT', bySignal('SIGINT'), [0, 130, null], 3],
  // A lost page is tried again, in another browser if need be; killed twice, the output is a problem.
  ['the death of the browser', killBrowser, [0, 1], 4],
];

describe.each(KINDS)('%s', (name, kill, ends, seed) => {
  it(`at any of ${MOMENTS} moments costs no file, and the next run repairs`, async () => {
    const cwd = await temporaryFolder({ 'notes/a.md': NOTE });
    const cache = await ownCache();
    const own = { CRIBSHEET_CACHE_DIR: cache };
    const out = join(cwd, 'output');
    for (const [i, atMs] of moments(seed).entries()) {
      // Another paper each time, so that there is something to make.
      const papers = ['--paper', `${150 + i}x200mm`, '--section-paper', `${90 + i}x120mm`];
      const run = start(['--quiet', ...papers], cwd, own);
      await pause(atMs);
      kill(run, cache);
      const { code, signal, stderr } = await run.ended;
      expect(ends, stderr).toContain(code);
      await expectWhole(out, { swept: name !== 'SIGKILL' && signal === null });
      await expectNoBrowser(`--user-data-dir=${cache}`);
    }
    const { code, stderr } = await start(['--quiet'], cwd, own).ended;
    expect([code, stderr.replace(/Running as root.*\n/, '')]).toEqual([0, '']);
    await expectWhole(out, { swept: true });
    expect((await readdir(out, { recursive: true })).filter((file) => /\.(tmp|lock)$/.test(file))).toEqual(
      [],
    );
    expect(await start(['--json'], cwd, own).ended.then(({ stdout }) => JSON.parse(stdout))).toMatchObject({
      outputs: Array.from({ length: 8 }, () => ({ cached: true })),
      problems: [],
    });
  }, 180_000);
});

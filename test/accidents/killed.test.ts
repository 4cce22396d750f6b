import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { ownCache, processesWith, start } from '../cribsheet-process.js';
import { temporaryFolder } from '../temporary-folder.js';
import { expectWhole } from './whole-output.js';

/** Moments in a build of about this length, spread evenly and shaken by a seed. */
const MOMENTS = 20;
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

describe.each([
  ['SIGKILL', 1],
  ['SIGTERM', 2],
  ['SIGINT', 3],
] as const)('%s', (signal, seed) => {
  it(`at any of ${MOMENTS} moments costs no file, and the next run repairs`, async () => {
    const cwd = await temporaryFolder({ 'notes/a.md': NOTE });
    const cache = await ownCache();
    const env = { CRIBSHEET_CACHE_DIR: cache };
    const out = join(cwd, 'output');
    for (const [i, atMs] of moments(seed).entries()) {
      // Another paper each time, so that there is something to make.
      const run = start(
        ['--quiet', '--paper', `${150 + i}x200mm`, '--section-paper', `${90 + i}x120mm`],
        cwd,
        env,
      );
      await pause(atMs);
      run.child.kill(signal);
      const { code, signal: by, stderr } = await run.ended;
      if (signal !== 'SIGKILL' && by === null) expect([0, 130], stderr).toContain(code);
      await expectWhole(out, { swept: signal !== 'SIGKILL' && by === null });
      await expectNoBrowser(`--user-data-dir=${cache}`);
    }
    const { code, stderr } = await start(['--quiet'], cwd, env).ended;
    expect([code, stderr.replace(/Running as root.*\n/, '')]).toEqual([0, '']);
    await expectWhole(out, { swept: true });
    expect((await readdir(out, { recursive: true })).filter((name) => /\.(tmp|lock)$/.test(name))).toEqual(
      [],
    );
    expect(await start(['--json'], cwd, env).ended.then(({ stdout }) => JSON.parse(stdout))).toMatchObject({
      outputs: Array.from({ length: 8 }, () => ({ cached: true })),
      problems: [],
    });
  }, 180_000);
});

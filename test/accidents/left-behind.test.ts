import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { env, kill, platform } from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { ownCache, processesWith, start } from '../cribsheet-process.js';
import { temporaryFolder } from '../temporary-folder.js';

const NOTE = '# AWS Glue\n\n- catalogue\n\n# Pipeline\n\n- moves data\n';

// Each takes a minute: `npm run accidents` has the time.
describe.runIf(env.CRIBSHEET_MOMENTS && platform === 'linux')('what an accident leaves behind', () => {
  it('six kills while the browser is unpacked leave nothing after the next run', async () => {
    const cwd = await temporaryFolder({ 'notes/a.md': NOTE });
    const cache = await temporaryFolder({});
    const own = { CRIBSHEET_CACHE_DIR: cache };
    const argv = ['sheet', '--no-sections', '--quiet'];
    for (let i = 0; i < 6; i += 1) {
      const run = start(argv, cwd, own);
      await pause(700 + 100 * i);
      run.child.kill('SIGKILL');
      await run.ended;
    }
    const { code, stderr } = await start(argv, cwd, own).ended;
    expect(code, stderr).toBe(0);
    expect(await readdir(join(cache, 'browser'))).toHaveLength(1);
    expect(await readdir(join(cache, 'profiles'))).toEqual([]);
  }, 300_000);

  it('a browser that is stopped is replaced, and does not outlive its run', async () => {
    const cwd = await temporaryFolder({ 'notes/a.md': NOTE });
    const cache = await ownCache();
    const run = start(['--json', '--paper', '150x200mm'], cwd, { CRIBSHEET_CACHE_DIR: cache });
    const flag = `--user-data-dir=${cache}`;
    while (processesWith(flag).length === 0) await pause(20);
    await pause(200);
    for (const pid of processesWith(flag)) kill(pid, 'SIGSTOP');
    const { stdout } = await run.ended;
    expect(JSON.parse(stdout)).toMatchObject({ problems: [], outputs: expect.arrayContaining([]) });
    expect(processesWith(flag)).toEqual([]);
  }, 300_000);

  it('a server that is told to end takes its browser along', async () => {
    const cwd = await temporaryFolder({ 'notes/a.md': NOTE });
    const cache = await ownCache();
    const run = start(['serve', '--port', '0'], cwd, { CRIBSHEET_CACHE_DIR: cache });
    const flag = `--user-data-dir=${cache}`;
    while (processesWith(flag).length === 0) await pause(20);
    for (const pid of processesWith(flag)) kill(pid, 'SIGSTOP');
    const started = performance.now();
    run.child.kill('SIGTERM');
    await run.ended;
    expect(performance.now() - started).toBeLessThan(20_000);
    expect(processesWith(flag)).toEqual([]);
  }, 300_000);
});

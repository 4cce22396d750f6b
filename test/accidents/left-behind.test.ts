import { readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { env, kill, platform } from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { ownCache, processesWith, start } from '../cribsheet-process.js';
import { temporaryFolder } from '../temporary-folder.js';
import { expectWhole } from './whole-output.js';

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

  it('a watch that is killed while it makes a change costs no file, and the next run repairs', async () => {
    const cwd = await temporaryFolder({ 'notes/a.md': NOTE });
    const cache = await ownCache();
    const own = { CRIBSHEET_CACHE_DIR: cache };
    const out = join(cwd, 'output');
    for (let i = 0; i < 6; i += 1) {
      const run = start(['--watch', '--quiet', '--paper', `${150 + i}x200mm`], cwd, own);
      await made(join(out, 'index.html'), 0);
      await writeFile(join(cwd, 'notes/a.md'), `${NOTE}- more ${i}\n`);
      await pause(250 * i);
      run.child.kill('SIGKILL');
      await run.ended;
      await expectWhole(out, { swept: false });
      await gone(`--user-data-dir=${cache}`);
    }
    const { code, stderr } = await start(['--quiet'], cwd, own).ended;
    expect(code, stderr).toBe(0);
    await expectWhole(out, { swept: true });
  }, 300_000);

  it('a watch whose browser is stopped makes the next change in another', async () => {
    const cwd = await temporaryFolder({ 'notes/a.md': NOTE });
    const cache = await ownCache();
    const sheet = join(cwd, 'output/a/a.sheet.pdf');
    const run = start(['--watch', '--quiet', '--no-sections', '--only', 'sheet'], cwd, {
      CRIBSHEET_CACHE_DIR: cache,
    });
    const first = await made(sheet, 0);
    await made(join(cwd, 'output/index.html'), 0);
    const flag = `--user-data-dir=${cache}`;
    for (const pid of processesWith(flag)) kill(pid, 'SIGSTOP');
    await writeFile(join(cwd, 'notes/a.md'), `${NOTE}- more\n`);
    await made(sheet, first);
    run.child.kill('SIGINT');
    await run.ended;
    await gone(flag);
  }, 300_000);
});

/** Waits until a file is newer. @returns when it was written, ms */
async function made(file: string, thanMs: number): Promise<number> {
  for (;;) {
    const found = await stat(file).catch(() => null);
    if (found && found.mtimeMs > thanMs) return found.mtimeMs;
    await pause(50);
  }
}

/** Waits a little until no process with this in its command line is left. */
async function gone(flag: string): Promise<void> {
  for (let i = 0; i < 100 && processesWith(flag).length > 0; i += 1) await pause(50);
  expect(processesWith(flag)).toEqual([]);
}

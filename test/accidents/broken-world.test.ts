import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getuid, platform } from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { build } from '../../src/index.js';
import { ownCache, processesWith, start } from '../cribsheet-process.js';
import { temporaryFolder } from '../temporary-folder.js';
import { expectWhole } from './whole-output.js';

const NOTE = '# AWS Glue\n\n- catalogue\n\n# Pipeline\n\n- moves data\n';

/** A small disk of its own, where the system lets us make one. */
async function smallDisk(folder: string, size: string): Promise<boolean> {
  if (platform !== 'linux' || getuid?.() !== 0) return false;
  await mkdir(folder, { recursive: true });
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    return false;
  }
  onTestFinished(() => void execFileSync('umount', [folder]));
  return true;
}

describe('a full disk', () => {
  it('is named, leaves whole files, and is made good by the next run', async ({ skip }) => {
    const cwd = await temporaryFolder({ 'notes/a.md': NOTE });
    const out = join(cwd, 'output');
    if (!(await smallDisk(out, '700k'))) skip('no small disk can be made here');
    const { problems, outputs } = await build({ cwd });
    expect(problems.map(({ message }) => message).join('\n')).toContain('the disk is full');
    expect(outputs.length).toBeLessThan(6);
    await expectWhole(out, { swept: true });
    expect((await readdir(out, { recursive: true })).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    execFileSync('mount', ['-o', 'remount,size=50m', out]);
    const again = await build({ cwd });
    expect([again.problems, again.outputs.length]).toEqual([[], 6]);
    await expectWhole(out, { swept: true });
  });

  it('is as good as a limit on the size of files', async () => {
    const cwd = await temporaryFolder({ 'notes/a.md': NOTE });
    // Blocks of 512 bytes (POSIX): into 20 kB fits no deck, nor what the browser itself must write.
    const command = `ulimit -f 40; exec "${process.execPath}" "${join(import.meta.dirname, '../../dist/cli.js')}" deck`;
    expect(() => execFileSync('sh', ['-c', command], { cwd, stdio: 'pipe' })).toThrow();
    await expectWhole(join(cwd, 'output'), { swept: true });
    expect((await build({ cwd, only: ['deck'] })).problems).toEqual([]);
  });
});

describe('an output folder that is removed during the build', () => {
  it('is named, and no fault of ours', async () => {
    const cwd = await temporaryFolder({ 'notes/a.md': NOTE });
    const out = join(cwd, 'output');
    let made = 0;
    const onProgress = ({ type }: { readonly type: string }): void => {
      if (type !== 'made') return;
      made += 1;
      if (made === 2) rmSync(out, { recursive: true, force: true });
    };
    const { problems } = await build({ cwd, onProgress });
    const said = problems.map(({ message, hints }) => [message, ...hints].join(' ')).join('\n');
    expect(said).toMatch(/output folder was removed|it is gone/);
    expect(said).not.toMatch(/fault in cribsheet|is a link/);
    expect((await build({ cwd })).problems).toEqual([]);
    await expectWhole(out, { swept: true });
  });
});

describe('permissions', () => {
  it.skipIf(getuid?.() === 0)('taken away are named, and given back repaired without more', async () => {
    const cwd = await temporaryFolder({ 'notes/a.md': NOTE });
    await build({ cwd, only: ['sheet'] });
    await writeFile(join(cwd, 'notes/a.md'), `${NOTE}- more\n`);
    await chmod(join(cwd, 'output/a'), 0o500);
    const { problems } = await build({ cwd, only: ['sheet'] });
    expect(problems.map(({ message }) => message).join()).toContain('permission denied');
    await chmod(join(cwd, 'output/a'), 0o700);
    expect((await build({ cwd, only: ['sheet'] })).problems).toEqual([]);
  });
});

describe('a note that is edited during the build', () => {
  it('is made from one state or the other, and the next run makes the last one', async () => {
    const cwd = await temporaryFolder({ 'notes/a.md': NOTE });
    const building = build({ cwd, only: ['sheet'] });
    for (let i = 0; i < 20; i += 1) {
      await writeFile(join(cwd, 'notes/a.md'), `${NOTE}- edit ${i}\n`);
      await pause(25);
    }
    await building;
    await expectWhole(join(cwd, 'output'), { swept: true });
    const { problems } = await build({ cwd, only: ['sheet'] });
    expect(problems).toEqual([]);
    await build({ cwd, only: ['sheet'], out: 'fresh' });
    for (const file of ['a.sheet.pdf', 'sections/pipeline.sheet.pdf']) {
      const [now, fresh] = await Promise.all(
        ['output', 'fresh'].map((out) => readFile(join(cwd, out, 'a', file))),
      );
      expect(now?.equals(fresh ?? Buffer.of()), file).toBe(true);
    }
  });
});

describe('a browser', () => {
  const bad: readonly [string, string, string][] = [
    ['that prints garbage', '#!/bin/sh\nhead -c 100000 /dev/urandom\nexit 1\n', 'does not start'],
    ['that dies at once', '#!/bin/sh\nkill -9 $$\n', 'does not start'],
    ['that says nothing', '#!/bin/sh\nexec sleep 60\n', 'says nothing for 10 s'],
  ];
  it.each(bad)('%s stops the run with a clear word and harms no file', async (_name, script, message) => {
    const cwd = await temporaryFolder({ 'notes/a.md': NOTE, browser: script });
    await build({ cwd, only: ['sheet'] });
    await chmod(join(cwd, 'browser'), 0o755);
    await writeFile(join(cwd, 'notes/a.md'), `${NOTE}- more\n`);
    const { problems } = await build({ cwd, only: ['sheet'], browser: join(cwd, 'browser') });
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toContain(message);
    await expectWhole(join(cwd, 'output'), { swept: true });
    expect((await build({ cwd, only: ['sheet'] })).problems).toEqual([]);
    expect(processesWith(join(cwd, 'browser'))).toEqual([]);
  });

  it('that is killed over and over is started again, or given up with a word', async () => {
    const cwd = await temporaryFolder({ 'notes/a.md': NOTE });
    const cache = await ownCache();
    const run = start(['--json'], cwd, { CRIBSHEET_CACHE_DIR: cache });
    for (let i = 0; i < 6; i += 1) {
      await pause(250);
      for (const pid of processesWith(`--user-data-dir=${cache}`)) {
        try {
          process.kill(pid, 'SIGKILL');
        } catch {
          // It went by itself.
        }
      }
    }
    const { code, stdout } = await run.ended;
    const report = JSON.parse(stdout);
    expect(code).toBe(report.problems.length > 0 ? 1 : 0);
    await expectWhole(join(cwd, 'output'), { swept: true });
    expect((await build({ cwd })).problems).toEqual([]);
  });
});

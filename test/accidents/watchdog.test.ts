import { spawn } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { BuildReport } from '../../src/index.js';
import { processesWith } from '../cribsheet-process.js';
import { LOOP, MEMORY, plantedCommand, plantedFolder } from './planted.js';

async function run(work: string, argv: readonly string[], interruptAfter = '') {
  const cwd = await plantedFolder(work);
  const child = spawn(process.execPath, plantedCommand(cwd, argv), { cwd });
  const texts = { stdout: '', stderr: '' };
  let stoppedAt = 0;
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].on('data', (part) => {
      texts[name] += part;
      if (interruptAfter === '' || stoppedAt > 0 || !texts[name].includes(interruptAfter)) return;
      stoppedAt = Number.POSITIVE_INFINITY;
      void pause(1500).then(() => {
        stoppedAt = performance.now();
        child.kill('SIGINT');
      });
    });
  }
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  const now = performance.now();
  return { cwd, code, ...texts, stopSeconds: (now - stoppedAt) / 1000 };
}

describe('a note that something goes round in circles over', () => {
  for (const [kind, work, said] of [
    ['time', LOOP, /no progress/],
    // Collecting garbage takes time, too: on a busy machine that limit may come first.
    ['memory', MEMORY, /more memory|no progress/],
  ] as const) {
    it(`is left out with a problem, and the rest is made: ${kind}`, { timeout: 300_000 }, async () => {
      const { cwd, code, stdout } = await run(work, ['build', '--json', '--no-sections']);
      const { outputs, problems } = JSON.parse(stdout) as BuildReport;
      expect(code).toBe(1);
      expect(problems).toEqual([
        expect.objectContaining({
          file: 'notes/b.md',
          severity: 'error',
          message: expect.stringMatching(said),
        }),
      ]);
      expect(outputs.map(({ note, kind }) => `${note} ${kind}`)).toEqual(
        ['a', 'c'].flatMap((name) => [`${name} sheet`, `${name} deck`]),
      );
      for (const name of ['a', 'c']) {
        expect((await readFile(join(cwd, `output/${name}/${name}.sheet.pdf`), 'latin1')).slice(0, 5)).toBe(
          '%PDF-',
        );
      }
      expect(await stat(join(cwd, 'output/b/b.sheet.pdf')).catch(() => null)).toBeNull();
      expect(processesWith(cwd)).toEqual([]);
    });
  }

  it('lets itself be stopped within two seconds', { timeout: 120_000 }, async () => {
    const { code, stderr, stopSeconds } = await run(LOOP, ['build', '--verbose'], 'b (sheet) begun');
    expect([code, stderr.includes('Stopped. Finished files are kept.')]).toEqual([130, true]);
    expect(stopSeconds).toBeLessThan(2.5);
  });
});

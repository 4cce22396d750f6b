import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shareOfJobs } from '../../src/batch/plan/shard.js';
import { build, merge } from '../../src/index.js';
import { SHEET } from '../../src/outputs/sheet-kind.js';
import { temporaryFolder } from '../temporary-folder.js';

const job = (stem: string) => ({ kind: SHEET, stem });

describe('shares', () => {
  it('are exactly the whole, differ by one at most, and do not depend on the order', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 60 }),
        fc.integer({ min: 1, max: 70 }),
        (stems, count) => {
          const jobs = stems.map(job);
          const shares = Array.from({ length: count }, (_, i) => shareOfJobs(jobs, { index: i + 1, count }));
          expect(
            shares
              .flat()
              .map(({ stem }) => stem)
              .sort(),
          ).toEqual([...stems].sort());
          const sizes = shares.map(({ length }) => length);
          expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
          const reversed = shareOfJobs([...jobs].reverse(), { index: 1, count });
          expect(new Set(reversed.map(({ stem }) => stem))).toEqual(
            new Set(shares[0]?.map(({ stem }) => stem)),
          );
        },
      ),
      { seed: 6, numRuns: 300 },
    );
  });

  it('hardly change when an output is added', () => {
    const jobs = Array.from({ length: 360 }, (_, i) => job(`note/sections/${i}`));
    const shareOfEach = (all: typeof jobs) =>
      new Map(
        [1, 2, 3, 4, 5].flatMap((index) =>
          shareOfJobs(all, { index, count: 5 }).map(({ stem }) => [stem, index]),
        ),
      );
    const before = shareOfEach(jobs);
    const after = shareOfEach([...jobs, job('note/sections/new')]);
    expect([...before].filter(([stem, index]) => after.get(stem) !== index).length).toBeLessThanOrEqual(4);
  });
});

const GLUE = '# AWS Glue\n\n- catalogue\n\n# Data Pipeline\n\n- moves data\n\n# EMR\n\n- clusters\n';

describe('merge', () => {
  it('brings the shares together as one build would have made them', async () => {
    const cwd = await temporaryFolder({ 'notes/a.md': GLUE, 'notes/b.md': '# Athena\n\n- queries\n' });
    const whole = await build({ cwd, out: 'whole' });
    const made: string[] = [];
    for (const index of [1, 2, 3]) {
      const share = await build({ cwd, out: `share-${index}`, shard: { index, count: 3 } });
      made.push(...share.outputs.map(({ file }) => file.replace(/^share-\d/, 'whole')));
    }
    expect(made.sort()).toEqual(whole.outputs.map(({ file }) => file).sort());
    const report = await merge({ cwd, folders: ['share-1', 'share-2', 'share-3'], out: 'merged' });
    expect(report.problems).toEqual([]);
    for (const { file } of whole.outputs) {
      const copy = await readFile(join(cwd, file.replace('whole', 'merged')));
      expect(copy.equals(await readFile(join(cwd, file))), file).toBe(true);
    }
    expect(await readFile(join(cwd, 'merged/index.html'), 'utf8')).toBe(
      await readFile(join(cwd, 'whole/index.html'), 'utf8'),
    );
    // The merged manifest is one of a build: nothing is left to do.
    expect((await build({ cwd, out: 'merged' })).outputs.every(({ cached }) => cached)).toBe(true);
    const again = await merge({ cwd, folders: ['share-1', 'share-2', 'share-3'], out: 'merged' });
    expect(again.outputs.every(({ cached }) => cached)).toBe(true);
  });

  it('names a folder without outputs and a file that is not whole, and takes the rest', async () => {
    const cwd = await temporaryFolder({ 'notes/a.md': GLUE, 'empty/x': '' });
    await build({ cwd, out: 'share', only: ['sheet'] });
    await writeFile(join(cwd, 'share/a/a.sheet.pdf'), 'cut');
    await rm(join(cwd, 'share/a/sections/emr.sheet.pdf'));
    const { outputs, problems } = await merge({ cwd, folders: ['share', 'empty'] });
    expect(problems.map(({ message }) => message)).toEqual([
      'a/a.sheet.pdf is not whole, and left out',
      'a/sections/emr.sheet.pdf is not whole, and left out',
      'no outputs of cribsheet in this folder',
    ]);
    expect(outputs).toHaveLength(2);
    expect((await readdir(join(cwd, 'output/a/sections'))).sort()).toEqual([
      'aws-glue.sheet.pdf',
      'data-pipeline.sheet.pdf',
    ]);
  });

  it('asks for folders', async () => {
    await expect(merge({ folders: [] })).rejects.toThrow('no folders to merge');
  });
});

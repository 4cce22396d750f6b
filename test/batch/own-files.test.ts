import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { digest } from '../../src/batch/cache/digest.js';
import { build, merge } from '../../src/index.js';
import { ownCache, start } from '../cribsheet-process.js';
import { temporaryFolder } from '../temporary-folder.js';

const NOTE = '# AWS Glue\n\n- catalogue\n\n# Pipeline\n\n- moves data\n';
const SHEET = { only: ['sheet'] as const, sections: false };
const THESIS = '%PDF-1.7\n% years of work\n%%EOF\n';

const text = (cwd: string, name: string): Promise<string> => readFile(join(cwd, name), 'utf8');

describe('a file that we have not made', () => {
  it.each(['a/a.sheet.pdf', 'a/a.sheet.png', 'a/a.deck.html', 'a/sections/pipeline.sheet.pdf', 'index.html'])(
    'is not overwritten by a build, and the rest is made: %s',
    async (name) => {
      const cwd = await temporaryFolder({ 'notes/a.md': NOTE, [`site/${name}`]: THESIS });
      for (const _run of ['first', 'second']) {
        const { problems } = await build({ cwd, out: 'site', png: true });
        expect(await text(cwd, `site/${name}`)).toBe(THESIS);
        expect(problems).toMatchObject([{ severity: 'error', file: `site/${name}` }]);
        expect(problems[0]?.message).toContain('a file that cribsheet has not made');
        expect(await readdir(join(cwd, 'site/a/sections'))).toContain('aws-glue.sheet.pdf');
        await stat(join(cwd, 'site/.cribsheet.json'));
      }
    },
  );

  it('is not overwritten where it is a link', async () => {
    const cwd = await temporaryFolder({ 'notes/a.md': NOTE, 'mine.pdf': THESIS, 'output/a/x': '' });
    await symlink('../../mine.pdf', join(cwd, 'output/a/a.sheet.pdf'));
    const { problems } = await build({ cwd, ...SHEET });
    expect(await text(cwd, 'output/a/a.sheet.pdf')).toBe(THESIS);
    expect(problems).toHaveLength(1);
  });

  it('is not overwritten by a merge, which takes the rest', async () => {
    const cwd = await temporaryFolder({
      'notes/a.md': NOTE,
      'output/a/a.sheet.pdf': THESIS,
      'output/index.html': 'mine',
    });
    await build({ cwd, out: 'share', only: ['sheet'] });
    const { problems, outputs } = await merge({ cwd, folders: ['share'] });
    expect([await text(cwd, 'output/a/a.sheet.pdf'), await text(cwd, 'output/index.html')]).toEqual([
      THESIS,
      'mine',
    ]);
    expect(problems.map(({ file }) => file)).toEqual(['output/a/a.sheet.pdf', 'output/index.html']);
    expect(outputs).toHaveLength(2);
  });

  it.each([
    ['with its bytes', 'x', digest(THESIS)],
    ['as being written', null, ''],
  ])('is not deleted because a manifest claims it %s', async (_name, key, hash) => {
    const cwd = await temporaryFolder({ 'notes/a.md': NOTE, 'papers/thesis.pdf': THESIS });
    await build({ cwd, out: '.', ...SHEET });
    const manifest = JSON.parse(await text(cwd, '.cribsheet.json'));
    const { mtimeMs } = await stat(join(cwd, 'papers/thesis.pdf'));
    const [real] = manifest.outputs;
    const files = [{ path: 'papers/thesis.pdf', bytes: THESIS.length, mtimeMs, hash }];
    manifest.outputs.push({
      ...real,
      note: 'papers',
      stem: 'papers/thesis',
      source: 'notes/gone.md',
      key,
      files,
    });
    await writeFile(join(cwd, '.cribsheet.json'), JSON.stringify(manifest));
    const { problems } = await build({ cwd, out: '.', ...SHEET });
    expect(await text(cwd, 'papers/thesis.pdf')).toBe(THESIS);
    expect(problems).toMatchObject([{ severity: 'warning', file: 'papers/thesis.pdf' }]);
    expect((await build({ cwd, out: '.', ...SHEET })).problems).toEqual([]);
  });

  it('is not deleted where it was ours and somebody has changed it, which is said', async () => {
    const cwd = await temporaryFolder({ 'notes/a.md': NOTE });
    await build({ cwd, only: ['sheet'] });
    const file = join(cwd, 'output/a/sections/pipeline.sheet.pdf');
    await writeFile(file, `${await readFile(file, 'latin1')}% my remark`, 'latin1');
    await writeFile(join(cwd, 'notes/a.md'), '# AWS Glue\n\n- catalogue\n');
    const { problems } = await build({ cwd, only: ['sheet'] });
    expect(problems).toMatchObject([{ severity: 'warning', file: 'output/a/sections/pipeline.sheet.pdf' }]);
    await stat(file);
  });
});

describe('a file that we have made', () => {
  it('is known as ours when the manifest is lost, whatever kind it is', async () => {
    const cwd = await temporaryFolder({ 'notes/a.md': NOTE, 'own/shared/index.hbs': 'mine' });
    const all = { cwd, png: true, deckPdf: true, templates: 'own' };
    await build(all);
    const before = await hashes(join(cwd, 'output'));
    await rm(join(cwd, 'output/.cribsheet.json'));
    const { problems, outputs } = await build(all);
    expect(problems).toEqual([]);
    expect(outputs.some(({ cached }) => cached)).toBe(false);
    const after = await hashes(join(cwd, 'output'));
    expect(Object.keys(after)).toEqual(Object.keys(before));
    const { width, height } = PNG.sync.read(await readFile(join(cwd, 'output/a/a.sheet.png')));
    expect(Math.min(width, height)).toBeGreaterThan(500);
  });
});

async function hashes(folder: string): Promise<Readonly<Record<string, string>>> {
  const names = (await readdir(folder, { recursive: true })).filter((name) =>
    /\w\.(pdf|html|png)$/.test(name),
  );
  const all = names.sort().map(async (name) => {
    const sum = createHash('sha256').update(await readFile(join(folder, name)));
    return [name, sum.digest('hex')];
  });
  return Object.fromEntries(await Promise.all(all));
}

it("somebody's profiles in the cache folder stay, and ours of dead processes go", async () => {
  const cwd = await temporaryFolder({ 'notes/a.md': NOTE });
  const cache = await ownCache();
  const files = {
    'work/settings.json': '{}',
    '99999998-abcdef/bookmarks': 'mine',
    '99999999-abcdef/.cribsheet-profile': hostname(),
    '99999997-abcdef/.cribsheet-profile': 'another host',
  };
  for (const [name, content] of Object.entries(files)) {
    const file = join(cache, 'profiles', name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
  const { code } = await start(['sheet', '--no-sections'], cwd, { CRIBSHEET_CACHE_DIR: cache }).ended;
  expect(code).toBe(0);
  expect((await readdir(join(cache, 'profiles'))).sort()).toEqual([
    '99999997-abcdef',
    '99999998-abcdef',
    'work',
  ]);
});

import { cp, link, lstat, mkdir, readdir, readFile, rename, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { platform } from 'node:process';
import { describe, expect, it } from 'vitest';
import { build, merge } from '../../src/index.js';
import { temporaryFolder } from '../temporary-folder.js';

const NOTE = '# AWS Glue\n\n- catalogue\n\n# Pipeline\n\n- moves data\n';
const VICTIM = {
  'victim/a.sheet.pdf': 'mine',
  'victim/a.deck.html': 'mine',
  'victim/index.html': 'mine',
  'victim/sections/aws-glue.sheet.pdf': 'mine',
};

/** Name → content of all that is in the victim's folder. */
async function victimIn(cwd: string): Promise<Readonly<Record<string, string>>> {
  const names = await readdir(join(cwd, 'victim'), { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const texts = files.map(async (file) => [file.slice(cwd.length + 1), await readFile(file, 'utf8')]);
  return Object.fromEntries(await Promise.all(texts));
}

describe.skipIf(platform === 'win32')('a link in the output folder that leads out of it', () => {
  it.each([
    ['the folder of a note', 'output/a', '../victim'],
    ['the folder of its sections', 'output/a/sections', '../../victim/sections'],
    ['a link to a link', 'output/a', 'b'],
    ['a link to nothing', 'output/a', '../victim/new'],
  ])('is not written through: %s', async (_name, link, target) => {
    const cwd = await temporaryFolder({ 'notes/a.md': NOTE, ...VICTIM, 'output/x': '' });
    if (link.endsWith('sections')) await mkdir(join(cwd, 'output/a'));
    await symlink('../victim', join(cwd, 'output/b'));
    await symlink(target, join(cwd, link));
    const { problems, outputs } = await build({ cwd, only: ['sheet'] });
    expect(await victimIn(cwd)).toEqual(VICTIM);
    expect(problems.every(({ severity }) => severity === 'error')).toBe(true);
    expect(problems.map(({ file }) => file)).toContain(
      `${link}/${link === 'output/a' ? 'sections/' : ''}pipeline.sheet.pdf`,
    );
    expect(problems[0]?.hints[0]).toContain('Remove the link');
    expect(outputs).toHaveLength(link === 'output/a' ? 0 : 1);
  });

  it('is not written through by a merge, nor swept', async () => {
    const temporary = { 'victim/.x.99999999.0a1b2c3d.tmp': 'mine' };
    const cwd = await temporaryFolder({ 'notes/a.md': NOTE, ...VICTIM, ...temporary, 'output/x': '' });
    await build({ cwd, out: 'share', only: ['sheet'] });
    await cp(join(cwd, 'share/.cribsheet.json'), join(cwd, 'output/.cribsheet.json'));
    await symlink('../victim', join(cwd, 'output/a'));
    const { problems } = await merge({ cwd, folders: ['share'] });
    expect(await victimIn(cwd)).toEqual({ ...VICTIM, ...temporary });
    expect(problems.map(({ file }) => file)).toContain('output/a/a.sheet.pdf');
  });

  it('is not read through by a merge', async () => {
    const cwd = await temporaryFolder({ 'notes/a.md': NOTE });
    await build({ cwd, out: 'share', only: ['sheet'], sections: false });
    await rename(join(cwd, 'share/a'), join(cwd, 'elsewhere'));
    await symlink('../elsewhere', join(cwd, 'share/a'));
    const { problems, outputs } = await merge({ cwd, folders: ['share'] });
    expect([problems.length, outputs.length]).toEqual([1, 0]);
  });
});

describe.skipIf(platform === 'win32')('an output folder that is a link', () => {
  it('out of the project is refused where nobody has named it', async () => {
    const cwd = await temporaryFolder({ 'project/notes/a.md': NOTE, ...VICTIM });
    await symlink('../victim', join(cwd, 'project/output'));
    const { problems, outputs } = await build({ cwd: join(cwd, 'project'), only: ['sheet'] });
    expect(await victimIn(cwd)).toEqual(VICTIM);
    expect(outputs).toEqual([]);
    expect(problems).toMatchObject([{ severity: 'error', file: 'output' }]);
    expect(problems[0]?.hints).toEqual(['If the files are to go there, say so: --out output']);
    await expect(merge({ cwd: join(cwd, 'project'), folders: ['x'] })).rejects.toThrow('leads out');
  });

  it('is taken where it was named, or stays within the project', async () => {
    const cwd = await temporaryFolder({ 'notes/a.md': NOTE, 'real/x': '' });
    await symlink('real', join(cwd, 'output'));
    const run = { only: ['sheet'] as const, sections: false };
    expect((await build({ cwd, ...run })).outputs).toHaveLength(1);
    const other = await temporaryFolder({ 'notes/b.md': NOTE });
    await symlink(join(cwd, 'real'), join(other, 'output'));
    expect((await build({ cwd: other, out: 'output', ...run })).problems).toEqual([]);
    expect(await readdir(join(cwd, 'real'))).toContain('b');
  });
});

it.skipIf(platform === 'win32')(
  'small files of ours replace a link, and are not written through it',
  async () => {
    const cwd = await temporaryFolder({ 'notes/a.md': NOTE, 'mine.json': 'mine', 'output/x': '' });
    await symlink('../mine.json', join(cwd, 'output/.cribsheet.json'));
    await symlink('../mine.json', join(cwd, 'output/.cribsheet.json.lock'));
    await build({ cwd, only: ['sheet'], sections: false });
    expect(await readFile(join(cwd, 'mine.json'), 'utf8')).toBe('mine');
    expect((await lstat(join(cwd, 'output/.cribsheet.json'))).isFile()).toBe(true);
  },
);

describe.skipIf(platform === 'win32')('a hard link in the place of an output', () => {
  it('is replaced, and what else it is the name of keeps its bytes', async () => {
    const cwd = await temporaryFolder({ 'notes/a.md': NOTE });
    const options = { cwd, only: ['sheet'], sections: false } as const;
    await build(options);
    const sheet = join(cwd, 'output/a/a.sheet.pdf');
    await link(sheet, join(cwd, 'copy.pdf'));
    const before = await readFile(sheet);
    await build({ ...options, paper: 'a5' });
    expect(before.equals(await readFile(join(cwd, 'copy.pdf')))).toBe(true);
    expect(before.equals(await readFile(sheet))).toBe(false);
  });

  it("of a user's file is not: it bears no mark of ours", async () => {
    const cwd = await temporaryFolder({ 'notes/a.md': NOTE, 'mine.pdf': 'mine', 'output/a/x': '' });
    await link(join(cwd, 'mine.pdf'), join(cwd, 'output/a/a.sheet.pdf'));
    const { problems } = await build({ cwd, only: ['sheet'], sections: false });
    expect(problems[0]?.file).toBe('output/a/a.sheet.pdf');
    expect(await readFile(join(cwd, 'mine.pdf'), 'utf8')).toBe('mine');
  });
});

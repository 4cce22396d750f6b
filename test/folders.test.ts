import { realpathSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { findNotes } from '../src/files/find-notes.js';
import { fuzzMs, fuzzRuns } from './hostile/fuzz-runs.js';
import { temporaryFolder } from './temporary-folder.js';

it('folders that link each other are each read once', { timeout: 30_000 }, async () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
  const cwd = await temporaryFolder(
    Object.fromEntries(names.map((name) => [`notes/${name}/${name}.md`, '# A\n'])),
  );
  for (const from of names) {
    for (const to of names) if (from !== to) await symlink(`../${to}`, join(cwd, 'notes', from, `to-${to}`));
  }
  for (const path of ['notes', 'notes/**/*.md', '**/*.md']) {
    const { value, problems } = await findNotes([path], { cwd, out: 'output' });
    expect(value, path).toHaveLength(names.length);
    expect(problems).toEqual([]);
  }
});

it('a link to a folder elsewhere is named and not looked into', { timeout: 30_000 }, async () => {
  const cwd = await temporaryFolder({ 'notes/a.md': '# A\n' });
  await symlink('/', join(cwd, 'notes', 'more'));
  for (const path of ['notes', 'notes/**/*.md']) {
    const { value, problems } = await findNotes([path], { cwd, out: 'output' });
    expect(value, path).toEqual(['notes/a.md']);
    expect(problems.map(({ file }) => file)).toEqual(['notes/more']);
  }
});

it('a pattern looks no deeper than it can match', { timeout: 30_000 }, async () => {
  const files = ['a.md', 'x/b.md', 'x/y/c.md', 'x/.hidden/d.md', 'node_modules/e.md', 'x/text.txt'];
  const cwd = await temporaryFolder(Object.fromEntries(files.map((name) => [name, '# A\n'])));
  const found = async (path: string) => (await findNotes([path], { cwd, out: 'output' })).value;
  expect(await found('*.md')).toEqual(['a.md']);
  expect(await found('*/*.md')).toEqual(['x/b.md']);
  expect(await found('**/*.md')).toEqual(['a.md', 'x/b.md', 'x/y/c.md']);
  expect(await found('x/{b,text}.{md,txt}')).toEqual(['x/b.md', 'x/text.txt']);
  expect(await found('{x,z/w}/*.md')).toEqual(['x/b.md']);
  expect(await found('./x/*.md')).toEqual(['x/b.md']);
});

/** Folders, notes and links, by the names of what they lie in and lead to. */
const PLACES = ['.', 'a', 'b', 'a/c', 'b/d', 'a/c/e'];
const SHAPE = fc.array(
  fc.tuple(fc.constantFrom(...PLACES), fc.constantFrom(...PLACES, '..', '/', 'nowhere')),
  {
    maxLength: 12,
  },
);

it(
  'whatever links a folder holds, each of its notes is found once, and nothing outside',
  async () => {
    await fc.assert(
      fc.asyncProperty(SHAPE, async (links) => {
        const cwd = await mkdtemp(join(tmpdir(), 'cribsheet shape '));
        for (const place of PLACES) await mkdir(join(cwd, 'notes', place), { recursive: true });
        for (const place of PLACES) await writeFile(join(cwd, 'notes', place, 'n.md'), '# A\n');
        await writeFile(join(cwd, 'secret.md'), '# Secret\n');
        for (const [i, [at, to]] of links.entries())
          await symlink(to === '/' ? '/' : join(cwd, 'notes', to), join(cwd, 'notes', at, `link${i}`));
        for (const path of ['notes', 'notes/**/*.md']) {
          const { value } = await findNotes([path], { cwd, out: 'output' });
          const real = value.map((file) => realpathSync(join(cwd, file)));
          expect([...new Set(real)].sort()).toEqual([...real].sort());
          expect(real).toHaveLength(PLACES.length);
        }
        await rm(cwd, { recursive: true });
      }),
      { seed: 18, numRuns: fuzzRuns(25) },
    );
  },
  fuzzMs(60_000),
);

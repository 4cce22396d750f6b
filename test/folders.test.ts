import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findNotes } from '../src/files/files.js';
import { temporaryFolder } from './temporary-folder.js';

it('folders that link each other are each read once', { timeout: 30_000 }, async () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
  const cwd = await temporaryFolder(
    Object.fromEntries(names.map((name) => [`notes/${name}/${name}.md`, '# A\n'])),
  );
  for (const from of names) {
    for (const to of names) if (from !== to) await symlink(`../${to}`, join(cwd, 'notes', from, `to-${to}`));
  }
  const { value, problems } = await findNotes(['notes'], { cwd, out: 'output' });
  expect(value).toHaveLength(names.length);
  expect(problems).toEqual([]);
});

it('a link to a folder elsewhere is named and not looked into', { timeout: 30_000 }, async () => {
  const cwd = await temporaryFolder({ 'notes/a.md': '# A\n' });
  await symlink('/', join(cwd, 'notes', 'more'));
  const { value, problems } = await findNotes(['notes'], { cwd, out: 'output' });
  expect(value).toEqual(['notes/a.md']);
  expect(problems.map(({ file }) => file)).toEqual(['notes/more']);
});

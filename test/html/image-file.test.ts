import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { givenFolder } from '../../src/batch/cache/load-note.js';
import { ImageFinder } from '../../src/html/image-file.js';
import { temporaryFolder } from '../temporary-folder.js';

const FILES = {
  'secret.png': '',
  'graph/assets/a.png': '',
  'graph/notes/deep/n.md': '',
  'graph/other/b.png': '',
};

it('finds a picture above the note where it lies in the folder that was given, and no further', async () => {
  const cwd = realpathSync(await temporaryFolder(FILES));
  const note = join(cwd, 'graph/notes/deep/n.md');
  const given = givenFolder('graph/notes/deep/n.md', { cwd, paths: ['graph'] });
  expect(given).toBe(join(cwd, 'graph'));
  const finder = new ImageFinder(note, given);
  expect(finder.find('../../assets/a.png')).toEqual({ path: join(cwd, 'graph/assets/a.png') });
  expect(finder.find('../../../secret.png')).toHaveProperty('reason');
  // A name alone is no way there: another note's picture may bear it.
  expect(finder.find('b.png')).toHaveProperty('reason');
  expect(new ImageFinder(note, null).find('../../assets/a.png')).toHaveProperty('reason');
});

it('takes the outermost folder that was given, or in which a glob begins; a file gives none', async () => {
  const cwd = await temporaryFolder(FILES);
  const of = (...paths: string[]) => givenFolder('graph/notes/deep/n.md', { cwd, paths });
  expect(of('graph/notes', 'graph')).toBe(join(cwd, 'graph'));
  expect(of('graph/**/*.md')).toBe(join(cwd, 'graph'));
  expect(of('graph/other')).toBe(null);
  expect(of('graph/notes/deep/n.md')).toBe(null);
});

import { chmod, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getuid } from 'node:process';
import { describe, expect, it } from 'vitest';
import { findNotes } from '../src/files/find-notes.js';
import { decodeUtf8, readNoteText } from '../src/files/read-note-text.js';
import { writeWhole } from '../src/files/write-whole.js';
import { temporaryFolder } from './temporary-folder.js';

const find = async (paths: readonly string[], cwd: string) => findNotes(paths, { cwd, out: 'output' });

describe('findNotes', () => {
  const files = {
    'notes/b.md': '',
    'notes/a.markdown': '',
    'notes/deep/C.MD': '',
    'notes/text.txt': '',
    'notes/.hidden/x.md': '',
    'notes/node_modules/y/readme.md': '',
    'notes/a [draft].md': '',
    'output/z.md': '',
  };

  it('takes a folder for the notes below it', async () => {
    const cwd = await temporaryFolder(files);
    const { value, problems } = await find(['notes'], cwd);
    expect(value).toEqual(['notes/a [draft].md', 'notes/a.markdown', 'notes/b.md', 'notes/deep/C.MD']);
    expect(problems).toEqual([]);
  });

  it('leaves out the output folder and takes each file once', async () => {
    const cwd = await temporaryFolder(files);
    const { value } = await find(['.', 'notes/b.md', './notes/b.md'], cwd);
    expect(value.filter((file) => file.endsWith('b.md'))).toEqual(['notes/b.md']);
    expect(value).not.toContain('output/z.md');
  });

  it('takes globs, and names that look like one', async () => {
    const cwd = await temporaryFolder(files);
    expect((await find(['notes/*.md'], cwd)).value).toEqual(['notes/a [draft].md', 'notes/b.md']);
    expect((await find(['notes/a [draft].md'], cwd)).value).toEqual(['notes/a [draft].md']);
    expect((await find(['notes/text.txt'], cwd)).value).toEqual(['notes/text.txt']);
  });

  it('says what was not found, and the nearest name', async () => {
    const cwd = await temporaryFolder({ ...files, 'empty/x.txt': '' });
    const { value, problems } = await find(['note', 'empty', '*.rst', 'notes/b.md'], cwd);
    expect(value).toEqual(['notes/b.md']);
    expect(problems.map(({ message }) => message)).toEqual([
      'no such file or folder',
      'no notes in this folder',
      'no file matches this pattern',
    ]);
    expect(problems[0]?.hints).toEqual(['Did you mean notes?']);
  });
});

describe('reading', () => {
  it('drops a byte order mark', () => {
    expect(decodeUtf8(Buffer.from('\ufeffa', 'utf8'), 'a.md')).toBe('a');
  });

  it.each([
    ['a bad byte', [0x61, 0x0a, 0xc3, 0xa9, 0x62, 0xff, 0x63], 2, 3],
    ['a bad first byte', [0xff], 1, 1],
    ['a character cut off at the end', [0x61, 0xe2, 0x82], 1, 2],
    ['UTF-16', [0xff, 0xfe, 0x61, 0x00], 1, 1],
    ['Latin-1', [...Buffer.from('caf\u00e9 au lait', 'latin1')], 1, 4],
  ])('names the place of %s', (_name, bytes, line, column) => {
    expect(() => decodeUtf8(Uint8Array.from(bytes), 'a.md')).toThrow(
      expect.objectContaining({ problem: expect.objectContaining({ line, column }) }),
    );
  });

  it('says why a file cannot be read', async () => {
    const cwd = await temporaryFolder({});
    await expect(readNoteText('x.md', cwd)).rejects.toThrow('cannot read x.md: it does not exist');
    await expect(readNoteText('caf\uFFFD.md', cwd)).rejects.toThrow('its name is not UTF-8');
    await expect(readNoteText('.', cwd)).rejects.toThrow('a folder is in its place');
  });
});

describe('writeWhole', () => {
  it('makes folders, replaces files and leaves nothing else behind', async () => {
    const cwd = await temporaryFolder({ 'a/old.txt': 'old' });
    await writeWhole(join(cwd, 'a/old.txt'), 'new');
    await writeWhole(join(cwd, 'b/c/d.bin'), Uint8Array.of(1, 2));
    expect(await readFile(join(cwd, 'a/old.txt'), 'utf8')).toBe('new');
    expect(await readdir(join(cwd, 'a'))).toEqual(['old.txt']);
    expect([...(await readFile(join(cwd, 'b/c/d.bin')))]).toEqual([1, 2]);
  });

  it('cleans up and explains when a folder or a file is in the way', async () => {
    const cwd = await temporaryFolder({ 'a/sheet.pdf/x': '', file: '' });
    await expect(writeWhole(join(cwd, 'a/sheet.pdf'), 'x')).rejects.toThrow('cannot write sheet.pdf');
    expect(await readdir(join(cwd, 'a'))).toEqual(['sheet.pdf']);
    await expect(writeWhole(join(cwd, 'file/sheet.pdf'), 'x')).rejects.toThrow('a file stands where');
  });

  it('replaces a link instead of writing through it', async () => {
    const cwd = await temporaryFolder({ 'secret.txt': 'secret' });
    await symlink(join(cwd, 'secret.txt'), join(cwd, 'sheet.pdf'));
    await writeWhole(join(cwd, 'sheet.pdf'), 'sheet');
    expect(await readFile(join(cwd, 'secret.txt'), 'utf8')).toBe('secret');
  });

  it.skipIf(getuid?.() === 0)('explains a folder without permission', async () => {
    const cwd = await temporaryFolder({ 'a/x': '' });
    await chmod(join(cwd, 'a'), 0o500);
    await expect(writeWhole(join(cwd, 'a/y'), 'x')).rejects.toThrow('permission denied');
    await chmod(join(cwd, 'a'), 0o700);
    await writeFile(join(cwd, 'a/y'), '');
  });
});

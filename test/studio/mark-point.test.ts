import { readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseNote } from '../../src/note/parse-note.js';
import { withEdit } from '../../src/studio/line-edits.js';
import { markPoint, pointsOf } from '../../src/studio/mark-point.js';
import { StudioNote } from '../../src/studio/studio-note.js';
import { temporaryFolder } from '../temporary-folder.js';

/** The text with the point of these words marked. */
function marked(lines: readonly string[], words: string, mark: 'keep' | 'skip' = 'keep') {
  const text = `${lines.join('\n')}\n`;
  const note = parseNote(text, 'note.md').value;
  const point = pointsOf(note).find((one) => one.text === words);
  return point === undefined ? null : markPoint(text, note, { id: point.id, mark, dialect: 'auto' });
}

it.each([
  ['an item', ['# A', '', '- one', '- two'], 'one', '- {: .keep} one', 1],
  ['an item with items below', ['- one', '  - two', '  - three', '- four'], 'one', '- {: .keep} one', 1],
  ['an item within an item', ['- one', '  - two', '  - three'], 'three', '  - {: .keep} three', 1],
  ['a numbered item', ['1. one', '2. two'], 'two', '2. {: .keep} two', 1],
  ['an item of a quote', ['## A', '{: #a}', '', '> - one', '> - two'], 'two', '> - {: .keep} two', 1],
  ['a paragraph', ['# A', '', 'one', 'and more', '', 'two'], 'one and more', 'and more\n{: .keep}', 1],
  ['a paragraph of an item', ['- one', '', '  two', '', '- three'], 'two', '  two\n  {: .keep}', 1],
  ['a listing', ['# A', '', '```sh', 'ls', '```', '', 'two'], 'ls', '```\n{: .keep}', 1],
  [
    'a row, with its table',
    ['# A', '', '| a | b |', '|---|---|', '| 1 | 2 |', '', 'x'],
    '1 2',
    '| 1 | 2 |\n{: .keep}',
    2,
  ],
  ['a task', ['- [ ] one', '- [x] two'], 'two', '{: .keep}', 1],
  ['what is skipped', ['- {: .skip} one', '- two'], 'one', '- {: .keep} one', 1],
  ['a definition', ['one', ': two', ': three', '', 'x'], 'three', ': three\n  {: .keep}', 1],
])('%s is marked where the mark holds for it', (_, lines, words, expected, count) => {
  const result = marked(lines, words);
  expect(result?.text).toContain(expected);
  expect(result?.points).toBe(count);
});

it('a mark that changes how other words are read is not taken', () => {
  // Read as kramdown, `a | b` would become a table.
  const lines = ['# A', '', 'a | b', '', '- one'];
  const note = parseNote(lines.join('\n'), 'note.md').value;
  const before = pointsOf(note).map(({ text }) => text);
  const result = marked(lines, 'one');
  const after = result && pointsOf(parseNote(result.text, 'note.md').value).map(({ text }) => text);
  expect(after ?? before).toEqual(before);
});

it('line ends stay as they are', () => {
  expect(withEdit('a\r\nb\r\n', { line: 1, isNew: true, text: 'x' })).toBe('a\r\nx\r\nb\r\n');
  expect(withEdit('a\nb', { line: 2, isNew: true, text: 'x' })).toBe('a\nb\nx');
  expect(withEdit('a\rb\r', { line: 2, isNew: false, text: 'x' })).toBe('a\rx\r');
});

describe('a note of the studio', () => {
  const TEXT = '\uFEFF# A\r\n\r\n- one\r\n- two\r\n';

  async function opened() {
    const folder = await temporaryFolder({ 'notes/a.md': TEXT });
    const file = join(folder, 'notes/a.md');
    return { folder, file, note: StudioNote.ofFile('notes/a.md', { cwd: folder, dialect: 'auto' }) };
  }

  async function idOf(note: StudioNote, words: string): Promise<number> {
    return pointsOf((await note.read()).note).find(({ text }) => text === words)?.id ?? -1;
  }

  it('shows a mark at once and writes it when told, the rest byte for byte', async () => {
    const { file, note } = await opened();
    expect(await note.mark(await idOf(note, 'two'), 'keep')).toBe(true);
    const { changes, version } = await note.read();
    expect(changes).toEqual([{ line: 4, before: '- two', after: '- {: .keep} two' }]);
    expect(await readFile(file, 'utf8')).toBe(TEXT);
    await note.write(version);
    expect(await readFile(file, 'utf8')).toBe('\uFEFF# A\r\n\r\n- one\r\n- {: .keep} two\r\n');
    expect((await note.read()).changes).toEqual([]);
  });

  it('writes nothing where the file is another than the one that was seen', async () => {
    const { file, note } = await opened();
    await note.mark(await idOf(note, 'two'), 'skip');
    const { version } = await note.read();
    await writeFile(file, '# A\n\n- zero\n- two\n');
    await expect(note.write(version)).rejects.toThrow('has changed since it was read');
    expect(await readFile(file, 'utf8')).toBe('# A\n\n- zero\n- two\n');
    // The mark follows its words.
    expect((await note.read()).changes).toEqual([{ line: 4, before: '- two', after: '- {: .skip} two' }]);
  });

  it('writes through a link and keeps the rights of the file', async () => {
    const { folder, file } = await opened();
    await symlink(file, join(folder, 'link.md'));
    const { mode } = await stat(file);
    const note = StudioNote.ofFile('link.md', { cwd: folder, dialect: 'auto' });
    await note.mark(await idOf(note, 'one'), 'keep');
    await note.write((await note.read()).version);
    expect(await readFile(file, 'utf8')).toContain('{: .keep} one');
    expect((await stat(file)).mode).toBe(mode);
  });

  it('takes a mark back, and lets go of all', async () => {
    const { note } = await opened();
    await note.mark(await idOf(note, 'one'), 'keep');
    await note.mark(await idOf(note, 'two'), 'keep');
    await note.mark(await idOf(note, 'one'), null);
    expect((await note.read()).changes).toHaveLength(1);
    note.discard();
    expect((await note.read()).changes).toEqual([]);
  });
});

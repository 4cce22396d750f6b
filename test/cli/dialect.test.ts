import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { run } from '../../src/cli/run.js';
import { build, type listSections, readNote } from '../../src/index.js';
import { temporaryFolder } from '../temporary-folder.js';

/** kramdown would set the quotes, the dash and the dots. */
const PLAIN = '# Lambda\n\n- It\'s "serverless" -- no machines...\n\n%%for me%%\n';
const SIGNED = '# EBS\n\n- {: .keep} disks\n\n%%one%%\n\n%%two%%\n';
/** What looks like kramdown and is none. */
const ACCIDENTS = [
  '# Syntax',
  'A slice is written {:} or {: here}, and `{: .code}` is code.',
  '- {"a":1}, {:name "x"} and $\\{:x\\}$',
  'Time: {:%H:%M} and {: .5f}',
  'the emoji {:smile:}',
  '',
  '{: just some words in braces}',
  '',
  'A sentence that ends.',
  ': not a definition',
  '',
  '    {: .in-code}',
  '',
  '```\n{:toc}\n*[HTML]: x\n```',
].join('\n');

async function cribsheet(cwd: string, ...argv: readonly string[]) {
  let stdout = '';
  const ignored = { write: () => undefined, isTTY: false, columns: 80 };
  const { signal } = new AbortController();
  const sink = { write: (text: string) => (stdout += text), isTTY: false };
  const code = await run(argv, { stdout: sink, stderr: ignored, env: {}, cwd, signal });
  return { code, stdout };
}

it('list says how each note was read and what decided it', async () => {
  const cwd = await temporaryFolder({
    'n/asked.md': `---\ncribsheet:\n  dialect: kramdown\n---\n${PLAIN}`,
    'n/plain.md': PLAIN,
    'n/signed.md': SIGNED,
    'n/accidents.md': ACCIDENTS,
  });
  const { stdout } = await cribsheet(cwd, 'list', 'n');
  expect(stdout.split('\n').filter((line) => /read as|left out/.test(line))).toEqual([
    '  read as gfm (no sign of kramdown)',
    '  read as kramdown (the front matter, line 3)',
    '  left out: 1 comment (line 9)',
    '  read as gfm (no sign of kramdown)',
    '  left out: 1 comment (line 5)',
    '  read as kramdown (the attribute list of an item, line 3)',
    '  left out: 2 comments (lines 5, 7)',
  ]);
});

it('--dialect comes before the front matter and the text', async () => {
  const cwd = await temporaryFolder({
    'asked.md': `---\ncribsheet:\n  dialect: gfm\n---\n${PLAIN}`,
    'signed.md': SIGNED,
  });
  const read = async (...argv: readonly string[]) => {
    const { stdout } = await cribsheet(cwd, 'list', 'asked.md', 'signed.md', '--json', ...argv);
    const { notes } = JSON.parse(stdout) as Awaited<ReturnType<typeof listSections>>;
    return notes.map(({ dialect }) => [dialect.name, dialect.reason]);
  };
  expect(await read('--dialect', 'kramdown')).toEqual([
    ['kramdown', 'the option dialect'],
    ['kramdown', 'the option dialect'],
  ]);
  expect(await read('--dialect', 'gfm')).toEqual([
    ['gfm', 'the option dialect'],
    ['gfm', 'the option dialect'],
  ]);
  expect(await read('--dialect', 'auto')).toEqual([
    ['gfm', 'the front matter'],
    ['kramdown', 'the attribute list of an item'],
  ]);
});

it('readNote takes the dialect', async () => {
  const cwd = await temporaryFolder({ 'plain.md': PLAIN });
  const wordsIn = async (dialect: 'auto' | 'kramdown') => {
    const { value } = await readNote('plain.md', { cwd, dialect });
    return value.note.sections[0]?.points[0]?.text;
  };
  expect(await wordsIn('auto')).toBe('It\'s "serverless" -- no machines...');
  expect(await wordsIn('kramdown')).toBe('It’s “serverless” – no machines…');
});

it('a build reads again, and makes again what comes out differently, when the dialect changes', async () => {
  const cwd = await temporaryFolder({ 'notes/plain.md': PLAIN });
  const made = async (dialect: 'auto' | 'gfm' | 'kramdown') => {
    const { outputs, notes } = await build({ cwd, only: ['cards'], dialect });
    return [notes.map((note) => note.dialect.name).join(), outputs.some(({ cached }) => !cached)];
  };
  expect(await made('auto')).toEqual(['gfm', true]);
  expect(await made('kramdown')).toEqual(['kramdown', true]);
  expect(await made('kramdown')).toEqual(['kramdown', false]);
  expect(await made('auto')).toEqual(['gfm', true]);
  // Read the same, whoever asks for it.
  expect(await made('gfm')).toEqual(['gfm', false]);
});

it('a report says the same of a note that was not read again', async () => {
  const cwd = await temporaryFolder({ 'notes/signed.md': SIGNED });
  const first = await build({ cwd, only: ['cards'] });
  await utimes(join(cwd, 'notes/signed.md'), 1, 1);
  const again = await build({ cwd, only: ['cards'] });
  expect(again.notes).toEqual(first.notes);
  expect(again.notes).toEqual([
    {
      file: 'notes/signed.md',
      title: 'EBS',
      dialect: { name: 'kramdown', reason: 'the attribute list of an item', line: 3 },
      leftOut: [{ kind: 'comment', lines: [5, 7] }],
    },
  ]);
  const { stdout } = await cribsheet(cwd, 'cards');
  expect(stdout).toContain('left out: 2 comments.');
});

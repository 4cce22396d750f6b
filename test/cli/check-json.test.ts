import { expect, it } from 'vitest';
import type { Problem } from '../../src/index.js';
import { start } from '../cribsheet-process.js';
import { temporaryFolder } from '../temporary-folder.js';

const NOTE = [
  '---',
  'title: Storage',
  '---',
  '',
  '## S3',
  '',
  'See [disks](#esb).',
  '',
  '![classes](https://example.org/classes.png)',
  '',
  '## EBS',
  '',
  '~~~ sh',
  'lsblk',
].join('\n');

/** What docs/notes.md promises to editors. */
const PROBLEM_KEYS: readonly (keyof Problem)[] = ['severity', 'message', 'file', 'line', 'column', 'hints'];

it('check --json tells an editor each problem with its place, once', async () => {
  const cwd = await temporaryFolder({ 'notes/storage.md': `${NOTE}\n` });
  const { code, stdout, stderr } = await start(['check', 'notes/storage.md', '--json'], cwd).ended;
  const report: { outputs: unknown[]; problems: Problem[] } = JSON.parse(stdout);
  expect([code, stderr, report.outputs]).toEqual([1, '', []]);
  for (const problem of report.problems)
    expect(Object.keys(problem).sort()).toEqual([...PROBLEM_KEYS].sort());
  const places = report.problems.map(({ severity, file, line, column }) => [severity, file, line, column]);
  expect(places).toEqual([
    ['warning', 'notes/storage.md', 7, 13],
    ['error', 'notes/storage.md', 13, 1],
    ['warning', 'notes/storage.md', 9, 12],
  ]);
  expect(report.problems.map(({ hints }) => hints[0])).toEqual([
    'The nearest id is #ebs.',
    'Add a line with ~~~ after the code.',
    'Save it beside the note and write the name of that file.',
  ]);
});

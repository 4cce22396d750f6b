import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { run } from '../src/cli/run.js';
import { temporaryFolder } from './temporary-folder.js';

const GUIDE = readFileSync(new URL('../docs/editors.md', import.meta.url), 'utf8');

it('the problem matcher of docs/editors.md finds every place that is printed', async () => {
  const { tasks } = JSON.parse(/```json\n([\s\S]*?)```/.exec(GUIDE)?.[1] ?? '');
  const { regexp, severity, file, line, column, message } = tasks[0].problemMatcher.pattern;
  const cwd = await temporaryFolder({
    'notes/emr.md': '---\ncribsheet:\n  papper: a4\n---\n# EMR\n\n![plan](gone.png)\n',
    'notes/bad.md': Uint8Array.of(0x61, 0x0a, 0xff),
  });
  let printed = '';
  const write = (text: string): void => {
    printed += text;
  };
  const io = { stdout: { write }, stderr: { write }, env: {}, cwd, signal: new AbortController().signal };
  await run(['list'], io);
  const found = printed.split('\n').flatMap((text) => {
    const match = new RegExp(regexp).exec(text);
    return match ? [[severity, file, line, column, message].map((group) => match[group])] : [];
  });
  expect(found).toEqual(
    expect.arrayContaining([
      ['error', 'notes/bad.md', '2', '1', expect.stringContaining('not UTF-8')],
      ['warning', 'notes/emr.md', '3', expect.anything(), expect.stringContaining('papper')],
      ['warning', 'notes/emr.md', '7', expect.anything(), expect.stringContaining('gone.png')],
    ]),
  );
});

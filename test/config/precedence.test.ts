import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type BuildOptions, build } from '../../src/index.js';
import { temporaryFolder } from '../temporary-folder.js';

const NOTE = '# SQS\n\n- a queue decouples **producers** from consumers\n';
const OWN = '---\ncribsheet:\n  paper: letter\n---\n# SNS\n\n- a topic fans out\n';

it('the config comes before the defaults, a note before the config, the caller before the note', async () => {
  const cwd = await temporaryFolder({ 'study/sqs.md': NOTE, 'study/sns.md': OWN });
  const config = join(cwd, 'cribsheet.config.json');
  const made = async (options: BuildOptions = {}) => {
    const { outputs, problems } = await build({ cwd, config, ...options });
    expect(problems).toEqual([]);
    return Object.fromEntries(
      outputs.map((output) => [
        output.file,
        `${output.kind === 'sheet' ? output.paper : output.kind}${output.cached ? ' again' : ''}`,
      ]),
    );
  };
  const say = (paper: string) =>
    writeFileSync(
      config,
      JSON.stringify({ paths: ['study'], out: 'made', only: ['sheet'], sections: false, paper }),
    );
  say('a6');
  expect(await made()).toEqual({ 'made/sns/sns.sheet.pdf': 'letter', 'made/sqs/sqs.sheet.pdf': 'a6' });
  say('a5');
  expect(await made()).toEqual({ 'made/sns/sns.sheet.pdf': 'letter again', 'made/sqs/sqs.sheet.pdf': 'a5' });
  expect(await made({ paper: 'a6' })).toEqual({
    'made/sns/sns.sheet.pdf': 'a6',
    'made/sqs/sqs.sheet.pdf': 'a6',
  });
}, 120_000);

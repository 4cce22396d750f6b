import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULTS, OPTION_NAMES, OPTIONS } from '../../src/index.js';
import { temporaryFolder } from '../temporary-folder.js';
import { installPackage, runNode } from './installed-package.js';
import { publicExports } from './public-exports.js';

const page = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`../../${name}`, import.meta.url)), 'utf8');

const API = page('docs/api.md');

const NOTE = '# Stages\n\n- **Index**: what the next commit will hold\n\n# Undo\n\n- `git restore FILE`\n';
const NOTES = { 'notes/git-on-the-command-line.md': NOTE };

/** Examples in JavaScript, each under the line where it begins. */
function examplesOf(name: string): readonly [string, string][] {
  const text = page(name);
  return [...text.matchAll(/^```js\n([\s\S]*?)^```$/gm)].map((match) => {
    const line = text.slice(0, match.index).split('\n').length;
    return [`${name}:${line}`, match[1] ?? ''];
  });
}

/** Dependencies and the package as `npm pack` makes it, once for all examples. */
let installed = '';
beforeAll(async () => {
  installed = await mkdtemp(join(tmpdir(), 'cribsheet package '));
  await installPackage(installed, ['typescript', '@types/node']);
});
afterAll(() => rm(installed, { recursive: true, force: true }));

async function workplace(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await temporaryFolder({ 'package.json': '{"type":"module"}', ...NOTES, ...files });
  await symlink(join(installed, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

describe('docs/api.md', () => {
  it.each(publicExports().map(({ name, summary }) => [name, summary]))('tells of %s', (name, summary) => {
    expect(summary, 'it has no docstring').not.toBe('');
    const entry = API.includes(`### \`${name}(`) ? `\n\n${summary}` : `| \`${name}\` | ${summary} |`;
    const from = Math.max(0, API.indexOf(`### \`${name}(`));
    expect(API.slice(from)).toContain(entry);
  });

  it('names nothing that is not there', () => {
    const names = publicExports().map(({ name }) => name);
    const entries = [...API.matchAll(/^### `(\w+)\(/gm)].map(([, name]) => name);
    expect(names).toEqual(expect.arrayContaining(entries));
  });

  it('lists every option with its default', () => {
    for (const name of OPTION_NAMES.filter((one) => OPTIONS[one].scope !== 'terminal')) {
      const row = API.split('\n').find((line) => line.startsWith(`| \`${name}\` |`)) ?? '';
      const fallback = JSON.stringify(DEFAULTS[name]).replaceAll(',', ', ');
      expect(row).toContain(`| \`${fallback}\` | ${OPTIONS[name].scope === 'note' ? 'note' : 'caller'} |`);
    }
  });
});

describe('as a user has it', () => {
  it.each([...examplesOf('docs/api.md'), ...examplesOf('README.md')])('%s runs', async (_where, code) => {
    const folder = await workplace({ 'example.js': code });
    const { stdout, stderr } = await runNode(folder, ['example.js']);
    expect(stderr).toBe('');
    const files = [...code.matchAll(/writeFile\('([^']+)'/g)].map(([, file = '']) => file);
    for (const file of files) expect(existsSync(join(folder, file)), file).toBe(true);
    if (code.includes('console.log')) expect(stdout).not.toBe('');
  });

  it('does not make anything again because it was installed at another time', async () => {
    const folder = await workplace({});
    const argv = ['node_modules/cribsheet/dist/cli.js', '--only', 'sheet', '--no-sections', '--json'];
    await runNode(folder, argv);
    for (const file of ['cli.js', 'index.js']) {
      await utimes(join(folder, 'node_modules/cribsheet/dist', file), new Date(), new Date('2020-01-01'));
    }
    const { outputs } = JSON.parse((await runNode(folder, argv)).stdout);
    expect(outputs).toMatchObject([{ cached: true }]);
  });

  it('has types that resolve under strict, with the dependencies alone', async () => {
    const folder = await workplace({ 'use.ts': TYPED });
    const strict = ['--strict', '--exactOptionalPropertyTypes', '--noUncheckedIndexedAccess'];
    const modules = ['--module', 'NodeNext', '--target', 'ES2022', '--types', 'node'];
    const tsc = join('node_modules', 'typescript', 'bin', 'tsc');
    await runNode(folder, [tsc, ...strict, ...modules, 'use.ts']).catch((failure) => {
      throw new Error(failure.stdout);
    });
    expect((await runNode(folder, ['use.js'])).stdout).toBe(
      'output/git-on-the-command-line/git-on-the-command-line.sheet.pdf 1\n',
    );
    await writeFile(join(folder, 'wrong.ts'), "import { build } from 'cribsheet';\nbuild({ papr: 'a4' });\n");
    await expect(runNode(folder, [tsc, ...strict, ...modules, '--noEmit', 'wrong.ts'])).rejects.toThrow();
  });
});

const TYPED = `import { type BuildOptions, build, type Note, type Output, type Problem, readNote, renderSheet } from 'cribsheet';
const options: BuildOptions = { only: ['sheet'], sections: false, paper: 'a5', signal: new AbortController().signal };
const report = await build(options);
const [first]: readonly Output[] = report.outputs;
const problems: readonly Problem[] = report.problems;
const note: Note = (await readNote('notes/git-on-the-command-line.md')).value.note;
const { value } = await renderSheet(note, note.sections[0]?.id ?? null, { floor: 1.4 });
console.log(first?.file, value.fit.pages + problems.length);
`;

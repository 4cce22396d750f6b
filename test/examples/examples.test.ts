import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import matter from 'gray-matter';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../temporary-folder.js';

const EXAMPLES = fileURLToPath(new URL('../../examples/', import.meta.url));
const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

const NOTE = '# AWS Glue\n\n- catalogue\n\n# Amazon EMR\n\n- clusters\n';
const ALL = [
  'data/data.deck.html',
  'data/data.sheet.pdf',
  'data/sections/amazon-emr.deck.html',
  'data/sections/amazon-emr.sheet.pdf',
  'data/sections/aws-glue.deck.html',
  'data/sections/aws-glue.sheet.pdf',
];

const exec = promisify(execFile);
const read = (file: string): Promise<string> => readFile(join(EXAMPLES, file), 'utf8');

/** YAML by the library that reads front matter. */
function yaml(text: string) {
  return matter(`---\n${text}\n---\n`).data;
}

/** What GitHub replaces by its value before the shell sees the line. */
const expression = (name: string): string => `$\{{ ${name} }}`;

/** A machine with the notes and cribsheet installed. */
async function machine() {
  const cwd = await temporaryFolder({ 'package.json': '{}', 'notes/data.md': NOTE });
  await mkdir(join(cwd, 'node_modules/.bin'), { recursive: true });
  // As npm links it: executable.
  const program = `#!/bin/sh\nexec "${process.execPath}" "${CLI}" "$@"\n`;
  await writeFile(join(cwd, 'node_modules/.bin/cribsheet'), program, { mode: 0o755 });
  const shell = (line: string, env: Readonly<Record<string, string>> = {}) =>
    exec('sh', ['-c', line], { cwd, env: { ...process.env, npm_config_offline: 'true', ...env } });
  return { cwd, shell };
}

type Machine = Awaited<ReturnType<typeof machine>>;

async function outputsIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder, { recursive: true });
  return names.filter((name) => /\.(pdf|html)$/.test(name) && name !== 'index.html').sort();
}

/** The shares are about equal, have nothing in common, and are the whole together. */
async function expectShares({ cwd }: Machine, folders: readonly string[]): Promise<void> {
  const shares = await Promise.all(folders.map((folder) => outputsIn(join(cwd, folder))));
  expect(shares.flat().sort()).toEqual(ALL);
  const sizes = shares.map(({ length }) => length);
  expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
}

/** The merged folder is whole, and a build finds nothing to do. */
async function expectUpToDate({ cwd, shell }: Machine): Promise<void> {
  expect(await outputsIn(join(cwd, 'output'))).toEqual(ALL);
  const { outputs } = JSON.parse((await shell('npx cribsheet --json')).stdout);
  expect(outputs).toHaveLength(ALL.length);
  expect(outputs.filter(({ cached }: { readonly cached: boolean }) => !cached)).toEqual([]);
}

// Some twenty processes, each with a browser of its own.
describe('examples', { timeout: 180_000 }, () => {
  it('GitHub Actions: a matrix, then a merge', async () => {
    const { jobs } = yaml(await read('github-actions/cribsheet.yml'));
    const { matrix } = jobs.render.strategy;
    const lines = (job: { steps: { run?: string }[] }): string[] =>
      job.steps.flatMap(({ run }) => (run?.includes('cribsheet') ? [run] : []));
    const merger = await machine();
    for (const shard of matrix.shard) {
      const own = await machine();
      for (const line of lines(jobs.render)) {
        const filled = line
          .replaceAll(expression('matrix.shard'), String(shard))
          .replaceAll(expression('strategy.job-total'), String(matrix.shard.length));
        await own.shell(filled);
      }
      // The artifact: uploaded from `output`, downloaded below `shares`.
      await cp(join(own.cwd, 'output'), join(merger.cwd, `shares/share-${shard}`), { recursive: true });
    }
    await expectShares(
      merger,
      matrix.shard.map((shard: number) => `shares/share-${shard}`),
    );
    const [merge = '', ...after] = lines(jobs.merge);
    await merger.shell(merge);
    await expectUpToDate(merger);
    for (const line of after) expect((await merger.shell(line)).stdout).toContain('none made anew');
    const upload = jobs.render.steps.find(({ uses }: { uses?: string }) =>
      uses?.startsWith('actions/upload'),
    );
    expect(upload.with['include-hidden-files']).toBe(true);
  });

  it('AWS Batch: an array job, then a merge', async () => {
    const definition = JSON.parse(await read('aws-batch/job-definition.json'));
    const script = definition.containerProperties.command[1].replace('/app/', '');
    const at = await machine();
    for (const index of [0, 1]) {
      const env = { AWS_BATCH_JOB_ARRAY_INDEX: String(index), AWS_BATCH_JOB_ARRAY_SIZE: '2' };
      await at.shell(`sh "${join(EXAMPLES, 'aws-batch', script)}"`, env);
    }
    await expectShares(at, ['share-1', 'share-2']);
    await at.shell(`sh "${join(EXAMPLES, 'aws-batch/merge-shares.sh')}"`);
    expect(existsSync(join(at.cwd, 'share-1'))).toBe(false);
    await expectUpToDate(at);
  });

  it('Kubernetes: an indexed job, then a merge', async () => {
    const [job, merge] = (await read('kubernetes/job.yaml')).split(/^---$/m).map((part) => yaml(part));
    const [container] = job?.spec.template.spec.containers ?? [];
    const { completions, parallelism, completionMode } = job?.spec ?? {};
    expect([parallelism, completionMode]).toEqual([completions, 'Indexed']);
    expect(container.env).toEqual([{ name: 'SHARDS', value: String(completions) }]);
    expect(container.command).toEqual(['sh', '-c']);
    const at = await machine();
    for (let index = 0; index < completions; index += 1) {
      await at.shell(container.args[0], { SHARDS: String(completions), JOB_COMPLETION_INDEX: String(index) });
    }
    await expectShares(at, ['share-1', 'share-2', 'share-3', 'share-4']);
    await at.shell(merge?.spec.template.spec.containers[0].args[0]);
    await expectUpToDate(at);
  });

  it('make: several processes on one machine', async () => {
    const at = await machine();
    await at.shell(`make -f "${join(EXAMPLES, 'make/Makefile')}" SHARDS=2`);
    await expectShares(at, ['share-1', 'share-2']);
    await expectUpToDate(at);
    // A note that was moved away is removed; the shares follow.
    await rename(join(at.cwd, 'notes/data.md'), join(at.cwd, 'notes/other.md'));
    await at.shell(`make -f "${join(EXAMPLES, 'make/Makefile')}" SHARDS=2`);
    expect(await readdir(join(at.cwd, 'output'))).toEqual(['.cribsheet.json', 'index.html', 'other']);
  });
});

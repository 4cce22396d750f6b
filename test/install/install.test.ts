import { execFile } from 'node:child_process';
import { chmod, chown, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../temporary-folder.js';

const ROOT = join(import.meta.dirname, '../..');
/** An ordinary user, where the tests run as root. */
const OTHER = 65_534;
/** What an installation may take, the browser included. */
const LIMIT_MB = 130;
/** What npm says where there is no registry. */
const NO_REGISTRY = /ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|ENOTCACHED|ENETUNREACH/;
/** What says where the registry is. */
const REGISTRY =
  /^npm_config_.*(registry|proxy|userconfig|cafile)$|^(https?|no)_proxy$|^NODE_EXTRA_CA_CERTS$/i;
/** Node itself comes as a package of npm; another one than that of the tests where its number is given. */
const OTHER_NODES = (process.env.CRIBSHEET_NODES ?? '').split(',').filter(Boolean);

const exec = promisify(execFile);

async function bytesIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true });
  const sizes = entries.map(async (entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return bytesIn(path);
    return entry.isFile() ? (await stat(path)).size : 0;
  });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

it('runs where an ordinary user has installed the packed package, within 130 MB', async (context) => {
  const home = await temporaryFolder({ 'app/package.json': '{}', 'app/emr.md': '# EMR\n\n- **clusters**\n' });
  await chmod(home, 0o755);
  const pack = ['pack', '--ignore-scripts', '--silent', '--pack-destination', home];
  const { stdout } = await exec('npm', pack, { cwd: ROOT });
  const tarball = join(home, stdout.trim());
  const isRoot = process.getuid?.() === 0;
  const app = join(home, 'app');
  if (isRoot)
    for (const path of [home, app, tarball, join(app, 'package.json'), join(app, 'emr.md')])
      await chown(path, OTHER, OTHER);
  const user = isRoot ? { uid: OTHER, gid: OTHER } : {};
  const env = {
    PATH: process.env.PATH ?? '',
    HOME: home,
    TMPDIR: home,
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => REGISTRY.test(name))),
  };
  const run = (program: string, ...args: string[]) => exec(program, args, { cwd: app, env, ...user });

  try {
    await run(
      'npm',
      'install',
      '--no-audit',
      '--no-fund',
      '--fetch-retries=2',
      '--fetch-retry-mintimeout=500',
      tarball,
    );
  } catch (failure) {
    if (NO_REGISTRY.test(String(failure))) context.skip();
    throw failure;
  }
  const modules = join(app, 'node_modules');
  expect((await bytesIn(modules)) / 1e6).toBeLessThan(LIMIT_MB);
  for (const file of ['README.md', 'docs/theming.md', 'examples/README.md', 'LICENSE'])
    expect((await stat(join(modules, 'cribsheet', file))).isFile(), file).toBe(true);
  const cribsheet = ['--no-install', 'cribsheet'];
  expect((await run('npx', ...cribsheet, '--version')).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  expect((await run('npx', ...cribsheet, 'emr.md')).stderr).toMatch(/^The browser was unpacked.*\d+ MB in /m);
  expect((await readFile(join(app, 'output/emr/emr.sheet.pdf'), 'latin1')).slice(0, 5)).toBe('%PDF-');
  expect(await readFile(join(app, 'output/emr/emr.deck.html'), 'utf8')).toContain('<title>EMR</title>');
  expect((await run('npx', ...cribsheet, 'browser')).stdout).toContain('sandbox');
  for (const node of OTHER_NODES) {
    await rm(join(app, 'output'), { recursive: true });
    const program = ['-y', '-p', `node@${node}`, 'node', join(modules, 'cribsheet/dist/cli.js')];
    await run('npx', ...program, 'emr.md', '--only', 'sheet');
    expect((await stat(join(app, 'output/emr/emr.sheet.pdf'))).size).toBeGreaterThan(1000);
  }
}, 600_000);

it.skipIf(!process.env.CRIBSHEET_GIT)(
  'is built where it is installed from git',
  async () => {
    const home = await temporaryFolder({ 'package.json': '{}', 'emr.md': '# EMR\n\n- **clusters**\n' });
    const clone = join(home, 'clone.git');
    await exec('git', ['clone', '--quiet', '--bare', ROOT, clone]);
    const run = (program: string, ...args: string[]) => exec(program, args, { cwd: home });
    await run('npm', 'install', '--no-audit', '--no-fund', `git+file://${clone}`);
    await run('npx', '--no-install', 'cribsheet', 'emr.md', '--only', 'sheet');
    expect((await stat(join(home, 'output/emr/emr.sheet.pdf'))).size).toBeGreaterThan(1000);
  },
  600_000,
);

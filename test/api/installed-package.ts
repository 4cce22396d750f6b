import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url));

const run = promisify(execFile);

/**
 * Installs what `npm pack` makes into a folder, with its dependencies linked: what a user gets, without
 * the network. Nothing of the development dependencies can be found from there but `extras`.
 */
export async function installPackage(folder: string, extras: readonly string[] = []): Promise<void> {
  const modules = join(folder, 'node_modules');
  await mkdir(join(modules, 'cribsheet'), { recursive: true });
  await run('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], {
    cwd: REPOSITORY,
  });
  const tarball = (await readdir(folder)).find((name) => name.endsWith('.tgz')) ?? '';
  const into = join(modules, 'cribsheet');
  await run('tar', ['-xzf', join(folder, tarball), '-C', into, '--strip-components=1']);
  const { dependencies, optionalDependencies } = JSON.parse(
    await readFile(join(into, 'package.json'), 'utf8'),
  );
  for (const name of [...Object.keys({ ...dependencies, ...optionalDependencies }), ...extras]) {
    await mkdir(dirname(join(modules, name)), { recursive: true });
    await symlink(join(REPOSITORY, 'node_modules', name), join(modules, name));
  }
}

/** Runs node on a script of the folder; rejects with its output when it fails. */
export async function runNode(
  folder: string,
  args: readonly string[],
): Promise<{ readonly stdout: string; readonly stderr: string }> {
  return run(process.execPath, [...args], { cwd: folder, timeout: 120_000 });
}

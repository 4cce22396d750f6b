import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

interface Packed {
  readonly files: readonly { readonly path: string; readonly mode: number }[];
}

it('a package made from a clean tree is built, can be run, and has its documents', async () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  // npm runs this one before packing and after an install from git.
  expect(scripts.prepare).toContain('build');

  const run = promisify(execFile);
  const { stdout } = await run('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: ROOT });
  const [packed] = Object.values(JSON.parse(stdout) as readonly Packed[]);
  const modes = new Map(packed?.files.map(({ path, mode }) => [path, mode]));
  expect((modes.get('dist/cli.js') ?? 0) & 0o111).toBe(0o111);
  for (const file of ['dist/index.js', 'dist/index.d.ts', 'README.md', 'templates/deck/deck.hbs']) {
    expect([...modes.keys()]).toContain(file);
  }
  const linked = [...readFileSync(join(ROOT, 'README.md'), 'utf8').matchAll(/\]\(((?!http)[^)#]+)/g)];
  const absent = linked.map(([, target = '']) => target).filter((target) => !modes.has(target));
  expect(absent.filter((target) => !target.startsWith('examples/'))).toEqual([]);
}, 180_000);

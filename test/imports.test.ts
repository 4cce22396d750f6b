import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const STATIC = /^(?:import|export)\s+(?!type\b)[^;]*?from '([^']+)';/gm;

/** Packages that are loaded with a file, following static imports; type imports cost nothing. */
function loadedWith(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const [, target = ''] of readFileSync(file, 'utf8').matchAll(STATIC)) {
    if (target.startsWith('.')) loadedWith(resolve(dirname(file), target.replace(/\.js$/, '.ts')), seen);
    else seen.add(target);
  }
  return seen;
}

it('starting the command line loads no heavy package', () => {
  const cli = fileURLToPath(new URL('../src/cli/worker.ts', import.meta.url));
  const packages = [...loadedWith(cli)].filter((name) => !name.startsWith('/') && !name.startsWith('node:'));
  // A no-op build and --help pay for each of these at every start.
  expect(packages.sort()).toEqual(['commander', 'fastest-levenshtein', 'picocolors']);
});

import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';

const DIST = join(import.meta.dirname, '../dist');

/** Lines of code that make programs of text, comments left out. */
function evaluations(file: string): string[] {
  const code = readFileSync(file, 'utf8').replace(/^\s*(\*|\/\/).*$/gm, '');
  return [...code.matchAll(/.{0,30}(?:(?<![\w$.])eval\(|new Function\().{0,20}/g)].map(([line]) => line);
}

it.skipIf(!existsSync(DIST))('the bundle runs no text, but for what puppeteer sends to its own pages', () => {
  const files = readdirSync(DIST, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.js'),
  );
  expect(files).toContain('cli.js');
  // Puppeteer sends functions to its own pages; Handlebars calls `Function` by another name.
  const ours = files.filter((file) => !/puppeteer-core-browser/.test(file));
  expect(ours.length).toBeLessThan(files.length);
  expect(ours.flatMap((file) => evaluations(join(DIST, file)))).toEqual([]);
});

it.skipIf(!existsSync(DIST))('an error that nobody catches has its name, and no page of code', async () => {
  const entry = pathToFileURL(join(DIST, 'index.js')).href;
  const script = `import { build } from '${entry}'; await build({ papr: 'a5' });`;
  const stderr = await new Promise<string>((resolve) => {
    execFile(execPath, ['--input-type=module', '-e', script], (_failure, _out, text) => resolve(text));
  });
  expect(stderr).toMatch(/^ProblemError: unknown option "papr"$/m);
  expect(stderr).toMatch(/^ {4}at build \(/m);
  expect(stderr).toContain("hints: [ 'Did you mean paper?' ]");
  expect(Math.max(...stderr.split('\n').map((line) => line.length))).toBeLessThan(200);
});

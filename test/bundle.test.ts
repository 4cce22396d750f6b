import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
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
  const found = files.flatMap((file) => evaluations(join(DIST, file)));
  // Templates are compiled by Handlebars, which calls `Function` by another name.
  const known = ['fn = new Function(`return ${functionVa', '||(e=new Function(`return'];
  expect(found.filter((line) => !known.some((part) => line.includes(part)))).toEqual([]);
  expect(found).toHaveLength(known.length);
});

import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { layered, readOwnStyles } from '../../../src/html/own-styles/own-styles.js';
import { ProblemError } from '../../../src/problem.js';

const folder = mkdtempSync(join(tmpdir(), 'cribsheet own styles '));
afterAll(() => rmSync(folder, { recursive: true }));

/** The smallest PNG. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
writeFileSync(join(folder, 'paper.png'), PNG);
writeFileSync(join(folder, 'font.woff2'), 'wOF2 and so on');
writeFileSync(join(folder, 'words.txt'), 'no picture');

function written(css: string): string {
  const file = join(folder, 'own.css');
  writeFileSync(file, css);
  return file;
}

/** Place, message and hint of everything that is said of a style sheet. */
async function said(css: string): Promise<readonly string[]> {
  const problems = await readOwnStyles([written(css)]).then(
    (read) => read.problems,
    (failure) => [failure instanceof ProblemError ? failure.problem : Promise.reject(failure)],
  );
  return (await Promise.all(problems)).map(
    ({ severity, line, column, message, hints }) =>
      `${severity} ${line}:${column} ${message}${hints.length > 0 ? ` → ${hints.join(' ')}` : ''}`,
  );
}

describe('a style sheet of the user’s', () => {
  it.each([
    [
      'a missing semicolon',
      'p {\n  color: red\n  margin: 0;\n}',
      /^error 3:\d+ the style sheet cannot be read/,
    ],
    ['a rule that is not ended', 'p { color: red }\nh1 {\n  color: blue;', /^error 2:4 .*not ended/],
    ['a brace too many', 'p { color: red; }}\na { color: red }', /^error 1:18 .*cannot be read/],
    ['an open string', 'p { content: "abc\n; color: red }', /^error \d+:\d+ .*cannot be read/],
    ['another file', '@import "other.css";', /^error 1:1 @import is not followed.*--css/],
    [
      'a file of the network',
      'p {\n background: url(https://a.example/b.png) }',
      /^error 2:14 not loaded: https:\/\/a\.example\/b\.png/,
    ],
    ['the same without a scheme', 'p { background: url(//a.example/b.png) }', /^error 1:17 not loaded/],
    [
      'the same in a custom property',
      ':root { --logo: url("http://a.example/b.png") }',
      /^error 1:17 not loaded/,
    ],
    [
      'the same as a string',
      'p { background: image-set("http://a.example/b.png" 1x) }',
      /^error 1:17 image-set/,
    ],
    ['a file that is not there', 'p { background: url(gone.png) }', /^error 1:17 there is no file gone\.png/],
    ['a file of another kind', 'p { background: url(words.txt) }', /^error 1:17 words\.txt is not a picture/],
    [
      'a picture as a font',
      '@font-face { font-family: A; src: url(paper.png) }',
      /^error 1:35 paper\.png is not a font/,
    ],
    [
      'an unknown property',
      'p {\n  colr: red;\n}',
      /^warning 2:3 unknown property "colr" → Did you mean color\?/,
    ],
    ['a value that is none', 'p { color: rde; width: 10xp }', /^warning 1:5 color cannot be "rde"/],
    [
      'an unknown at-rule',
      '@mdia print { p { color: red } }',
      /^warning 1:1 unknown at-rule @mdia → Did you mean @media\?/,
    ],
    ['a page rule', '@page { margin: 1cm }', /^warning 1:1 @page is left out/],
    [
      'a font that is nowhere',
      'p { font-family: Futura, serif }',
      /^warning 1:5 the font "Futura" is not carried along/,
    ],
    [
      'the same in a property of ours',
      'html { --text-font: "Comic Sans MS" }',
      /^warning 1:8 the font "Comic Sans MS"/,
    ],
    [
      'a font of this machine',
      '@font-face { font-family: A; src: local("Arial") }',
      /^warning 1:35 local\(\)/,
    ],
  ])('names %s with its line', async (_, css, expected) => {
    const lines = await said(css);
    expect(lines[0]).toMatch(expected);
  });

  it.each([
    'p { color: color-mix(in oklch, red, blue); text-wrap: balance; zoom: 2; -webkit-line-clamp: 2 }',
    'html { --paper-color: light-dark(#fff8e7, #221e15); --text-font: Inconsolata; font: bold 1em/1.2 Asap, serif }',
    'a { &:hover { color: red } & .b { color: var(--x, blue) } }',
    '@container (width > 400px) { p { color: red } } @supports (display: grid) { p { display: grid } }',
    '@font-face { font-family: "My Font"; src: url(font.woff2) } h1 { font-family: "My Font", "Asap Condensed" }',
    'p { background: url(paper.png), url("data:image/png;base64,AA"); mask: url(#id) }',
  ])('takes what a browser takes: %s', async (css) => {
    expect(await said(css)).toEqual([]);
  });

  it('has every file in it', async () => {
    const css = `p { background: url( 'paper.png' ) }
      @font-face { font-family: A; src: url(font.woff2) format("woff2") }`;
    const { value } = await readOwnStyles([written(css)]);
    expect(value.rulesAt(1)).toContain(`url("data:image/png;base64,${PNG.toString('base64')}")`);
    expect(value.rulesAt(1)).not.toContain('@font-face');
    expect(value.faces).toMatch(/^@font-face { font-family: A; src: url\("data:font\/woff2;base64,\w+=*"\)/);
    expect(value.files.map((file) => file.slice(folder.length + 1)).sort()).toEqual([
      'font.woff2',
      'own.css',
      'paper.png',
    ]);
  });

  it('keeps fixed lengths as long as they are on a page that is laid out larger', async () => {
    const css = 'p { margin: 1.5mm 2px -1pt 1em; width: 10% } @media (min-width: 10px) { a { top: 1rem } }';
    const { value } = await readOwnStyles([written(css)]);
    expect(value.rulesAt(8).trim()).toBe(
      'p { margin: 12mm 16px -8pt 1em; width: 10% } @media (min-width: 10px) { a { top: 8rem } }',
    );
  });

  it('cannot end the element that it stands in', async () => {
    const { value } = await readOwnStyles([written('p::before { content: "</style><script>" }')]);
    expect(layered('', value.rulesAt(1))).not.toContain('</style');
  });

  it.each([
    ['gone.css', /it does not exist/],
    ['.', /it is not a file/],
    ['circle.css', /cannot be reached/],
  ])('is a file: %s', async (name, reason) => {
    if (name === 'circle.css') symlinkSync(name, join(folder, name));
    await expect(readOwnStyles([join(folder, name)])).rejects.toThrow(reason);
  });
});

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { toHtml } from 'hast-util-to-html';
import { globSync } from 'tinyglobby';
import { describe, expect, it } from 'vitest';
import { parseKramdown } from '../../../src/markdown/kramdown/kramdown.js';
import { domLines } from '../../conformance/dom.js';

const DIR = path.resolve(import.meta.dirname, '../../cases/kramdown');
const notes = globSync('*/note.md', { cwd: DIR }).sort();

describe('cases', () => {
  it.each(notes)('%s', (note) => {
    const file = path.join(DIR, note);
    const expectedFile = path.join(path.dirname(file), 'expected.html');
    const html = toHtml(parseKramdown(readFileSync(file, 'utf8'), { file: note, firstLine: 1 }).value);
    if (!existsSync(expectedFile) && process.env.UPDATE_CASES === '1') writeFileSync(expectedFile, html);
    expect(domLines(html)).toEqual(domLines(readFileSync(expectedFile, 'utf8')));
  });
});

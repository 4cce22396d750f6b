import type { Element } from 'hast';
import { describe, expect, it } from 'vitest';
import { atomsOf, atomTree, markOf } from '../../src/deck/compose/atom-tree.js';
import { splitAtom } from '../../src/deck/compose/split-atom.js';
import { tableRecords } from '../../src/deck/compose/table-records.js';
import { slideBody } from '../../src/deck/document/slide-body.js';
import { htmlOf } from '../../src/html/to-html.js';
import { isElement, plainText } from '../../src/markdown/tree.js';
import { noteOf } from './deck-bench.js';

function bodyOf(markdown: string): Element[] {
  const [section] = noteOf(`## One\n\n${markdown}\n\n## Two\n\ntext\n`).sections;
  return section ? atomTree(section.body, section.points, new Set()) : [];
}

/** The HTML without marks, for reading. */
function shown(nodes: readonly Element[]): string {
  return htmlOf(nodes)
    .replace(/ data-[a-z]+="[^"]*"/g, '')
    .replaceAll('class="term asked"', 'class="term"')
    .replace(/ class="term"/g, '')
    .replace(/\n/g, '');
}

const keysOf = (body: readonly Element[]): string[] => atomsOf(body).map((atom) => markOf(atom)?.key ?? '');

describe('slideBody', () => {
  it('keeps a run of points in its lists and dims the parents repeated', () => {
    const body = bodyOf('- a\n  - b\n  - c\n  - d\n- e');
    const [a = '', , , d = '', e = ''] = keysOf(body);
    expect(shown(slideBody(body, new Set([d, e]), new Set([a])))).toBe(
      '<ul><li><p class="context">a</p><ul><li><p>d</p></li></ul></li><li><p>e</p></li></ul>',
    );
  });

  it('shortens a long parent at a word', () => {
    const body = bodyOf(`- ${'many words here '.repeat(20)}\n  - b`);
    const [a = '', b = ''] = keysOf(body);
    const text = plainText(slideBody(body, new Set([b]), new Set([a])));
    expect(text).toMatch(/words? …b$|many …b$|here …b$/);
    expect(text.length).toBeLessThan(100);
  });

  it('goes on with the numbers of an ordered list', () => {
    const body = bodyOf('1. a\n2. b\n3. c');
    const [, , c = ''] = keysOf(body);
    expect(shown(slideBody(body, new Set([c]), new Set()))).toBe('<ol><li value="3"><p>c</p></li></ol>');
  });

  it("repeats a table's head undimmed", () => {
    const body = bodyOf('| H | I |\n|---|---|\n| a | b |\n| c | d |');
    const [head = '', , c = ''] = keysOf(body);
    const html = shown(slideBody(body, new Set([c]), new Set([head])));
    expect(html).toContain('<th>H</th>');
    expect(html).toContain('<td>c</td>');
    expect(html).not.toContain('<td>a</td>');
    expect(html).not.toContain('context');
  });

  it('joins the pieces of a split paragraph that share a slide, and marks the ones that go on', () => {
    const [paragraph] = bodyOf('One is **bold here**. Two is. Three is.');
    const pieces = paragraph ? splitAtom(paragraph, 'sentences') : [];
    expect(pieces.map((piece) => plainText(piece))).toEqual(['One is bold here.', 'Two is.', 'Three is.']);
    const keys = keysOf(pieces);
    expect(shown(slideBody(pieces, new Set(keys.slice(0, 2)), new Set()))).toBe(
      '<p>One is <strong>bold here</strong>. Two is. </p>',
    );
    expect(shown(slideBody(pieces, new Set(keys.slice(2)), new Set()))).toBe(
      '<p class="continued">Three is.</p>',
    );
  });
});

describe('splitAtom', () => {
  it('splits code by blank lines, then by lines, and loses no character', () => {
    const [pre] = bodyOf('```\na = 1\n\nb = 2\nc = 3\nd = 4\ne = 5\nf = 6\n```');
    if (!pre) throw new Error('no code');
    const chunks = splitAtom(pre, 'sentences');
    expect(chunks).toHaveLength(2);
    const again = chunks.flatMap((chunk) => splitAtom(chunk, 'words'));
    expect(new Set(keysOf(again)).size).toBe(again.length);
    const joined = slideBody(again, new Set(keysOf(again)), new Set());
    expect(joined).toHaveLength(1);
    expect(htmlOf(joined)).toContain('a = 1\n\nb = 2\nc = 3\nd = 4\ne = 5\nf = 6');
  });

  it('splits one endless word by characters', () => {
    const [paragraph] = bodyOf('x'.repeat(700));
    const pieces = paragraph ? splitAtom(paragraph, 'characters') : [];
    expect(pieces).toHaveLength(3);
    expect(pieces.map((piece) => plainText(piece)).join('')).toBe('x'.repeat(700));
  });
});

describe('tableRecords', () => {
  it('says every cell with its head', () => {
    const [table] = bodyOf('| Name | Use | Limit |\n|---|---|---|\n| **EMR** | ETL | 20 |');
    const list = isElement(table) ? tableRecords(table) : null;
    expect(list && shown([list])).toBe(
      '<ul class="records"><li><p><span class="record-label">Name</span>: <strong>EMR</strong></p>' +
        '<ul><li><p><span class="record-label">Use</span>: ETL</p></li>' +
        '<li><p><span class="record-label">Limit</span>: 20</p></li></ul></li></ul>',
    );
  });
});

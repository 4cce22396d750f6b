import type { Element, Nodes } from 'hast';
import { toString as textOf } from 'hast-util-to-string';
import { visit } from 'unist-util-visit';
import { describe, expect, it } from 'vitest';
import { type KramdownOptions, parseKramdown } from '../../../src/markdown/kramdown/kramdown.js';

function parse(source: string, options: Partial<KramdownOptions> = {}) {
  return parseKramdown(source, { file: 'note.md', firstLine: 1, ...options });
}

/** `tag text-or-id` → line, for every element. */
function lines(source: string, firstLine = 1): readonly string[] {
  const found: string[] = [];
  visit(parse(source, { firstLine }).value as Nodes, 'element', (node: Element) => {
    found.push(`${node.tagName} ${node.position?.start.line}`);
  });
  return found;
}

function problems(source: string) {
  return parse(source).problems.map((p) => `${p.severity} ${p.line}:${p.column} ${p.message}`);
}

describe('places', () => {
  it('gives every element its line, also in lists, quotes, HTML and footnotes', () => {
    const note = [
      '# A',
      '',
      '- b',
      '  - c',
      '',
      '    para',
      '',
      '> d',
      '> > e *f*',
      '',
      '<div markdown="1">',
      'g',
      '',
      '## h',
      '</div>',
      '',
      'x[^1] y',
      'z `code`',
      '',
      '| a | b |',
      '| c | d |',
      '',
      '<table>',
      '<tr>',
      '<td>i</td>',
      '</tr>',
      '</table>',
      '',
      '[^1]: first',
      '',
      '    second',
    ].join('\n');
    expect(lines(note)).toEqual([
      'h1 1',
      'ul 3',
      'li 3',
      'ul 4',
      'li 4',
      'p 4',
      'p 6',
      'blockquote 8',
      'p 8',
      'blockquote 9',
      'p 9',
      'em 9',
      'div 11',
      'p 12',
      'h2 14',
      'p 17',
      'sup 17',
      'a 17',
      'code 18',
      'table 20',
      'tbody 20',
      'tr 20',
      'td 20',
      'td 20',
      'tr 21',
      'td 21',
      'td 21',
      'table 23',
      'tbody 23',
      'tr 24',
      'td 25',
      'div 29',
      'ol 29',
      'li 29',
      'p 29',
      'p 31',
      'a 29',
    ]);
  });

  it('counts from the first line that it is told', () => {
    expect(lines('a\n\nb', 12)).toEqual(['p 12', 'p 14']);
  });

  it('leaves no trace of the line attribute, nor one that the author wrote', () => {
    const { value } = parse('<b kd="99">x</b>');
    visit(value as Nodes, 'element', (node: Element) => {
      expect(node.properties).toEqual({});
      expect(node.position?.start.line).toBe(1);
    });
  });
});

describe('problems', () => {
  it.each([
    ['a\n\n<div>\nb', 'error 3:1 HTML tag <div> is never closed'],
    ['x\n\n  ~~~ js\nlet a', 'error 3:3 Code fence is never closed; its lines are read as text'],
    ['# A {#x}\n\n## B {#x}', 'warning 3:8 Id "x" is used twice, first on line 1'],
    ['{: .x}\n\na', 'warning 1:1 Attribute list attaches to nothing'],
    ['a\n\n{: .x}', 'warning 3:1 Attribute list attaches to nothing'],
    ['text {: .x} more', 'warning 1:6 Attribute list stands behind text and attaches to nothing'],
    ['a[^b]', 'warning 1:2 Footnote "b" is not defined'],
    ['a\n\n[^b]: c', 'warning 3:1 Footnote "b" is never referred to and is left out'],
    ['see [a][b]', 'warning 1:8 Link definition "b" is missing'],
    ['a\n{% include b.html %}', 'warning 2:1 Liquid is not run here; the tag is left out'],
    ['{% raw %}\na', 'error 1:1 Liquid tag is never closed: {% endraw %} is missing'],
    ['{::options foo="1" /}', 'warning 1:12 Unknown kramdown option "foo"'],
    ['{::comment}\na', 'error 1:1 Extension "comment" is never closed'],
  ])('%j', (source, expected) => {
    expect(problems(source)).toContain(expected);
  });

  it('finds nothing in a note that is in order', () => {
    expect(problems('# A\n\n- b *c*{: .d}\n\n<div markdown="1">\ne\n</div>\n\n~~~\nf\n~~~\n')).toEqual([]);
  });

  it('says what to do next', () => {
    for (const problem of parse('<div>\n\n{: .x}\n\na[^b]').problems)
      expect(problem.hints.length).toBeGreaterThan(0);
  });
});

describe('bounds', () => {
  it.each([
    ['quotes', '> '.repeat(100_000)],
    ['lists', '- '.repeat(100_000)],
    ['brackets', '['.repeat(100_000)],
    ['images', '!['.repeat(100_000)],
    ['elements', '<div>'.repeat(100_000)],
    ['spans', '<b>'.repeat(100_000)],
    ['raw HTML', `{::nomarkdown}${'<div>'.repeat(30_000)}{:/}`],
    [
      'references between attribute lists',
      Array.from({ length: 20_000 }, (_, i) => `{:a${i}: a${i + 1}}\n`).join(''),
    ],
  ])('does not overflow the stack on deeply nested %s', (_name, source) => {
    expect(() => parse(`${source}word\n`)).not.toThrow();
    expect(textOf(parse(`${source}word\n`).value)).toContain('word');
  });

  it('does not trust U+0000 nor names of Object', () => {
    const text = textOf(
      parse('<!--\u0000u1-->\n\n* a\n{:toc}\n\n{:constructor: .a}\n\nx\n{: __proto__ constructor}\n').value,
    );
    expect(text).toContain('x');
  });
});

describe('dialect', () => {
  it('makes ids as kramdown does with GFM input', () => {
    const [heading] = parse('# 1. Größe & Preis').value.children;
    expect((heading as Element).properties.id).toBe('1-größe--preis');
  });

  it('gives no id twice, also where a text looks like a numbered one', () => {
    const root = parse('# A\n\n# A\n\n# A-1\n\n# A\n').value;
    const ids = root.children.filter((n) => n.type === 'element').map((n) => n.properties.id);
    expect(ids).toEqual(['a', 'a-1', 'a-1-1', 'a-2']);
  });

  it('reads a byte order mark and Windows line ends as if they were not there', () => {
    expect(textOf(parse('\uFEFF# A\r\n\r\nb\r\n').value)).toBe(textOf(parse('# A\n\nb\n').value));
  });

  it('fills in the values of page and site', () => {
    const variables = new Map([['page.title', 'EMR']]);
    expect(textOf(parse('On {{ page.title }}', { variables }).value).trim()).toBe('On EMR');
  });
});

import type { Element, ElementContent } from 'hast';
import { expect, it } from 'vitest';
import { tableRecords } from '../../src/deck/compose/table-records.js';
import { isElement, isTag, plainText } from '../../src/markdown/tree.js';
import { parseNote } from '../../src/note/parse-note.js';
import { joinSpans } from '../../src/note/table-grid.js';

const MATRIX = `# Risk

<table>
<tr><th rowspan="2">No</th><th colspan="2">Risk</th></tr>
<tr><th>low</th><th>high</th></tr>
<tr><td>1</td><td colspan="2">both</td></tr>
<tr><td rowspan="2">2</td><td>d</td><td>f</td></tr>
<tr><td>g</td><td>i</td></tr>
</table>
`;

function tableOf(markdown: string): Element {
  const found: Element[] = [];
  const look = (node: ElementContent): void => {
    if (!isElement(node)) return;
    if (isTag(node, 'table')) found.push(node);
    else node.children.forEach(look);
  };
  const { sections, intro } = parseNote(markdown, 'note.md', 'gfm').value;
  [...intro, ...sections.flatMap(({ body }) => body)].forEach(look);
  const [table] = found;
  if (!table) throw new Error('no table');
  return table;
}

function rowsOf(node: Element): Element[] {
  return node.children.filter(isElement).flatMap((child) => (isTag(child, 'tr') ? [child] : rowsOf(child)));
}

const texts = (table: Element): string[][] =>
  rowsOf(table).map((row) => row.children.map((cell) => plainText(cell)));

it('makes every row whole: what spans rows is repeated in each', () => {
  expect(texts(tableOf(MATRIX))).toEqual([
    ['No', 'Risk'],
    ['No', 'low', 'high'],
    ['1', 'both'],
    ['2', 'd', 'f'],
    ['2', 'g', 'i'],
  ]);
});

it('numbers no word twice: the points are those of the rows as written', () => {
  const { sections, introPoints } = parseNote(MATRIX, 'note.md', 'gfm').value;
  const rows = [...introPoints, ...sections.flatMap(({ points }) => points)].filter(
    ({ kind }) => kind === 'row',
  );
  expect(rows.map(({ text }) => text)).toEqual(['No Risk', 'low high', '1 both', '2 d f', 'g i']);
});

it('labels each cell by the heads over its columns', () => {
  const labels = rowsOf(tableOf(MATRIX)).map((row) =>
    row.children.map((cell) => (isElement(cell) ? cell.properties.dataLabel : null)),
  );
  expect(labels.slice(2)).toEqual([
    ['No', 'Risk low, high'],
    ['No', 'Risk low', 'Risk high'],
    ['No', 'Risk low', 'Risk high'],
  ]);
});

it('joins again the rows that stand together', () => {
  const joined = joinSpans(tableOf(MATRIX));
  expect(texts(joined).slice(3)).toEqual([
    ['2', 'd', 'f'],
    ['g', 'i'],
  ]);
  const cut = tableOf(MATRIX);
  const body = cut.children.find((child) => isTag(child, 'tbody'));
  if (!isElement(body)) throw new Error('no body');
  const later = joinSpans({ ...cut, children: [{ ...body, children: body.children.slice(2) }] });
  expect(texts(later)).toEqual([['2', 'g', 'i']]);
  expect(JSON.stringify(later)).not.toContain('dataCovered');
});

it('puts no value under a wrong label where a slide lists the rows', () => {
  const items = tableRecords(tableOf(MATRIX)).children.map((item) => plainText(item));
  expect(items).toEqual([
    'No: 1Risk low, high: both',
    'No: 2Risk low: dRisk high: f',
    'No: 2Risk low: gRisk high: i',
  ]);
});

it('survives spans that reach out of the table', () => {
  const wild =
    '# T\n\n<table><tr><td rowspan="65534">a</td><td rowspan=0>b</td></tr><tr><td>c</td></tr></table>\n';
  expect(texts(tableOf(wild))).toEqual([
    ['a', 'b'],
    ['a', 'b', 'c'],
  ]);
});

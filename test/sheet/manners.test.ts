import { afterAll, describe, expect, it } from 'vitest';
import { BrowserSession } from '../../src/browser/browser-session.js';
import { BOUNDS } from '../../src/sheet/layout/page-geometry.js';
import { type MadeSheet, madeSheet } from './make-sheet.js';
import { lostPoints, strayTexts } from './read-sheet.js';

const session = new BrowserSession({ browser: null });
afterAll(() => session.close());

const PT_PER_MM = 72 / 25.4;

/** `count` of something, numbered. */
const each = (count: number, of: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => of(i)).join('\n');
const term = (i: number): string => `- **term ${i}**: words that explain it at some length, more or less`;

interface Row {
  readonly column: number;
  readonly xPt: number;
  readonly yPt: number;
  text: string;
}

/** Rows of each column, from the first column's head to the last one's foot. */
function rowsOf({ sheet, pdf }: MadeSheet): Row[] {
  const [widthPt = 0] = pdf.sizesPt[0] ?? [];
  const [marginPt, gutterPt] = [BOUNDS.marginMm * PT_PER_MM, BOUNDS.gutterMm * PT_PER_MM];
  const stepPt = (widthPt - 2 * marginPt + gutterPt) / sheet.fit.columns;
  const rows: Row[] = [];
  for (const { str, xPt, yPt } of pdf.painted) {
    const column = Math.floor((xPt - marginPt + 2) / stepPt);
    const row = rows.find((other) => other.column === column && Math.abs(other.yPt - yPt) < 2);
    if (row) row.text += str;
    else if (str.trim() !== '') rows.push({ column, xPt, yPt, text: str });
  }
  for (const row of rows) row.text = row.text.replace(/\s+/g, ' ').trim();
  return rows.sort((a, b) => a.column - b.column || b.yPt - a.yPt);
}

describe('a page', () => {
  it('has its introduction in the margins, its footnotes in their sections, its boxes clear of the text', async () => {
    const text = [
      '---\ntitle: Manners\n---\n',
      'What stands before the first section, with a list:\n',
      `${each(6, (i) => `- thing ${i} of the introduction, and a few more words\n  - below thing ${i}`)}\n`,
      '# Alpha\n\n- [ ] zebra, a task with words that go on and on until its line is full, and then some more of them\n',
      '- a point[^1]\n- another\n\n[^1]: The note at the foot.\n\n# Beta\n\n- something else\n',
      each(7, (i) => `\n# Topic ${i}\n\n${each(13, term)}\n`),
    ].join('\n');
    const made = await madeSheet(session.withPage, text);
    const { note, sheet, pdf } = made;
    expect(sheet.fit.points).toMatchObject({ dropped: [] });
    expect(lostPoints(note, sheet, pdf)).toEqual([]);
    expect(strayTexts(sheet, pdf)).toEqual([]);
    const rows = rowsOf(made);
    const at = (start: string): number => rows.findIndex((row) => row.text.includes(start));
    expect(rows[at('The note at the foot')]?.column).toBe(rows[at('a point')]?.column);
    expect(at('The note at the foot')).toBeGreaterThan(at('another'));
    expect(at('The note at the foot')).toBeLessThan(at('something else'));
    const x = (start: string): number => pdf.painted.find(({ str }) => str.startsWith(start))?.xPt ?? 0;
    const wrapped = rows[at('zebra') + 1];
    expect(Math.abs(x('zebra') - (wrapped?.xPt ?? 0))).toBeLessThan(0.3);
    // What hangs on an item is not torn off by the columns of the introduction.
    for (let i = 0; i < 6; i += 1) expect(Math.abs(x(`thing ${i}`) - x(`below thing ${i}`))).toBeLessThan(20);
  });

  it('cuts no section where all of them fit whole', async () => {
    const made = await madeSheet(
      session.withPage,
      each(8, (i) => `# Topic ${i}\n\n${each(14, term)}\n`),
      {
        columns: 4,
      },
    );
    expect(rowsOf(made).filter(({ text }) => text.endsWith('…'))).toEqual([]);
  });

  it('ends no column in a heading or a lead-in', async () => {
    const body = (i: number): string =>
      `## Part ${i}\n\n${each(3, term)}\n\nThese hold for ${i}:\n\n${each(3, (k) => `- thing ${k}`)}\n`;
    const made = await madeSheet(
      session.withPage,
      each(4, (s) => `# Topic ${s}\n\n${each(6, body)}`),
      { columns: 5 },
    );
    const rows = rowsOf(made);
    const feet = rows.filter((row, i) => rows[i + 1]?.column !== row.column).map(({ text }) => text);
    expect(feet.length).toBeGreaterThan(4);
    expect(feet.filter((text) => /^(Part|Topic) \d|:$/.test(text))).toEqual([]);
  });

  it('repeats the head of a table in each column that goes on with it, and leaves none alone', async () => {
    const table = `| Name | What it is |\n|---|---|\n${each(90, (i) => `| row ${i} | some text of the row |`)}\n`;
    const made = await madeSheet(session.withPage, `# One\n\n${table}\n# Two\n\n${each(30, term)}\n`, {
      columns: 4,
    });
    const rows = rowsOf(made);
    const parts = new Set(rows.filter(({ text }) => /^row \d+/.test(text)).map(({ column }) => column));
    expect(parts.size).toBeGreaterThan(1);
    const heads = rows.flatMap(({ text }, i) => (text.startsWith('Name') ? [rows[i + 1]?.text ?? ''] : []));
    expect(heads.length).toBe(parts.size);
    expect(heads.filter((below) => !/^row \d+/.test(below))).toEqual([]);
  });
});

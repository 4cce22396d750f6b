import { afterAll, describe, expect, it } from 'vitest';
import { BrowserSession } from '../../src/browser/browser-session.js';
import { isDiagram } from '../../src/sheet/compose/diagrams.js';
import { type ReadPdf, textOf } from '../pdf/read-pdf.js';
import { madeSheet } from './make-sheet.js';
import { bodySizePt, strayTexts } from './read-sheet.js';

const session = new BrowserSession({ browser: null });
afterAll(() => session.close());

const TYPED = [
  '+---------+      +----------------+      +--------------+      +-----------+',
  '| Browser | ---> |  Load balancer | ---> |  App server  | ---> | Database  |',
  '+---------+      +----------------+      +--------------+      +-----------+',
];
const DRAWN = [
  '┌─────────┐     ┌──────────┐     ┌────────────────┐',
  '│ Reader  │ ──> │  Writer  │ ──> │  Printer room  │',
  '└─────────┘     └──────────┘     └────────────────┘',
];
const fenced = (lines: readonly string[]): string => `\`\`\`\n${lines.join('\n')}\n\`\`\`\n`;
const points = Array.from({ length: 150 }, (_, i) => `- **term ${i}**: some words about it, and a few more`);
const rest = Array.from(
  { length: 10 },
  (_, i) => `# T${i}\n\n${points.slice(15 * i, 15 * i + 15).join('\n')}\n`,
);

/** All that is painted at one height, without spaces. */
function rowsOf({ painted }: ReadPdf): { text: string; yPt: number; sizePt: number }[] {
  const rows: { text: string; yPt: number; sizePt: number }[] = [];
  for (const { str, yPt, sizePt } of painted) {
    const text = str.replace(/\s/g, '');
    const row = rows.find((other) => Math.abs(other.yPt - yPt) < 1.5);
    if (row) row.text += text;
    else rows.push({ text, yPt, sizePt });
  }
  return rows;
}
const closed = (lines: readonly string[]): string[] => lines.map((line) => line.replace(/\s/g, ''));

describe('a drawing of boxes', () => {
  it.each([
    ['typed boxes', TYPED.join('\n'), true],
    ['drawn boxes', DRAWN.join('\n'), true],
    ['a tree of files', 'src\n├── a.ts\n└── b.ts\n', false],
    ['a sum', 'a = b + c\nd = e +- f\n', false],
    ['a table of a database', '+----+----+\n| id | no |\n+----+----+\n', true],
    ['one box of sixty lines', `+--+\n${'|  |\n'.repeat(60)}+--+\n`, false],
  ])('is told from other code: %s', (_name, code, is) => expect(isDiagram(code)).toBe(is));

  it.each([
    ['typed', TYPED],
    ['drawn', DRAWN],
  ])('stays whole and can be read, however narrow the columns: %s', async (_name, lines) => {
    const text = `# Map\n\n- before\n\n${fenced(lines)}\n- after\n\n${rest.join('\n')}`;
    const { sheet, pdf } = await madeSheet(session.withPage, text);
    expect(sheet.fit.columns).toBeGreaterThan(2);
    expect(sheet.fit.points).toMatchObject({ dropped: [] });
    const rows = rowsOf(pdf);
    expect(rows.map((row) => row.text)).toEqual(expect.arrayContaining(closed(lines)));
    const named = rows.find((row) => row.text === closed(lines)[1]);
    expect(named?.sizePt).toBeGreaterThan(0.7 * bodySizePt(pdf));
    expect(strayTexts(sheet, pdf)).toEqual([]);
    // Across the page, above the columns; its section tells which it is.
    const first = pdf.painted.find(({ str }) => str.startsWith('before'));
    expect(named?.yPt).toBeGreaterThan(first?.yPt ?? 0);
    const shown = textOf(pdf.struct);
    expect(shown).toContain('1 · Map');
    expect(shown).toContain('↑ 1');
  });

  it('that fits its column stays in its place', async () => {
    const { pdf } = await madeSheet(session.withPage, `# Map\n\n- before\n\n${fenced(DRAWN)}\n- after\n`);
    const y = (word: string): number => pdf.painted.find(({ str }) => str.startsWith(word))?.yPt ?? 0;
    const rows = rowsOf(pdf).filter(({ text }) => closed(DRAWN).includes(text));
    expect(rows.length).toBe(DRAWN.length);
    for (const { yPt } of rows) {
      expect(y('before')).toBeGreaterThan(yPt);
      expect(y('after')).toBeLessThan(yPt);
    }
    expect(textOf(pdf.struct)).not.toContain('↑');
  });

  it('keeps its spaces and leaves nothing behind where it is left out', async () => {
    const text = `# Map\n\n- before\n\n${fenced(TYPED)}{: .skip}\n\n${rest.join('\n')}${rest.join('\n').replaceAll('# T', '# U')}`;
    const { sheet, pdf } = await madeSheet(session.withPage, text, { paper: 'a5' });
    expect(sheet.fit.points.dropped.map((point) => point.text).join()).toContain('Load balancer');
    expect(pdf.painted.some(({ str }) => str.includes('balancer'))).toBe(false);
    expect(textOf(pdf.struct)).not.toContain('↑');
  });
});

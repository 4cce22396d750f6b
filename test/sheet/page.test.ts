import { readdirSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { BrowserSession } from '../../src/browser/browser-session.js';
import { ProblemError } from '../../src/problem.js';
import { folded, textOf } from '../pdf/read-pdf.js';
import { type MadeSheet, madeSheet, NOTES, noteFile, sectionNamed } from './make-sheet.js';
import { bodySizePt, lostPoints, pitchVariationPt, strayTexts } from './read-sheet.js';

const session = new BrowserSession({ browser: null });
afterAll(() => session.close());

const shipped = readdirSync(NOTES).filter((name) => name.endsWith('.md'));
const made = new Map<string, Promise<MadeSheet>>();

/** Each shipped note is made once for all tests of this file. */
function sheetOf(name: string): Promise<MadeSheet> {
  const known = made.get(name);
  if (known) return known;
  const { file, text } = noteFile(name);
  const sheet = madeSheet(session.withPage, text, {}, { file });
  made.set(name, sheet);
  return sheet;
}

const own = (text: string, options: Parameters<typeof madeSheet>[2] = {}): Promise<MadeSheet> =>
  madeSheet(session.withPage, text, options);

describe.each(shipped)('%s', (name) => {
  it('is on exactly one page, whole, with every word of every point in its order', async () => {
    const { note, sheet, pdf } = await sheetOf(name);
    expect([pdf.pages, sheet.fit.pages]).toEqual([1, 1]);
    expect(sheet.fit.points).toMatchObject({ kept: sheet.fit.points.total, dropped: [] });
    expect(sheet.fit.points.total).toBeGreaterThan(30);
    expect(lostPoints(note, sheet, pdf)).toEqual([]);
  });

  it('has nothing beyond its margins or its columns', async () => {
    const { sheet, pdf } = await sheetOf(name);
    expect(strayTexts(sheet, pdf)).toEqual([]);
  });

  it('is full, in the type that it reports', async () => {
    const { sheet, pdf } = await sheetOf(name);
    expect(sheet.fit.fill).toBeGreaterThanOrEqual(0.95);
    expect(bodySizePt(pdf)).toBeCloseTo(sheet.fit.fontSizePt, 1);
    // Asap's x-height is 523 of 1000 units.
    expect((bodySizePt(pdf) * 0.523 * 25.4) / 72).toBeCloseTo(sheet.fit.xHeightMm, 2);
  });

  it('has its lines at even distances within a paragraph', async () => {
    const { pdf } = await sheetOf(name);
    expect(pitchVariationPt(pdf)).toBeLessThan(0.2);
  });

  it('shows every section, in the order of the text', async () => {
    const { note, pdf } = await sheetOf(name);
    const text = folded(textOf(pdf.struct));
    let at = text.indexOf(folded(note.sections[0]?.points[0]?.text ?? '')) - 200;
    for (const { title } of note.sections) {
      at = text.indexOf(folded(title), Math.max(0, at));
      expect(at, title).toBeGreaterThanOrEqual(0);
    }
  });
});

/** Sections of `count` points each, long enough to overflow small papers. */
function longNote(sections: number, count: number): string {
  const point = (s: number, i: number): string =>
    `- point ${s}.${i} with words that take some room on the line, so that a page fills sooner or later`;
  return Array.from({ length: sections }, (_, s) =>
    [`# Section ${s}`, '', ...Array.from({ length: count }, (__, i) => point(s, i)), ''].join('\n'),
  ).join('\n');
}

describe('a note that does not fit', () => {
  it('drops as little as it must, says so on the sheet, and names each line', async () => {
    const text = longNote(6, 14);
    const { note, sheet, pdf, problems } = await own(text, { paper: 'a6' });
    const { total, kept, dropped } = sheet.fit.points;
    expect(total).toBe(84);
    expect(kept + dropped.length).toBe(total);
    expect(dropped.length).toBeGreaterThan(0);
    expect(pdf.pages).toBe(1);
    expect(sheet.fit.xHeightMm).toBeCloseTo(1.2, 2);
    expect(lostPoints(note, sheet, pdf)).toEqual([]);
    const shown = folded(textOf(pdf.struct));
    expect(shown).toContain(`Left out for space: ${dropped.length} of ${total} points, from lines`);
    const lines = text.split('\n');
    for (const { line, text: gone } of dropped) {
      expect(lines[line - 1]).toBe(`- ${gone}`);
      expect(shown).not.toContain(`${gone.slice(0, 10)} `);
    }
    for (const { title } of note.sections) expect(shown).toContain(title);
    expect(problems.map(({ message }) => message).join()).toContain(`${dropped.length} of ${total} points`);
    expect(problems.flatMap(({ hints }) => hints).join()).toMatch(/Section.*--when-full pages/s);
    // Not one more would have fitted: two points less to drop need clearly less room than a column has left.
    expect(sheet.fit.fill).toBeGreaterThan(0.93);
  });

  it('flows on to as few pages as hold it', async () => {
    const { note, sheet, pdf } = await own(longNote(6, 14), { paper: 'a6', whenFull: 'pages' });
    expect(sheet.fit.pages).toBe(pdf.pages);
    expect(pdf.pages).toBeGreaterThan(1);
    expect(pdf.pages).toBeLessThan(6);
    expect(sheet.fit.xHeightMm).toBeGreaterThanOrEqual(1.199);
    expect(lostPoints(note, sheet, pdf)).toEqual([]);
    expect(strayTexts(sheet, pdf)).toEqual([]);
    expect(new Set(pdf.painted.map(({ page }) => page)).size).toBe(pdf.pages);
  });

  it('takes the fewest pages also where one page tells little', async () => {
    const text = longNote(9, 12);
    const { note, sheet, pdf } = await own(text, { paper: '297x105mm', columns: 1, whenFull: 'pages' });
    expect(sheet.fit.pages).toBe(pdf.pages);
    expect(lostPoints(note, sheet, pdf)).toEqual([]);
    // Nine sections of 13 lines, some 22 lines of 1.2 mm type a page.
    expect(pdf.pages).toBeLessThanOrEqual(6);
  });

  it('is refused with advice on what to trim', async () => {
    const failure = await own(longNote(6, 14), { paper: 'a6', whenFull: 'fail' }).catch((error) => error);
    expect(failure).toBeInstanceOf(ProblemError);
    const { message, hints, line, severity } = (failure as ProblemError).problem;
    expect(severity).toBe('error');
    expect(message).toMatch(
      /does not fit on one a6 page at an x-height of 1.2 mm: about \d+ of its \d+ lines/,
    );
    expect(hints.join(' ')).toMatch(/longest sections?, "Section \d" \(lines \d+–\d+\)/);
    expect(line).toBe(1);
  });

  it('keeps what the author keeps', async () => {
    const text = longNote(6, 14)
      .replace('- point 3.7', '- {: .keep} point 3.7')
      .replace('- point 0.0', '- {: .skip} point 0.0');
    const { sheet, pdf } = await own(text, { paper: 'a6' });
    const gone = sheet.fit.points.dropped.map((point) => point.text.slice(0, 9));
    expect(gone).toContain('point 0.0');
    expect(gone).not.toContain('point 3.7');
    expect(folded(textOf(pdf.struct))).toContain('point 3.7 with words');
  });
});

describe('a note unlike others', () => {
  it.each([
    ['empty', ''],
    ['front matter alone', '---\ntitle: Only a title\n---\n'],
    ['no heading', 'Just a paragraph.\n\n- and a list\n'],
    ['a heading alone', '# Lonely\n'],
    ['one word', 'word'],
    ['a heading twice', '# A\n\nx\n\n# A\n\ny\n'],
  ])('%s is one sound page', async (_name, text) => {
    const { note, sheet, pdf } = await own(text);
    expect(pdf.pages).toBe(1);
    expect(lostPoints(note, sheet, pdf)).toEqual([]);
    expect(sheet.fit.xHeightMm).toBeLessThanOrEqual(2.401);
  });

  it('a long word, a wide table and a long line of code stay within their columns', async () => {
    const cells = Array.from({ length: 9 }, (_, i) => `heading${i}`);
    const table = [cells, cells.map(() => '---'), cells.map((_, i) => `value ${i} of a cell`)];
    const text = [
      '# Wide',
      '',
      `- ${'unbreakable'.repeat(12)} end`,
      '',
      '```',
      `${'curl --header x:y '.repeat(9)}`,
      '```',
      '',
      ...table.map((row) => `| ${row.join(' | ')} |`),
      '',
      longNote(5, 12),
    ].join('\n');
    const { note, sheet, pdf } = await own(text);
    expect(lostPoints(note, sheet, pdf)).toEqual([]);
    expect(strayTexts(sheet, pdf)).toEqual([]);
  });

  const sum = Array.from({ length: 15 }, (_, i) => `{\\text{quantity}_{${i}}}`).join('+');
  const heads = Array.from({ length: 9 }, (_, i) => `heading${i}`);
  const wideRows = [heads, heads.map(() => '---'), heads.map((_, i) => `value ${i} of a cell`)];
  it.each([
    ['formula', 0.93, `$$\n${sum}\n$$`],
    ['table', 0.93, wideRows.map((row) => `| ${row.join(' | ')} |`).join('\n')],
    ['line of code', 0.93, `\`\`\`\n${'curl --header x:y '.repeat(9)}\n\`\`\``],
    ['drawing', 0.85, `\`\`\`\n+${'-'.repeat(70)}+\n+${'-'.repeat(70)}+\n\`\`\``],
  ] as const)('one wide %s does not narrow the whole sheet', async (_name, share, wide) => {
    const rest = longNote(6, 14);
    const plain = await own(`# Wide\n\n- something\n\n${rest}`);
    const { sheet, pdf } = await own(`# Wide\n\n- something\n\n${wide}\n\n${rest}`);
    expect(sheet.fit.columns).toBe(plain.sheet.fit.columns);
    expect(sheet.fit.xHeightMm).toBeGreaterThan(share * plain.sheet.fit.xHeightMm);
    expect(sheet.fit.points).toMatchObject({ dropped: [] });
    expect(strayTexts(sheet, pdf)).toEqual([]);
  });

  it('an image and a formula in a heading', async () => {
    const text =
      '# Energy $$E = mc^2$$\n\n- a\n\n# Build [![state](https://example.org/x.svg)](https://example.org)\n\n- b\n';
    const { problems, pdf } = await own(text);
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringContaining('the image "https://example.org/x.svg" is not shown'),
    ]);
    expect(pdf.painted.map(({ str }) => str).join('')).toContain('state');
    expect(pdf.fonts.some(({ name }) => name.includes('KaTeX'))).toBe(true);
  });

  it('breaks words rather than refuse the columns asked for', async () => {
    const table = '| a | b |\n|---|---|\n| `exceptionallyLongName` | `anotherLongNameHere` |\n';
    const { note, sheet, pdf } = await own(`# A\n\n${table}\n${longNote(2, 4)}`, { paper: 'a6', columns: 6 });
    expect(sheet.fit.columns).toBe(6);
    expect(sheet.fit.points.dropped.length).toBeLessThan(note.sections.length * 9);
    expect(strayTexts(sheet, pdf)).toEqual([]);
  });

  it('fills both sides of a sheet of paper evenly', async () => {
    const text = longNote(9, 14);
    const { note, sheet, pdf } = await own(text, { paper: 'a5', pages: 2 });
    expect([pdf.pages, sheet.fit.pages]).toEqual([2, 2]);
    expect(lostPoints(note, sheet, pdf)).toEqual([]);
    expect(sheet.fit.xHeightMm).toBeGreaterThan((await own(text, { paper: 'a5' })).sheet.fit.xHeightMm);
    expect(sheet.fit.fill).toBeGreaterThan(0.85);
  });

  it('fills as many pages as asked for, evenly, also with few words', async () => {
    const { sheet, pdf } = await own('# A\n\nOne paragraph.\n\nAnother one.\n', { pages: 2 });
    expect([pdf.pages, sheet.fit.pages]).toEqual([2, 2]);
    expect(new Set(pdf.painted.map(({ page }) => page)).size).toBe(2);
  });

  it('says so where there is nothing to put on a page', async () => {
    const { sheet, pdf, problems } = await own('# A\n\nOne paragraph.\n', { pages: 3 });
    expect([pdf.pages, sheet.fit.pages]).toEqual([1, 1]);
    expect(problems.map(({ severity, message }) => `${severity}: ${message}`)).toEqual([
      'warning: the text has too few paragraphs and items for 3 pages: it stands on 1',
    ]);
  });

  it('is set in type above the usual largest where the floor asks for it', async () => {
    const { sheet } = await own(longNote(1, 3), { floor: 2.5, whenFull: 'pages' });
    expect(sheet.fit.xHeightMm).toBeCloseTo(2.5, 1);
  });

  it('shortens the only listing of a section, by no more than it must, and lists the rest', async () => {
    const code = Array.from({ length: 200 }, (_, i) => `line_${i} = ${i}`);
    const text = `# A\n\n- **one**: first\n\n# B\n\n\`\`\`\n${code.join('\n')}\n\`\`\`\n`;
    const { sheet, pdf } = await own(text, { paper: 'a6', columns: 2 });
    const shown = folded(textOf(pdf.struct));
    const [gone, ...more] = sheet.fit.points.dropped;
    expect(more).toEqual([]);
    const first = Number(/^line_(\d+) /.exec(gone?.text ?? '')?.[1]);
    expect(first).toBeGreaterThan(20);
    expect(shown).toContain(`line_${first - 1} = ${first - 1}`);
    expect(shown).not.toContain(`line_${first} `);
    expect(gone?.text).toContain('line_199 = 199');
    expect(sheet.fit.fill).toBeGreaterThan(0.9);
  });

  it('tells what more room and fewer sections would bring, and is right', async () => {
    const text = longNote(9, 14);
    const { problems } = await own(text, { paper: 'a5' });
    const hints = problems.flatMap((problem) => problem.hints).join('\n');
    const [, mm] = /With --pages 2 all 126 points fit at an x-height of ([\d.]+) mm/.exec(hints) ?? [];
    const { sheet } = await own(text, { paper: 'a5', pages: 2 });
    expect(Math.abs(Number(mm) / sheet.fit.xHeightMm - 1)).toBeLessThan(0.04);
    expect(hints).toMatch(
      /Without its (longest section|\d longest sections), "Section \d" \(lines \d+–\d+\)/,
    );
    expect(hints).toMatch(/With --when-full pages all of it takes 2 pages/);
  });

  it('that is far too long ends in a page all the same, its index naming the sections left out', async () => {
    const { note, sheet, pdf, problems } = await own(longNote(60, 2), { paper: 'a6', columns: 2 });
    expect(pdf.pages).toBe(1);
    expect(sheet.fit.points.kept).toBeGreaterThan(0);
    expect(lostPoints(note, sheet, pdf)).toEqual([]);
    expect(folded(textOf(pdf.struct))).toMatch(/Section \d+ \(lines \d+–\d+\)/);
    expect(problems.map(({ message }) => message).join()).toContain('do not fit');
  });

  it('numbers stay across columns and after an interruption', async () => {
    const items = Array.from(
      { length: 30 },
      (_, i) => `${i + 1}. step ${i + 1} of a long list of things to do`,
    );
    const { pdf } = await own(`# Steps\n\n${items.join('\n')}\n\n${longNote(2, 10)}`, { columns: 3 });
    const numbers = pdf.painted.map(({ str }) => str.trim()).filter((str) => /^\d+\.$/.test(str));
    expect(numbers).toEqual(items.map((_, i) => `${i + 1}.`));
  });
});

describe('a section', () => {
  it('is a card on the smallest paper that holds it', async () => {
    const short = await madeSheet(
      session.withPage,
      '# A\n\n- one\n- two\n\n# B\n\n- x\n',
      {},
      { section: 'a' },
    );
    expect(short.sheet.fit.paper).toBe('a6');
    const long = await madeSheet(
      session.withPage,
      `${longNote(1, 22)}\n# B\n\nx\n`,
      {},
      { section: 'section-0' },
    );
    expect(long.sheet.fit.paper).toBe('a5');
    expect(long.sheet.fit.xHeightMm).toBeGreaterThan(1.5);
    expect(lostPoints(long.note, long.sheet, long.pdf, sectionNamed(long.note, 'section-0'))).toEqual([]);
    expect(folded(textOf(long.pdf.struct))).not.toContain('B x');
  });

  it('takes the paper that it is given', async () => {
    const { sheet, pdf } = await madeSheet(
      session.withPage,
      '# A\n\n- one\n',
      { sectionPaper: 'letter', orientation: 'landscape' },
      { section: 'a' },
    );
    expect(sheet.fit).toMatchObject({ paper: 'letter', orientation: 'landscape' });
    expect(pdf.sizesPt[0]).toEqual([792, 612]);
  });
});

describe('paper', () => {
  it.each([
    ['a4', 595.3, 841.9],
    ['letter', 612, 792],
    ['a6', 297.6, 419.5],
    ['210x99mm', 595.3, 280.6],
  ] as const)('%s is %d × %d pt', async (paper, widthPt, heightPt) => {
    const { pdf } = await own('# A\n\n- one\n', { paper });
    const [width = 0, height = 0] = pdf.sizesPt[0] ?? [];
    expect(Math.abs(width - widthPt)).toBeLessThan(1);
    expect(Math.abs(height - heightPt)).toBeLessThan(1);
  });

  it('turns whichever way gives the larger type', async () => {
    const text = longNote(9, 14);
    const both = await Promise.all(
      (['portrait', 'landscape'] as const).map((orientation) => own(text, { orientation })),
    );
    const { sheet } = await own(text, { orientation: 'auto' });
    expect(sheet.fit.xHeightMm).toBeCloseTo(Math.max(...both.map((each) => each.sheet.fit.xHeightMm)), 2);
  });
});

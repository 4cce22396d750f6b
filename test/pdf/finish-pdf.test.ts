import { describe, expect, it } from 'vitest';
import { type Bookmark, finishPdf, type PdfMetadata } from '../../src/pdf/finish-pdf.js';
import { PdfFile } from '../../src/pdf/pdf-file.js';
import { laidOut } from './laid-out.js';
import { readPdf } from './read-pdf.js';

/** A PDF as Skia lays one out: objects, one cross-reference table, a trailer. */
function printed(pages: number, date = '20260101120000', more = ''): Uint8Array {
  const kids = Array.from({ length: pages }, (_, i) => `${4 + i} 0 R`).join(' ');
  return laidOut([
    `<</Type /Catalog /Pages 2 0 R /Outlines 3 0 R /PageMode /UseNone>>`,
    `<</Type /Pages /Count ${pages} /Kids [${kids}]>>`,
    `<</Creator (Chrome) /CreationDate (D:${date}+00'00') /ModDate (D:${date}+00'00')>>`,
    ...Array.from({ length: pages }, () => `<</Type /Page /Parent 2 0 R ${more}/MediaBox [0 0 300 400]>>`),
  ]);
}

/** A page with a table of two heads, named so, as objects of these numbers (7 and 8). */
function printedTable(names: readonly [string, string], [one, two]: readonly [number, number]): Uint8Array {
  const head = (name: string, alt: string): string => `<</S /TH /ID (${name}) /Alt (${alt})>>`;
  const heads = [head(names[0], 'one'), head(names[1], 'two')];
  const index = [`(${names[0]}) ${one} 0 R`, `(${names[1]}) ${two} 0 R`].sort().join(' ');
  return laidOut([
    `<</Type /Catalog /Pages 2 0 R /StructTreeRoot 5 0 R>>`,
    `<</Type /Pages /Count 1 /Kids [4 0 R]>>`,
    `<</Creator (Chrome)>>`,
    `<</Type /Page /Parent 2 0 R /MediaBox [0 0 300 400]>>`,
    `<</IDTree 6 0 R /K [${one} 0 R ${two} 0 R] /Type /StructTreeRoot>>`,
    `<</Names [${index}]>>`,
    ...(one < two ? heads : heads.reverse()),
  ]);
}

const mark = (title: string, children: readonly Bookmark[] = [], page = 0): Bookmark => ({
  title,
  page,
  topPx: 100,
  leftPx: 20,
  children,
});

const metadata: PdfMetadata = {
  title: 'Größe (a\\b) – 漢字 🚀',
  author: 'A. (B.) C.',
  keywords: ['one', 'zwei & drei'],
  date: new Date('2024-05-16T07:08:09Z'),
  bookmarks: [mark('Group', [mark('One'), mark('Two – with ünïcode', [], 1)]), mark('Last', [], 1)],
};

describe('finishPdf', () => {
  it('writes what another reader reads', async () => {
    const { bytes, pages } = finishPdf(printed(2), metadata);
    const pdf = await readPdf(bytes);
    expect([pages, pdf.pages]).toEqual([2, 2]);
    expect(pdf.info).toMatchObject({
      Title: 'Größe (a\\b) – 漢字 🚀',
      Author: 'A. (B.) C.',
      Keywords: 'one, zwei & drei',
      CreationDate: "D:20240516070809+00'00'",
      ModDate: "D:20240516070809+00'00'",
    });
    expect(pdf.outline).toEqual([
      {
        title: 'Group',
        page: 0,
        topPt: 325,
        items: [
          { title: 'One', page: 0, topPt: 325, items: [] },
          { title: 'Two – with ünïcode', page: 1, topPt: 325, items: [] },
        ],
      },
      { title: 'Last', page: 1, topPt: 325, items: [] },
    ]);
  });

  it('points every entry of its cross-reference table at its object', () => {
    const text = Buffer.from(finishPdf(printed(1), metadata).bytes).toString('latin1');
    const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)?.[1]);
    expect(text.slice(start, start + 5)).toBe('xref\n');
    const entries = [...text.slice(start).matchAll(/^(\d{10}) 00000 n \n/gm)];
    expect(entries.length).toBeGreaterThan(4);
    entries.forEach(([, at], i) => {
      expect(text.slice(Number(at)).startsWith(`${i + 1} 0 obj\n`)).toBe(true);
    });
    expect(text).toContain(`/Size ${entries.length + 1} `);
  });

  it('keeps what looks like a reference in a string, and streams byte for byte', () => {
    const more = '/A (see 1 0 R \\) 2 0 R) /B 3 0 R ';
    const bytes = Buffer.from('\x00\xff 1 0 R endobj \x80', 'latin1');
    const withStream = Buffer.from(printed(1, undefined, more))
      .toString('latin1')
      .replace(
        /\/MediaBox \[0 0 300 400\]>>/,
        (box) => `${box} stream\n${bytes.toString('latin1')}\nendstream`,
      );
    const moved = withStream.length - printed(1, undefined, more).length;
    const source = withStream.replace(/startxref\n(\d+)/, (_, at) => `startxref\n${Number(at) + moved}`);
    const text = Buffer.from(finishPdf(Buffer.from(source, 'latin1'), metadata).bytes).toString('latin1');
    expect(text).toContain('/A (see 1 0 R \\) 2 0 R) /B 2 0 R');
    expect(text).toContain(` stream\n${bytes.toString('latin1')}\nendstream`);
  });

  it('leaves no trace of when it was printed', () => {
    const early = finishPdf(printed(1, '20260101120000'), metadata).bytes;
    const late = finishPdf(printed(1, '20260202020202'), metadata).bytes;
    expect(Buffer.compare(early, late)).toBe(0);
  });

  it('names cells as they stand in the tree, whatever numbers Chrome gave them and their objects', () => {
    const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
    const first = text(finishPdf(printedTable(['node00000147', 'node00000148'], [7, 8]), metadata).bytes);
    expect(first).toMatch(/Names \[\(node00000001\) \d+ 0 R\s\(node00000002\) \d+ 0 R\]/);
    expect(first).toMatch(/\(node00000001\)[^>]*\/Alt \(one\)/);
    expect(first).toBe(
      text(finishPdf(printedTable(['node00000901', 'node00000900'], [8, 7]), metadata).bytes),
    );
  });

  it('does without bookmarks, author and keywords', async () => {
    const bare = { ...metadata, author: null, keywords: [], bookmarks: [] };
    const pdf = await readPdf(finishPdf(printed(1), bare).bytes);
    expect(pdf.outline).toEqual([]);
    expect([pdf.info.Author, pdf.info.Keywords]).toEqual([undefined, undefined]);
  });

  it('refuses a file that is laid out otherwise', () => {
    const text = Buffer.from(printed(1)).toString('latin1');
    expect(() => new PdfFile(Buffer.from(text.replace('xref\n0 5', 'xref\n1 5'), 'latin1'))).toThrow(
      'no plain cross-reference table',
    );
    expect(() => new PdfFile(Buffer.from('%PDF-1.4\n', 'latin1'))).toThrow('no end');
  });
});

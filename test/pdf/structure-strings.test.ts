import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { finishPdf, type PdfMetadata } from '../../src/pdf/finish-pdf.js';
import { start } from '../cribsheet-process.js';
import { temporaryFolder } from '../temporary-folder.js';
import { laidOut } from './laid-out.js';
import { readPdf, type StructNode } from './read-pdf.js';

/** What the syntax of PDF is made of; none of it means anything in a string. */
const SYNTAX = [
  '/K 9 0 R',
  '/K [9 0 R 10 0 R]',
  '/K',
  '/Kids [1 0 R]',
  '/P 2 0 R',
  '/Type /Pages',
  '/ID (node00000148)',
  '(node00000148)',
  '/RoleMap',
  '/StructTreeRoot 1 0 R',
  '/Outlines 1 0 R',
  '/PageMode /x',
  '/MediaBox [0 0 1 1]',
  '1 0 obj',
  'endobj',
  'stream\nx',
  'endstream',
  'xref\n0 1\n',
  'trailer <</Root 9 0 R>>',
  'startxref\n9\n%%EOF',
  '>> /K 9 0 R',
  '(((',
  ')))',
  '(a (b) \\) c',
  '\\',
  '%',
  '<FEFF',
  '#4B 9 0 R',
] as const;

/** Refers to every object, so to an element that the string is within, whatever its number. */
const EVERY_OBJECT = Array.from({ length: 150 }, (_, i) => `${i + 1} 0 R`).join(' ');
const CIRCLE = `## One\n\n<p lang="/K [${EVERY_OBJECT}]">Alpha</p>\n\n![/K [${EVERY_OBJECT}]](x.png)\n\n## Two\n\n- omega\n`;

/** Text for an attribute's value or the title of a picture. */
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('\n', '&#10;');

const inBrackets = (text: string): string => text.replace(/[\\[\]<>*_]/g, '\\$&').replace(/\n/g, ' ');

/** A note that says it wherever what it says comes into the structure, the outline or the metadata. */
function noteSaying(text: string): string {
  return [
    `---\ntitle: ${JSON.stringify(`Note ${text}`)}\nauthor: ${JSON.stringify(text)}\ntags: [${JSON.stringify(text)}]\n---`,
    `## One ${inBrackets(text)}\n`,
    `<p lang="${escaped(text)}" title="${escaped(text)}" id="${escaped(text)}">Alpha</p>\n`,
    `![${inBrackets(text)}](x.png)\n`,
    `<img src="x.png" alt="${escaped(text)}" title="${escaped(text)}">\n`,
    `<a href="https://a.example/?${escaped(text)}">address</a> <a href="#${escaped(text)}">id</a>\n`,
    '| H | I |\n|---|---|\n| a | b |\n',
    `## Two\n\n<abbr title="${escaped(text)}">omega</abbr>\n`,
  ].join('\n');
}

describe('syntax of PDF in what a note says', () => {
  it('means nothing: the sheets are made and read as any other', async () => {
    const names = SYNTAX.map((_, i) => `note-${String(i).padStart(2, '0')}`);
    const notes = SYNTAX.map((text, i) => [`notes/${names[i]}.md`, noteSaying(text)] as const);
    const cwd = await temporaryFolder({
      ...Object.fromEntries(notes),
      'notes/x.png': PNG.sync.write(new PNG({ width: 4, height: 4 })),
      'notes/circle.md': CIRCLE,
      'notes/innocent.md': '## One\n\n- Alpha\n\n## Two\n\n- omega\n',
    });
    const { child, ended } = start(['sheet', '--no-sections', '--json'], cwd);
    // A walk without an end does not hear a signal that asks.
    const clock = setTimeout(() => child.kill('SIGKILL'), 150_000);
    const { code, stdout } = await ended;
    clearTimeout(clock);
    expect(code, stdout).toBe(0);
    const { outputs } = JSON.parse(stdout) as { outputs: { note: string; file: string }[] };
    expect(outputs.map(({ note }) => note).sort()).toEqual(['circle', 'innocent', ...names]);
    for (const { file, note } of outputs) {
      const pdf = await readPdf(await readFile(join(cwd, file)));
      expect(pdf.pages, note).toBe(1);
      const text = pdf.painted.map(({ str }) => str).join('');
      for (const word of ['Alpha', 'omega']) expect(text, note).toContain(word);
      expect(pdf.outline.length, note).toBeGreaterThan(0);
      const said = SYNTAX[names.indexOf(note)]?.replace(/\s+/g, ' ');
      if (said !== undefined) expect(pdf.info.Author?.replace(/\s+/g, ' '), note).toBe(said.trim());
    }
  }, 180_000);
});

const METADATA: PdfMetadata = {
  title: 'Title',
  author: null,
  keywords: [],
  date: new Date('2024-05-16T07:08:09Z'),
  bookmarks: [],
};

/** The three forms in which a string of Latin-1 may be written. */
const WRITTEN = {
  literal: (text: string): string => `(${text.replace(/[\\()]/g, '\\$&').replaceAll('\r', '\\r')})`,
  octal: (text: string): string =>
    `(${[...text].map((each) => `\\${each.charCodeAt(0).toString(8).padStart(3, '0')}`).join('')})`,
  hex: (text: string): string => `<${Buffer.from(text, 'latin1').toString('hex')}>`,
} as const;

const FRAGMENT = fc.oneof(
  fc.constantFrom(...SYNTAX, '(x (y) z)', '\\(', ' '),
  fc.string({ unit: fc.constantFrom(...'()<>[]{}/%\\ 019RKabc#'), maxLength: 8 }),
);
const SAID = fc.array(FRAGMENT, { minLength: 1, maxLength: 4 }).map((parts) => `x${parts.join(' ')}x`);
const FORM = fc.constantFrom(...(['literal', 'octal', 'hex'] as const));

interface Element {
  readonly alt: string;
  readonly lang: string;
  readonly form: keyof typeof WRITTEN;
}

/** One page, a structure of so many figures, each with its strings; more keys for the tree's root. */
function structured(elements: readonly Element[]): Uint8Array {
  const first = 7;
  const ids = elements.map((_, i) => `${first + i} 0 R`).join(' ');
  const content = elements.map((_, i) => `/Figure <</MCID ${i}>> BDC EMC`).join('\n');
  return laidOut([
    '<</Type /Catalog /Pages 2 0 R /MarkInfo <</Marked true>> /StructTreeRoot 5 0 R>>',
    '<</Type /Pages /Count 1 /Kids [4 0 R]>>',
    '<</Creator (Chrome)>>',
    '<</Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] /StructParents 0 /Contents 6 0 R>>',
    `<</Type /StructTreeRoot /K [${ids}] /ParentTree <</Nums [0 [${ids}]]>>>>`,
    `<</Length ${content.length}>> stream\n${content}\nendstream`,
    ...elements.map(({ alt, lang, form }, i) => {
      const written = WRITTEN[form];
      return `<</Alt ${written(alt)} /Lang ${written(lang)} /Type /StructElem /S /Figure /P 5 0 R /Pg 4 0 R /K ${i}>>`;
    }),
  ]);
}

const ELEMENT = fc.record({ alt: SAID, lang: SAID, form: FORM });

describe('strings of the structure', () => {
  it('come through as they were, in whatever form they are written', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(ELEMENT, { minLength: 1, maxLength: 4 }), async (elements) => {
        const { struct } = await readPdf(finishPdf(structured(elements), METADATA).bytes);
        const figures: readonly (StructNode | string)[] = struct;
        const read = figures.map((node) => (typeof node === 'string' ? node : [node.alt, node.lang]));
        expect(read).toEqual(elements.map(({ alt, lang }) => [alt, lang]));
      }),
      { seed: 18, numRuns: 150 },
    );
  });

  it('a pair of parentheses within one needs no escape', () => {
    const { bytes } = finishPdf(
      laidOut([
        '<</Type /Catalog /Pages 2 0 R /Lang (a (/StructTreeRoot 1 0 R \\\\) 2 0 R \\) /Pages 3 0 R)>>',
        '<</Type /Pages /Count 1 /Kids [4 0 R] % /Kids [1 0 R]\n>>',
        '<</Creator (Chrome)>>',
        '<</Type /Page /Parent 2 0 R /Kid#73X [1 0 R] /MediaBox [0 0 300 400]>>',
      ]),
      METADATA,
    );
    expect(Buffer.from(bytes).toString('latin1')).toContain(
      '/Lang (a (/StructTreeRoot 1 0 R \\\\) 2 0 R \\) /Pages 3 0 R)',
    );
  });
});

/** Elements whose kids are these, as numbers from 0; the root has the first. */
function linked(kids: readonly (readonly number[])[]): Uint8Array {
  return laidOut([
    '<</Type /Catalog /Pages 2 0 R /StructTreeRoot 5 0 R>>',
    '<</Type /Pages /Count 1 /Kids [4 0 R]>>',
    '<</Creator (Chrome)>>',
    '<</Type /Page /Parent 2 0 R /MediaBox [0 0 300 400]>>',
    '<</Type /StructTreeRoot /IDTree 6 0 R /K 7 0 R>>',
    '<</Names []>>',
    ...kids.map(
      (below, i) =>
        `<</S /TH /ID (node${String(i + 100).padStart(8, '0')}) /K [${below.map((kid) => `${kid + 7} 0 R`).join(' ')}]>>`,
    ),
  ]);
}

describe('a structure of any shape', () => {
  it('is walked to an end: circles and shared elements keep the names that Chrome gave', () => {
    const kid = fc.nat({ max: 11 });
    const shape = fc.array(fc.array(kid, { maxLength: 4 }), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(shape, (kids) => {
        const text = Buffer.from(finishPdf(linked(kids), METADATA).bytes).toString('latin1');
        expect(text).toMatch(/%%EOF\n$/);
      }),
      { seed: 18, numRuns: 300 },
    );
    const circle = Buffer.from(finishPdf(linked([[1], [0]]), METADATA).bytes).toString('latin1');
    expect(circle).toContain('/ID (node00000100)');
    const tree = Buffer.from(finishPdf(linked([[1, 2], [], []]), METADATA).bytes).toString('latin1');
    expect(tree).toMatch(/\/ID \(node00000001\)[\s\S]*\/ID \(node00000002\)/);
  });

  it.each([
    ['deep', Array.from({ length: 20_000 }, (_, i) => (i < 19_999 ? [i + 1] : []))],
    ['wide', [Array.from({ length: 20_000 }, (_, i) => i + 1), ...Array.from({ length: 20_000 }, () => [])]],
  ])('%s, is tidied', (_, kids) => {
    const text = Buffer.from(finishPdf(linked(kids), METADATA).bytes).toString('latin1');
    expect(text).toContain('(node00020000)');
  });

  it('a tree of pages in a circle is refused', () => {
    const circle = laidOut([
      '<</Type /Catalog /Pages 2 0 R>>',
      '<</Type /Pages /Count 1 /Kids [2 0 R]>>',
      '<</Creator (Chrome)>>',
    ]);
    expect(() => finishPdf(circle, METADATA)).toThrow('met twice');
  });
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HtmlValidate } from 'html-validate';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterAll, describe, expect, it } from 'vitest';
import { checkDeck } from '../../src/page/deck-overflow.js';
import { DeckBench, noteOf, readNote, SHIPPED } from './deck-bench.js';

const bench = new DeckBench();
afterAll(() => bench.close());

/** Markup without scripts, styles and images' data. */
function markupOf(html: string): string {
  return html.replace(/<(script|style)>[\s\S]*?<\/\1>/g, '').replace(/data:image[^"]*/g, 'data:,');
}

/** Letters and digits only: what survives every way of setting a text. */
function bare(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
}

function textOf(html: string): string {
  const slides = markupOf(html).replace(/<aside class="notes"[\s\S]*?<\/aside>/g, '');
  const decoded = slides
    .replace(/<[^>]*>/g, '')
    .replace(/&#x([0-9a-f]+);/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/&(lt|gt|amp|quot);/g, '');
  return bare(decoded);
}

describe('the shipped notes', () => {
  it.each(SHIPPED)('%s: every slide fits, nothing is lost, the file is small and valid', async (file) => {
    const note = readNote(file);
    const { value, problems } = await bench.render(note);
    expect(problems).toEqual([]);
    expect(value.overflowing).toBe(0);
    const images = (value.html.match(/data:image[^"]*/g) ?? []).join('').length;
    expect(value.html.length - images).toBeLessThan(1.2 * 1024 * 1024);
    for (const { id } of note.sections) expect(value.html).toContain(`<section id="${id}"`);
    const text = textOf(value.html);
    const lost = note.sections
      .flatMap(({ points }) => points)
      .filter(
        ({ kind, text: words }) => kind !== 'math' && !/[\\{}]/.test(words) && !text.includes(bare(words)),
      )
      // A figure's words are its alt text, and a formula's are drawn.
      .filter(({ kind, text: words }) => kind !== 'figure' && kind !== 'row' && !/[=<>|$^_]/.test(words));
    expect(lost.map(({ line, text: words }) => `${line}: ${words}`)).toEqual([]);
    const report = await new HtmlValidate({ extends: ['html-validate:standard'] }).validateString(
      markupOf(value.html),
    );
    expect(
      report.results.flatMap(({ messages }) => messages.map((one) => `${one.line}: ${one.message}`)),
    ).toEqual([]);
  });

  it.each([
    [
      'a long answer',
      `<details>\n<summary>Which?</summary>\n\n${'- one of many items in this list\n'.repeat(40)}\n</details>`,
    ],
    ['a missing image at the top', '![a picture that is not there](none.png)\n\n- text'],
    [
      'code that wraps at its padding',
      `${'word '.repeat(9)} \`['{', 'a', '']\` ${'word '.repeat(9)} \`a long piece of code here\``.repeat(6),
    ],
    ['runs of spaces in code', `~~~\n${`| a ${' '.repeat(60)} | b ${' '.repeat(90)} |\n`.repeat(8)}~~~`],
    [
      'a table that fits at the smallest size only',
      `| Test target | ${Array.from({ length: 9 }, (_, i) => `N=${2 ** (i + 2)}`).join(' | ')} |\n|${'---|'.repeat(10)}\n${'| fastest-levenshtein | 44423 | 23702 | 10764 | 4595 | 1049 | 291.5 | 86.64 | 22.24 | 5.473 |\n'.repeat(9)}`,
    ],
    [
      'a long text around a picture that the note holds itself',
      `${'Many words. '.repeat(90)}<img src="data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7" alt="dot"> ${'More words. '.repeat(90)}`,
    ],
    ['a tree of files', '~~~\nproject\n├── src\n│   └── index.ts\n└── README.md\n~~~'],
  ])('%s overflows no slide', async (_name, text) => {
    const { value, problems } = await bench.render(noteOf(`# One\n\n${text}\n\n# Two\n\n- b\n`));
    expect(problems.filter(({ message }) => message.includes('overflows'))).toEqual([]);
    expect([value.overflowing, value.slides < 20]).toEqual([0, true]);
  });

  it.each([
    ['short', 'Many words. ', 180],
    ['long', 'A review of the classes of storage says that every bucket has one which may be changed. ', 40],
  ])('a paragraph of %s sentences fills its slides', async (_name, sentence, count) => {
    const { value } = await bench.render(noteOf(`# One\n\n${sentence.repeat(count)}\n\n# Two\n\n- b\n`));
    expect(value.overflowing).toBe(0);
    // A slide holds 12 lines of some 85 characters.
    const fewest = Math.ceil((sentence.length * count) / (12 * 85));
    expect(value.slides - 3).toBeLessThanOrEqual(fewest + 2);
  });

  it('makes a deck of one section: its title and its slides, no others', async () => {
    const note = readNote(SHIPPED[0]);
    const [first, second] = note.sections;
    const { value } = await bench.render(note, {}, first?.id ?? '');
    expect(value.html).toContain(`<section id="${first?.id}"`);
    expect(value.html).not.toContain(`<section id="${second?.id}"`);
    expect(value.html).not.toContain('id="deck-map"');
    expect(value.html.match(/<section id=/g)).toHaveLength(value.slides);
  });

  it('keeps the type size of a section from slide to slide', async () => {
    const { value } = await bench.render(readNote(SHIPPED[0]));
    const sizes = new Map<string, Set<string>>();
    const slides = value.html.matchAll(
      /<section id="([^"]+?)(?:--\d+)?"[^>]*>\s*<div class="card slide-flow[^"]*type-(\d+)/g,
    );
    for (const [, id = '', size = ''] of slides) sizes.set(id, (sizes.get(id) ?? new Set()).add(size));
    expect(sizes.size).toBeGreaterThan(15);
    for (const used of sizes.values()) expect(used.size).toBe(1);
    for (const [size] of [...sizes.values()].map((used) => [...used]))
      expect(Number(size)).toBeGreaterThanOrEqual(28 - 2);
  });
});

describe('content that no slide can hold', () => {
  const giants: Readonly<Record<string, string>> = {
    'a paragraph of 120 sentences': 'This is a sentence of some words. '.repeat(120),
    'a sentence of 1500 words': `${'word '.repeat(1500)}.`,
    'a word of 6000 letters': 'x'.repeat(6000),
    'code of 120 lines without a blank one': `\`\`\`\n${'const value = compute(value);\n'.repeat(120)}\`\`\``,
    'code of one line of 3000 characters': `\`\`\`\n${'ab '.repeat(1000)}\n\`\`\``,
    'a table of 80 rows': `| a | b |\n|---|---|\n${'| one | two |\n'.repeat(80)}`,
    'a table of 40 columns': `|${' head |'.repeat(40)}\n|${'---|'.repeat(40)}\n|${' value |'.repeat(40)}`,
    'a table with one giant cell': `| a | b |\n|---|---|\n| x | ${'many words in here '.repeat(200)} |`,
    'a list 12 levels deep': Array.from(
      { length: 12 },
      (_, i) => `${'  '.repeat(i)}- level ${i} ${'and words '.repeat(12)}`,
    ).join('\n'),
    'a giant parent with children': `- ${'parent words '.repeat(300)}\n${'  - child\n'.repeat(40)}`,
    'a quote of 100 paragraphs': '> A paragraph of a quote.\n>\n'.repeat(100),
    'a formula wider than the slide': `$$ ${'a_1 + '.repeat(90)} b $$`,
  };

  it.each(Object.entries(giants))('%s', async (_name, markdown) => {
    const note = noteOf(`# Title\n\n## One\n\n${markdown}\n\n## Two\n\n- short\n`);
    const { value, problems } = await bench.render(note);
    expect(problems).toEqual([]);
    expect(value.overflowing).toBe(0);
  });

  it('a heading and tags longer than the slide', async () => {
    const note = noteOf(
      `---\ntitle: ${'A very long title '.repeat(12)}\n---\n\n## ${'Heading words '.repeat(14)}\n\n- a\n\n## ${'B'.repeat(90)}\n\n- b\n`,
    );
    const { value, problems } = await bench.render(note);
    expect(problems).toEqual([]);
    expect(value.overflowing).toBe(0);
  });

  it('an empty note, a note without headings', async () => {
    expect((await bench.render(noteOf(''))).value).toMatchObject({ slides: 1, overflowing: 0 });
    expect((await bench.render(noteOf('Just one line.'))).value).toMatchObject({ slides: 2, overflowing: 0 });
  });
});

describe('overflow is measured', () => {
  const planted: Readonly<Record<string, [string, 'x' | 'y']>> = {
    'text below the slide': ['<p style="margin-top:700px">low</p>', 'y'],
    'text over the right edge': [`<p style="white-space:nowrap">${'wide '.repeat(200)}</p>`, 'x'],
    'a box that clips': [
      '<div style="height:20px;overflow:hidden"><p>one</p><p>two</p><p>three</p></div>',
      'y',
    ],
    'a box that scrolls': ['<div style="width:90px;overflow:auto"><p>unbreakableunbreakable</p></div>', 'x'],
    'an element above the slide': ['<p style="position:relative;top:-900px">high</p>', 'y'],
  };

  it.each(Object.entries(planted))('%s is seen', async (_name, [markup, axis]) => {
    const card = (inner: string): string =>
      `<div class="card" style="width:1280px;height:720px;overflow:hidden"><div class="slide-body">${inner}</div></div>`;
    const check = await bench.session.withPage(async (page) => {
      await page.open(`<body style="margin:0">${card('<p>fine</p>')}${card(markup)}</body>`);
      return page.run(checkDeck);
    });
    expect(check.slides).toBe(2);
    expect(check.overflows.map(({ slide }) => slide)).not.toContain(0);
    expect(check.overflows).toContainEqual(expect.objectContaining({ slide: 1, axis }));
  });

  it("is counted and reported with its line when a user's template causes it", async () => {
    const templates = mkdtempSync(join(tmpdir(), 'templates-'));
    mkdirSync(join(templates, 'deck'));
    writeFileSync(
      join(templates, 'deck', '_divider.hbs'),
      '<h2>{{heading}}</h2><p style="width:3000px">wide</p>',
    );
    const { value, problems } = await bench.render(readNote(SHIPPED[0]), { templates });
    rmSync(templates, { recursive: true });
    expect(value.overflowing).toBe(3);
    expect(problems[0]).toMatchObject({
      severity: 'warning',
      message: expect.stringContaining('overflows to the side'),
    });
  });
});

it('the PDF has a page for each slide, bookmarks, tags, and every term', async () => {
  const note = readNote(SHIPPED[0]);
  const { value } = await bench.render(note, { deckPdf: true });
  const pdf = await getDocument({ data: new Uint8Array(value.pdf ?? []), verbosity: 0 }).promise;
  expect(pdf.numPages).toBe(value.slides);
  expect(await pdf.getMarkInfo()).toMatchObject({ Marked: true });
  const outline = JSON.stringify(await pdf.getOutline());
  for (const { title } of note.sections) expect(outline).toContain(title);
  let text = '';
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    expect(page.getViewport({ scale: 1 })).toMatchObject({ width: 960, height: 540 });
    const { items } = await page.getTextContent();
    text += bare(items.map((item) => ('str' in item ? item.str : '')).join(''));
  }
  const terms = note.sections.flatMap(({ points }) => points.flatMap((point) => point.terms));
  expect(terms.filter((term) => !text.includes(bare(term)))).toEqual([]);
  await pdf.destroy();
});

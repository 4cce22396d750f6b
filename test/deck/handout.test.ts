import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterAll, describe, expect, it } from 'vitest';
import { DeckBench, noteOf } from './deck-bench.js';

const bench = new DeckBench();
afterAll(() => bench.close());

const NOTE = noteOf(
  `---\ntitle: Handed out\n---\n\n${['Alpha', 'Beta', 'Gamma', 'Delta', 'Epsilon']
    .map(
      (name) =>
        `# ${name}\n\n- what ${name} is\n${name === 'Beta' ? '\n<details><summary>Which?</summary>This.</details>\n' : ''}`,
    )
    .join('\n')}`,
);

/** Words of each page in the order of the file, with where they stand. */
async function pagesOf(bytes: Uint8Array | null): Promise<{ text: string; xs: readonly number[] }[]> {
  const pdf = await getDocument({ data: new Uint8Array(bytes ?? []), verbosity: 0 }).promise;
  const pages = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const { width, height } = page.getViewport({ scale: 1 });
    expect([Math.round(width), Math.round(height)]).toEqual([595, 842]);
    const items = (await page.getTextContent()).items.flatMap((item) => ('str' in item ? [item] : []));
    pages.push({
      text: items.map(({ str }) => str).join(' '),
      xs: items.map(({ transform }) => Number(transform[4])),
    });
  }
  await pdf.destroy();
  return pages;
}

describe('a handout', () => {
  it.each([1, 2, 3, 4, 6])('has %i slides a page, all of them, in order, on A4', async (perPage) => {
    const { value } = await bench.render(NOTE, { handout: perPage });
    expect(value.slides).toBe(8);
    const pages = await pagesOf(value.handout);
    expect(pages).toHaveLength(Math.ceil(8 / perPage));
    const last = pages.at(-1);
    expect(last?.text).toContain('Epsilon');
    expect(last?.text).toContain(`${pages.length} / ${pages.length}`);
    const text = pages.map((page) => page.text).join(' ');
    expect(text).toMatch(/Quiz ·\s+Beta/);
    const places = ['Alpha', 'Beta', 'Gamma', 'Delta', 'Epsilon'].map((name) =>
      text.indexOf(`what ${name} is`),
    );
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(Math.min(...places)).toBeGreaterThan(-1);
    // As wide as the paper, and nothing stands off it.
    for (const { xs } of pages) expect(Math.max(...xs)).toBeGreaterThan(500);
    for (const x of pages.flatMap(({ xs }) => xs)) expect(x > 20 && x < 575).toBe(true);
  });

  it('is made only where it is asked for', async () => {
    expect((await bench.render(NOTE)).value.handout).toBeNull();
  });
});

import { afterAll, describe, expect, it } from 'vitest';
import { BrowserSession } from '../../src/browser/browser-session.js';
import { markWraps } from '../../src/page/sheet-wraps.js';
import type { ReadPdf } from '../pdf/read-pdf.js';
import { madeSheet } from './make-sheet.js';

const session = new BrowserSession({ browser: null });
afterAll(() => session.close());

/** Wider than half a listing, in any face. */
const A = 'm'.repeat(12);

/** A listing 20 characters wide. */
const listing = (code: string): string =>
  `<div class="column"><pre style="position:relative;margin:0;padding:4px;width:20ch;font:16px/20px monospace;white-space:pre-wrap">${code}</pre></div>`;

function marksOf(code: string): Promise<{ rows: number[]; text: string; height: [number, number] }> {
  return session.withPage(async (page) => {
    await page.open(listing(code));
    const heightOf = (): Promise<number> => page.run(() => document.querySelector('pre')?.clientHeight ?? 0);
    const before = await heightOf();
    await page.run(markWraps);
    const { rows, text } = await page.run(() => ({
      rows: [...document.querySelectorAll<HTMLElement>('.wrap')].map((mark) =>
        Math.round((Number.parseFloat(mark.style.top) - 14) / 20),
      ),
      text: document.querySelector('pre')?.textContent ?? '',
    }));
    return { rows, text, height: [before, await heightOf()] as [number, number] };
  });
}

/** Rows of code as painted. */
function linesOf({ painted }: ReadPdf): string[] {
  const rows = new Map<number, string>();
  for (const { str, yPt, font } of painted)
    if (font.includes('Inconsolata')) rows.set(Math.round(yPt), `${rows.get(Math.round(yPt)) ?? ''}${str}`);
  return [...rows.values()].map((line) => line.trim());
}

describe('marks of wrapped code', () => {
  it.each([
    ['nothing where every line fits', 'one two\nthree\n\nfour\n', []],
    ['each row that goes on', `${A} ${A} ${A}\nee\n${A} ${A}`, [1, 2, 5]],
    ['rows of coloured code', `aa <b>bb</b> cc\n<i>${A} ${A}</i>\n<b>ff\ngg</b> hh`, [2]],
    ['a row after an empty line', `ee\n\n${A} ${A}\n`, [3]],
  ])('%s', async (_name, code, rows) => {
    const made = await marksOf(code);
    expect(made.rows).toEqual(rows);
    expect(made.text).toBe(code.replace(/<[^>]+>/g, ''));
    expect(made.height[1]).toBe(made.height[0]);
  });

  it('breaks no option in two, and adds nothing to the text of the PDF', async () => {
    const code = 'git log --oneline --graph --decorate --all --first-parent --no-merges';
    const { pdf } = await madeSheet(session.withPage, `# One\n\n~~~ sh\n${code}\n~~~\n`, { columns: 4 });
    const lines = linesOf(pdf);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.join(' ')).toBe(code);
    expect(lines.filter((line) => line.endsWith('--'))).toEqual([]);
  });

  it('keeps a comment behind its code, and its sign with it', async () => {
    const code = 'git status       # what has changed since the last commit';
    const { pdf } = await madeSheet(session.withPage, `# One\n\n~~~ sh\n${code}\n~~~\n`, { columns: 4 });
    const lines = linesOf(pdf);
    expect(lines[0]).toMatch(/^git status ?# what/);
    expect(lines.filter((line) => line.endsWith('#'))).toEqual([]);
  });
});

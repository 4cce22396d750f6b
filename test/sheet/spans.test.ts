import { afterAll, beforeAll, expect, it } from 'vitest';
import { BrowserSession } from '../../src/browser/browser-session.js';
import { wholeNote } from '../../src/note/excerpt.js';
import { parseNote } from '../../src/note/parse-note.js';
import { DEFAULTS } from '../../src/options/options.js';
import { settleSpans } from '../../src/page/sheet-spans.js';
import { makeSheet } from '../../src/sheet/make-sheet.js';
import { readPdf, textOf } from '../pdf/read-pdf.js';

const ROWS = [1, 2, 3, 4]
  .map(
    (n) => `<tr><td data-span="t-1"${n > 1 ? ' data-covered' : ' rowspan="4"'}>Group</td><td>g${n}</td></tr>`,
  )
  .join('');
const PAGE = `<style>[data-covered] { display: none }</style><main class="paper"><table><tbody>${ROWS}</tbody></table></main>`;

let session: BrowserSession;
beforeAll(() => {
  session = new BrowserSession({ browser: null, size: 1 });
});
afterAll(() => session.close());

it('shows a cell that spans rows in the first row that is left', async () => {
  const shown = await session.withPage(async (page) => {
    await page.open(PAGE, 'print');
    await page.run(() => {
      const [first] = document.querySelectorAll('tr');
      if (first) first.hidden = true;
    });
    await page.run(settleSpans);
    return page.run(() =>
      [...document.querySelectorAll('tr')]
        .filter((row) => !row.hidden)
        .map((row) =>
          [...row.cells]
            .filter((cell) => cell.offsetWidth > 0)
            .map((cell) => cell.textContent)
            .join(' '),
        ),
    );
  });
  expect(shown).toEqual(['Group g2', 'g3', 'g4']);
});

it('shows it again, and the head, where a column cuts the table', async () => {
  const rows = Array.from({ length: 14 }, (_, i) => i + 1).map((n) =>
    n === 1 ? `<tr><td rowspan="14">Together</td><td>g1</td></tr>` : `<tr><td>g${n}</td></tr>`,
  );
  const text = `# T\n\n## One\n\n<table><tr><th>Group</th><th>Code</th></tr>${rows.join('')}</table>\n`;
  const note = parseNote(text, 'note.md', 'gfm').value;
  const options = { ...DEFAULTS, columns: 2, paper: 'a6' } as const;
  const { value } = await makeSheet(wholeNote(note), options, (job) => session.withPage(job));
  const words = textOf((await readPdf(value.pdf)).struct).split(/\s+/);
  expect(value.fit.points.dropped).toEqual([]);
  expect(words.filter((word) => word === 'Together').length).toBe(2);
});

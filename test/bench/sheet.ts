/* How well and how fast each note's sheet is made:
 *   npm run bench:sheet -- path/to/folder-or-note.md …      (the shipped notes always come first)
 * The search may take 1.5 times as long as printing the page twice, and 25 layouts.
 */

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { argv, stdout } from 'node:process';
import { BrowserSession } from '../../src/browser/browser-session.js';
import { enrichContext } from '../../src/html/enrich-context.js';
import type { Note } from '../../src/model.js';
import { wholeNote } from '../../src/note/excerpt.js';
import { parseNote } from '../../src/note/parse-note.js';
import { DEFAULTS } from '../../src/options/options.js';
import type { RenderPage } from '../../src/page/render-page.js';
import { renderSheetHtml } from '../../src/sheet/compose/render-html.js';
import { dropOrder } from '../../src/sheet/fit/importance.js';
import { layOut } from '../../src/sheet/fit/lay-out.js';
import { planSheet } from '../../src/sheet/fit/plan.js';
import { SheetPage } from '../../src/sheet/layout/sheet-page.js';
import { FACES, makeSheet } from '../../src/sheet/make-sheet.js';

const HEAD =
  'columns     pt  x-height    fill  layouts    kept/total   search  print ×2   ratio   whole  note\n';

function notesIn(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(path, name));
}

/** Times of the search, and of printing what it found twice, ms. */
async function stages(page: RenderPage, note: Note): Promise<{ searchMs: number; printMs: number }> {
  const html = await renderSheetHtml(
    wholeNote(note),
    DEFAULTS,
    enrichContext(note.file, () => undefined),
  );
  const sheetPage = await SheetPage.open(page, html);
  const weighed = [{ chips: [], points: note.introPoints }, ...note.sections];
  const startMs = performance.now();
  const plan = await planSheet({
    page: sheetPage,
    options: DEFAULTS,
    isCard: false,
    faces: FACES,
    dropOrder: () => dropOrder(weighed),
    lang: note.meta.lang,
    totalPoints: weighed.reduce((sum, { points }) => sum + points.length, 0),
  });
  const foundMs = performance.now();
  await layOut(sheetPage, plan.fit);
  const laidOutMs = performance.now();
  await sheetPage.print(plan.paper);
  await sheetPage.print(plan.paper);
  return { searchMs: foundMs - startMs, printMs: performance.now() - laidOutMs };
}

async function row(session: BrowserSession, file: string): Promise<string> {
  const note = parseNote(readFileSync(file, 'utf8'), file).value;
  const { searchMs, printMs } = await session.withPage((page) => stages(page, note));
  const startMs = performance.now();
  const { fit } = (await makeSheet(wholeNote(note), DEFAULTS, session.withPage)).value;
  const wholeMs = performance.now() - startMs;
  const cells: [string, number][] = [
    [String(fit.columns), 7],
    [fit.fontSizePt.toFixed(2), 7],
    [`${fit.xHeightMm.toFixed(3)}`, 10],
    [fit.fill.toFixed(3), 8],
    [String(fit.layouts), 9],
    [`${fit.points.kept}/${fit.points.total}`, 14],
    [searchMs.toFixed(0), 9],
    [printMs.toFixed(0), 10],
    [(searchMs / printMs).toFixed(2), 8],
    [wholeMs.toFixed(0), 8],
  ];
  return `${cells.map(([text, width]) => text.padStart(width)).join('')}  ${basename(file)}\n`;
}

const session = new BrowserSession({ browser: null, size: 1 });
await session.withPage((page) => page.open('<p>warm'));
stdout.write(HEAD);
for (const file of [...notesIn('notes'), ...argv.slice(2).flatMap(notesIn)])
  stdout.write(
    await row(session, file).catch(
      (failure: unknown) => `${(failure as Error).message}  ${basename(file)}\n`,
    ),
  );
await session.close();

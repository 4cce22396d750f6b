import { readdirSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { BrowserSession } from '../../src/browser/browser-session.js';
import { enrichContext } from '../../src/html/enrich-context.js';
import { fontCss } from '../../src/html/fonts.js';
import { ASAP, ASAP_CONDENSED } from '../../src/html/typefaces.js';
import { wholeNote } from '../../src/note/excerpt.js';
import { parseNote } from '../../src/note/parse-note.js';
import { DEFAULTS } from '../../src/options/options.js';
import { renderSheetHtml } from '../../src/sheet/compose/render-html.js';
import { charsOf } from '../../src/sheet/fit/far-too-long.js';
import { fitSheet } from '../../src/sheet/fit/fit.js';
import type { FitRequest } from '../../src/sheet/fit/trials.js';
import { BOUNDS } from '../../src/sheet/layout/page-geometry.js';
import { heldPaper } from '../../src/sheet/layout/paper.js';
import { SheetPage } from '../../src/sheet/layout/sheet-page.js';
import { FACES } from '../../src/sheet/make-sheet.js';
import { bestByTryingAll } from './every-layout.js';
import { madeSheet, NOTES, noteFile } from './make-sheet.js';

const session = new BrowserSession({ browser: null, jobLimitMs: 120_000 });
afterAll(() => session.close());

describe('the search', () => {
  const names = readdirSync(NOTES).filter((name) => name.endsWith('.md'));

  it.each(names)(
    'on %s comes within one per cent of trying everything, in few layouts',
    async (name) => {
      const { file, text } = noteFile(name);
      const excerpt = wholeNote(parseNote(text, file).value);
      const html = await renderSheetHtml(
        excerpt,
        DEFAULTS,
        enrichContext(excerpt.note, session.withPage, () => undefined),
      );
      const [found, best] = await session.withPage(async (page) => {
        const sheetPage = await SheetPage.open(page, html);
        const paper = heldPaper('a4', 'portrait');
        sheetPage.usePaper(paper);
        const request: FitRequest = {
          paper,
          columns: 'auto',
          pages: 1,
          ceilingMm: BOUNDS.ceilingMm.page,
          floorMm: DEFAULTS.floor,
          faces: FACES,
          chars: charsOf(excerpt.points),
          atLeastMm: 0,
          measure: (setting) => sheetPage.measure(setting),
        };
        return [await fitSheet(request), await bestByTryingAll(request)] as const;
      });
      expect(best).toBeGreaterThan(0.7);
      expect(found.utility).toBeGreaterThanOrEqual(0.99 * best);
      expect(found.layouts).toBeLessThanOrEqual(26);
    },
    120_000,
  );

  it('gives the same answer every time', async () => {
    const { file, text } = noteFile('git-on-the-command-line.md');
    const fits = [];
    for (let i = 0; i < 3; i += 1)
      fits.push((await madeSheet(session.withPage, text, {}, { file })).sheet.fit);
    expect(fits[1]).toEqual(fits[0]);
    expect(fits[2]).toEqual(fits[0]);
  });

  it('obeys a number of columns', async () => {
    const { file, text } = noteFile('git-on-the-command-line.md');
    for (const columns of [2, 5] as const)
      expect((await madeSheet(session.withPage, text, { columns }, { file })).sheet.fit.columns).toBe(
        columns,
      );
  });

  it('never sets type past a comfortable size, nor a long line', async () => {
    const { sheet, pdf } = await madeSheet(session.withPage, `# A\n\n${'Some words to read. '.repeat(40)}\n`);
    expect(sheet.fit.xHeightMm).toBeLessThanOrEqual(BOUNDS.ceilingMm.short + 1e-3);
    const widest = Math.max(...pdf.painted.map(({ str }) => str.length));
    expect(widest).toBeLessThanOrEqual(80);
  });
});

describe('the faces', () => {
  it('are as tall and as wide as the search takes them for', async () => {
    const css = fontCss('Hamburgefonstiv', [ASAP, ASAP_CONDENSED]);
    const text = 'the quick brown fox jumps over the lazy dog and runs away with it all the way home again';
    const measured = await session.withPage(async (page) => {
      await page.open(`<style>${css}</style><p>x</p>`);
      return page.run(
        async ({ faces, text }) => {
          await Promise.all([...document.fonts].map((face) => face.load()));
          return faces.map((face) => {
            const probe = document.createElement('span');
            probe.style.cssText = `position:absolute;white-space:nowrap;font:1000px ${face}`;
            probe.textContent = text;
            document.body.append(probe);
            const charEm = probe.getBoundingClientRect().width / text.length / 1000;
            probe.style.width = '1ex';
            const ex = probe.getBoundingClientRect().width / 1000;
            const context = document.createElement('canvas').getContext('2d');
            if (!context) throw new Error('no canvas');
            context.font = `1000px ${face}`;
            return { ex, ink: context.measureText('x').actualBoundingBoxAscent / 1000, charEm };
          });
        },
        { faces: FACES.map(({ css: face }) => face), text },
      );
    });
    FACES.forEach(({ xHeightEm, charEm }, i) => {
      expect(measured[i]?.ex).toBeCloseTo(xHeightEm, 2);
      // The ink of an x overshoots by the blur of its edge.
      expect(Math.abs((measured[i]?.ink ?? 0) - xHeightEm)).toBeLessThan(0.012);
      expect(Math.abs((measured[i]?.charEm ?? 0) / charEm - 1)).toBeLessThan(0.06);
    });
  });
});

import type { Page } from 'puppeteer-core';
import type { LendPage } from '../browser/lend-page.js';
import { ASAP, ASAP_CONDENSED, fontStack } from '../html/fonts.js';
import type { Note, Section, Sheet } from '../model.js';
import { measureGalley } from '../page/sheet-galley.js';
import type { GalleyMeasure, GalleySetting, PouredMeasure } from '../page/sheet-measures.js';
import { pourColumns } from '../page/sheet-pour.js';
import type { Problem, Warned } from '../problem.js';
import { distribute } from './distribute.js';
import { BOUNDS, type Face, type Fit, fitSheet } from './fit.js';
import { justify } from './justify.js';
import { type Paper, paperOf } from './paper.js';
import { paperStyle, renderSheetHtml } from './render-html.js';

/** OS/2 sxHeight of both faces, in em; a test holds them against the browser's `1ex`. */
const FACES: readonly Face[] = [
  { css: fontStack(ASAP), xHeightEm: 0.523 },
  { css: fontStack(ASAP_CONDENSED), xHeightEm: 0.523 },
];

export async function renderSheet(
  note: Note,
  section: Section | null,
  options: any,
  lend: LendPage,
): Promise<Warned<Sheet>> {
  const problems: Problem[] = [];
  const html = await renderSheetHtml(note, section, options, {
    file: note.file,
    report: (problem) => problems.push(problem),
  });
  return lend(async (page) => {
    await page.setContent(html);
    await page.evaluate(() => document.fonts.ready);
    const paper = paperOf(options.paper, 'portrait');
    await usePaper(page, paper);
    const measure = (setting: GalleySetting): Promise<GalleyMeasure> => page.evaluate(measureGalley, setting);
    const fit = await fitSheet({
      paper,
      columns: options.columns,
      ceilingMm: BOUNDS.ceilingMm.page,
      faces: FACES,
      canRunIn: true,
      measure,
    });
    const poured = await pour(page, fit, measure);
    console.error(JSON.stringify({ ...fit, poured }, (k, v) => (k === 'anchors' ? undefined : v)));
    const pdf = await page.pdf({
      width: `${paper.widthMm}mm`,
      height: `${paper.heightMm}mm`,
      printBackground: true,
      tagged: true,
      outline: true,
    });
    return { value: { pdf, png: null, fit: fit as any }, problems };
  });
}

async function usePaper(page: Page, paper: Paper): Promise<void> {
  await page.evaluate((style) => {
    const element = document.querySelector<HTMLElement>('.paper');
    for (const [name, value] of Object.entries(style)) element?.style.setProperty(name, value);
  }, paperStyle(paper));
}

async function pour(
  page: Page,
  fit: Fit,
  measure: (setting: GalleySetting) => Promise<GalleyMeasure>,
): Promise<PouredMeasure> {
  const galley = await measure(fit.setting);
  const heightPx = fit.pageHeightPx - galley.mastheadPx;
  const distribution = distribute(galley, fit.columns, () => heightPx);
  const lines = galley.pieces.reduce((s, p) => s + p.lines, 0);
  const spare = distribution ? distribution.usedPx.reduce((s, u) => s + heightPx - u, 0) : 0;
  console.error(
    'spare px',
    spare,
    'lines',
    lines,
    'line',
    galley.linePx,
    'used',
    distribution?.usedPx,
    heightPx,
  );
  if (!distribution) throw new Error('lost fit');
  const j = justify(galley, distribution, () => heightPx, fit.setting.leadEm);
  return page.evaluate(pourColumns, {
    starts: distribution.starts,
    columnsPerPage: fit.columns,
    heightsPx: [heightPx, fit.pageHeightPx] as [number, number],
    ...j,
  });
}

import { enrichContext } from '../html/enrich-context.js';
import { ASAP, ASAP_CONDENSED, fontStack } from '../html/typefaces.js';
import type { Sheet } from '../model.js';
import type { Excerpt } from '../note/excerpt.js';
import type { SheetOptions } from '../options/options.js';
import type { RenderPage, WithPage } from '../page/render-page.js';
import { documentDate } from '../pdf/document-date.js';
import { type FinishedPdf, finishPdf } from '../pdf/finish-pdf.js';
import { error, type Problem, ProblemError, type Warned } from '../problem.js';
import { bookmarksOf } from './bookmarks.js';
import { renderSheetHtml } from './compose/render-html.js';
import { fitAt } from './fit/fit.js';
import { type LaidOut, layOut } from './fit/lay-out.js';
import { leftOut } from './fit/left-out.js';
import { planSheet, type SheetPlan, unitsOf } from './fit/plan.js';
import type { Face } from './fit/style.js';
import { PX_PER_MM } from './layout/paper.js';
import { SheetPage } from './layout/sheet-page.js';
import { fitOf, fitProblems, refusal } from './report.js';

/** OS/2 sxHeight and mean character width of both faces, in em; a test holds them against the browser's `1ex`. */
export const FACES: readonly Face[] = [
  { css: fontStack(ASAP), isCondensed: false, xHeightEm: 0.523, charEm: 0.431 },
  { css: fontStack(ASAP_CONDENSED), isCondensed: true, xHeightEm: 0.523, charEm: 0.354 },
];

/** A page that does not come out as measured is made again a little smaller. */
const ATTEMPTS = 4;
const ATTEMPT_SHARE = 0.985;

/**
 * An excerpt of a note on one printed page: composed, rendered, fitted by measuring in the browser,
 * broken into columns, printed, checked.
 *
 * @throws ProblemError when the note does not fit and the options say to refuse
 */
export async function makeSheet(
  excerpt: Excerpt,
  options: SheetOptions,
  withPage: WithPage,
): Promise<Warned<Sheet>> {
  const composing: Problem[] = [];
  const context = enrichContext(
    excerpt.note.file,
    (problem) => composing.push(problem),
    excerpt.note.meta.lang,
  );
  const html = await renderSheetHtml(excerpt, options, context);
  const { value, problems } = await withPage((page) => fitAndPrint(page, html, excerpt, options));
  return { value, problems: [...composing, ...problems] };
}

async function fitAndPrint(
  page: RenderPage,
  html: string,
  excerpt: Excerpt,
  options: SheetOptions,
): Promise<Warned<Sheet>> {
  const { note } = excerpt;
  const total = excerpt.points.length;
  let sheetPage = await SheetPage.open(page, html);
  let plan = await planSheet({
    page: sheetPage,
    options,
    isCard: !excerpt.isWhole,
    faces: FACES,
    excerpt,
  });
  if (plan.outcome === 'refused') throw new ProblemError(refusal(plan, options, excerpt));
  for (let attempt = 1; ; attempt += 1) {
    const laidOut = await layOut(sheetPage, plan.fit);
    const pdf = finished(await sheetPage.print(plan.paper), excerpt, laidOut);
    const flaw = flawOf(laidOut, pdf, note.file) ?? floorFlaw(laidOut, note.file, options);
    if (flaw === null) {
      const png = options.png ? await sheetPage.picture(plan.paper) : null;
      const fit = fitOf(plan, laidOut, total);
      return {
        value: { pdf: pdf.bytes, png, fit },
        problems: fitProblems(plan, fit, excerpt, options.floor),
      };
    }
    if (attempt === ATTEMPTS) throw new ProblemError(flaw);
    plan = easier(plan, excerpt, options);
    sheetPage = await SheetPage.open(page, html);
    await sheetPage.usePaper(plan.paper);
    await sheetPage.omit(plan.leftOut);
  }
}

/** A little smaller; at the floor, where points may go, without one more point instead. */
function easier(plan: SheetPlan, excerpt: Excerpt, { floor, whenFull }: SheetOptions): SheetPlan {
  const xHeightMm = plan.fit.xHeightMm * ATTEMPT_SHARE;
  const gone = new Set(plan.leftOut.points);
  const units = unitsOf(excerpt);
  const next = [...units.points, ...units.sections].find((unit) => unit.some((point) => !gone.has(point)));
  if (xHeightMm >= floor || whenFull !== 'condense' || !next)
    return { ...plan, fit: fitAt(plan.fit, xHeightMm) };
  const dropped = [...plan.leftOut.points, ...next.filter((point) => !gone.has(point))];
  return {
    ...plan,
    leftOut: leftOut(dropped, excerpt),
    outcome: 'condensed',
  };
}

function finished(printed: Uint8Array, excerpt: Excerpt, laidOut: LaidOut): FinishedPdf {
  const { note, title, partOf, tags, chips } = excerpt;
  return finishPdf(printed, {
    title: partOf === null ? title : `${title} – ${partOf}`,
    author: note.meta.author,
    keywords: [...tags, ...chips],
    date: documentDate(note.meta.date),
    bookmarks: bookmarksOf(excerpt, laidOut.measured),
  });
}

/** The promise is one page with nothing cut off; a sheet that breaks it is not handed out. */
function flawOf(laidOut: LaidOut, pdf: FinishedPdf, file: string): Problem | null {
  const { pages } = laidOut;
  const beyond = laidOut.measured.beyond[0];
  if (pdf.pages === pages && beyond === undefined) return null;
  if (pdf.pages < pages && beyond === undefined) {
    return error(`the text fills ${pdf.pages} of ${pages} pages`, { file }, `Give --pages ${pdf.pages}.`);
  }
  const what =
    beyond === undefined
      ? `the sheet came out on ${pdf.pages} pages instead of ${pages}`
      : `something does not fit its column: "${beyond}"`;
  return error(
    what,
    { file },
    'Try another --columns or --paper; a wide table or a long word may be the cause.',
  );
}

/** Lines that break anew in the last layout cost a little size; where points may go, the floor holds. */
function floorFlaw(laidOut: LaidOut, file: string, { floor, whenFull }: SheetOptions): Problem | null {
  const xHeightMm = laidOut.xHeightPx / PX_PER_MM;
  if (whenFull !== 'condense' || xHeightMm >= floor - 0.002) return null;
  return error(`the type came out at an x-height of ${xHeightMm.toFixed(3)} mm instead of ${floor} mm`, {
    file,
  });
}

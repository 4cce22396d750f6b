import { cutFormulaProblems } from '../html/cut-formula-problems.js';
import { enrichContext } from '../html/enrich-context.js';
import { readLogo } from '../html/logo.js';
import { ASAP, ASAP_CONDENSED, fontStack } from '../html/typefaces.js';
import type { Sheet } from '../model.js';
import type { Excerpt } from '../note/excerpt.js';
import type { SheetOptions } from '../options/options.js';
import type { RenderPage, WithPage } from '../page/render-page.js';
import { documentDate } from '../pdf/document-date.js';
import { type FinishedPdf, finishPdf } from '../pdf/finish-pdf.js';
import { error, type Problem, ProblemError, type Warned } from '../problem.js';
import { bookmarksOf } from './bookmarks.js';
import { emptied } from './compose/emptied.js';
import { renderSheetHtml } from './compose/render-html.js';
import type { Unit } from './fit/drop-order.js';
import { farTooLong } from './fit/far-too-long.js';
import { fitAt } from './fit/fit.js';
import { type LaidOut, layOut } from './fit/lay-out.js';
import { leftOut } from './fit/left-out.js';
import { planSheet, type SheetPlan } from './fit/plan.js';
import type { Face } from './fit/style.js';
import { type Units, unitsOf } from './fit/units.js';
import { PX_PER_MM } from './layout/paper.js';
import { SheetPage } from './layout/sheet-page.js';
import { fitOf, fitProblems, narrowedProblems, refusal } from './report.js';

/** OS/2 sxHeight and mean character width of both faces, in em; a test holds them against the browser's `1ex`. */
export const FACES: readonly Face[] = [
  { css: fontStack(ASAP), isCondensed: false, xHeightEm: 0.523, charEm: 0.431 },
  { css: fontStack(ASAP_CONDENSED), isCondensed: true, xHeightEm: 0.523, charEm: 0.354 },
];

/** Large print is never in the condensed face. */
function themeFaces({ theme }: SheetOptions): readonly Face[] {
  return theme === 'large' ? FACES.slice(0, 1) : FACES;
}

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
  const context = enrichContext(excerpt.note, withPage, (problem) => composing.push(problem));
  const units = unitsOf(excerpt);
  const gone = farTooLong(excerpt, units, themeFaces(options).at(-1), options);
  const shown = emptied(excerpt, new Set(gone.flat().map(({ id }) => id)));
  const logo = await readLogo(options.logo, excerpt.note, withPage);
  const html = await renderSheetHtml(shown, options, context, logo.value);
  const { value, problems } = await withPage((page) =>
    fitAndPrint(page, html, { excerpt, options, units, gone }),
  );
  return { value, problems: [...logo.problems, ...composing, ...problems] };
}

interface Job {
  readonly excerpt: Excerpt;
  readonly options: SheetOptions;
  readonly units: Units;
  readonly gone: readonly Unit[];
}

async function fitAndPrint(
  page: RenderPage,
  html: string,
  { excerpt, options, units, gone }: Job,
): Promise<Warned<Sheet>> {
  const { note } = excerpt;
  const total = excerpt.points.length;
  let sheetPage = await SheetPage.open(page, html);
  let plan = await planSheet({
    page: sheetPage,
    options,
    isCard: !excerpt.isWhole,
    faces: await facesOf(sheetPage, options),
    excerpt,
    units,
    gone,
  });
  if (plan.outcome === 'refused') throw new ProblemError(refusal(plan, options, excerpt));
  let layouts = 0;
  for (let attempt = 1; ; attempt += 1) {
    const laidOut = await layOut(sheetPage, plan.fit);
    const pdf = finished(await sheetPage.print(plan.paper), excerpt, laidOut);
    const flaw = flawOf(laidOut, pdf, note.file, options) ?? floorFlaw(laidOut, note.file, options);
    if (flaw === null) {
      const pictures = options.png ? await sheetPage.pictures(plan.paper) : [];
      const fit = fitOf(plan, laidOut, pdf.pages, total, layouts + sheetPage.layouts);
      const problems = [
        ...fitProblems(plan, fit, excerpt, options),
        ...narrowedProblems(laidOut.measured.narrowed, excerpt),
        ...cutFormulaProblems(await sheetPage.cutFormulas(), note, excerpt.points),
      ];
      return { value: { pdf: pdf.bytes, png: pictures[0] ?? null, pictures, fit }, problems };
    }
    if (attempt === ATTEMPTS) throw new ProblemError(flaw);
    plan = easier(plan, excerpt, units, options);
    layouts += sheetPage.layouts;
    sheetPage = await SheetPage.open(page, html);
    await sheetPage.usePaper(plan.paper);
    await sheetPage.omit(plan.leftOut);
  }
}

/** Ours, or what a style sheet of the user's has put in their place: one face then, unless it uses both. */
async function facesOf(page: SheetPage, options: SheetOptions): Promise<readonly Face[]> {
  const faces = themeFaces(options);
  if (!hasOwnLook(options)) return faces;
  const measures = await page.measureFaces(faces.map(({ css }) => css));
  const shown = faces.map((face, i): Face => {
    const { xHeightEm, widthShare } = measures[i] ?? { xHeightEm: face.xHeightEm, widthShare: 1 };
    return { ...face, xHeightEm, charEm: face.charEm * widthShare };
  });
  const [first, second] = shown;
  const isOne = first && second && Math.abs(first.charEm - second.charEm) < 0.001;
  return isOne ? [first] : shown;
}

function hasOwnLook({ css, templates }: SheetOptions): boolean {
  return css.length > 0 || templates !== null;
}

/** A little smaller; at the floor, where points may go, without one more point instead. */
function easier(
  plan: SheetPlan,
  excerpt: Excerpt,
  units: Units,
  { floor, whenFull }: SheetOptions,
): SheetPlan {
  const xHeightMm = plan.fit.xHeightMm * ATTEMPT_SHARE;
  const gone = new Set(plan.leftOut.points);
  const next = [...units.points, ...units.sections].find((unit) => unit.some((point) => !gone.has(point)));
  if (xHeightMm >= floor || whenFull !== 'condense' || !next)
    return { ...plan, fit: fitAt(plan.fit, xHeightMm) };
  const dropped = [...plan.leftOut.points, ...next.filter((point) => !gone.has(point))];
  return {
    ...plan,
    leftOut: leftOut(dropped, excerpt, plan.pageChars),
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
function flawOf(laidOut: LaidOut, pdf: FinishedPdf, file: string, options: SheetOptions): Problem | null {
  const { pages } = laidOut;
  const beyond = laidOut.measured.beyond[0];
  // A text of fewer blocks than pages leaves some of them out, which the report tells.
  if (pdf.pages <= pages && beyond === undefined) return null;
  const what =
    beyond === undefined
      ? `the sheet came out on ${pdf.pages} pages instead of ${pages}`
      : `something does not fit its column: "${beyond}"`;
  const hint = hasOwnLook(options)
    ? 'Make it without your --css and --templates: where that works, a rule in them is the cause.'
    : 'Try another --columns or --paper; a wide table or a long word may be the cause.';
  return error(what, { file }, hint);
}

/** Lines that break anew in the last layout cost a little size; where points may go, the floor holds. */
function floorFlaw(laidOut: LaidOut, file: string, { floor, whenFull }: SheetOptions): Problem | null {
  const xHeightMm = laidOut.xHeightPx / PX_PER_MM;
  if (whenFull !== 'condense' || xHeightMm >= floor - 0.002) return null;
  return error(`the type came out at an x-height of ${xHeightMm.toFixed(3)} mm instead of ${floor} mm`, {
    file,
  });
}

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
import { COMPOSED_ANEW, type ComposedOnce } from './compose/composed-once.js';
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
export function makeSheet(
  excerpt: Excerpt,
  options: SheetOptions,
  withPage: WithPage,
): Promise<Warned<Sheet>> {
  return fitted(excerpt, options, withPage, printed);
}

/**
 * The same page for a screen: laid out as {@link makeSheet} does it, and pictured without being printed.
 *
 * @param once remembers what was composed of this excerpt
 * @throws ProblemError as `makeSheet` does
 */
export function previewSheet(
  excerpt: Excerpt,
  options: SheetOptions,
  withPage: WithPage,
  once: ComposedOnce,
): Promise<Warned<SheetPreview>> {
  // Only a print tells whether a style sheet of the user's makes further pages.
  if (hasOwnLook(options)) return makeSheet(excerpt, { ...options, png: true }, withPage);
  return fitted(excerpt, options, withPage, pictured, once);
}

/** What a person is shown of a sheet. */
export type SheetPreview = Pick<Sheet, 'pictures' | 'fit'>;

/** What becomes of a page that stands in the browser. */
type Finish<Parts> = (
  page: SheetPage,
  laidOut: LaidOut,
  job: Job & { readonly plan: SheetPlan },
) => Promise<{
  readonly pages: number;
  /** Asked for where the page is as it should be. */
  readonly parts: () => Promise<Parts>;
}>;

const printed: Finish<Omit<Sheet, 'fit'>> = async (page, laidOut, { excerpt, options, plan: { paper } }) => {
  const { bytes, pages } = finished(await page.print(paper), excerpt, laidOut);
  const parts = async (): Promise<Omit<Sheet, 'fit'>> => {
    const pictures = options.png ? await page.pictures(paper) : [];
    return { pdf: bytes, png: pictures[0] ?? null, pictures };
  };
  return { pages, parts };
};

const pictured: Finish<Omit<SheetPreview, 'fit'>> = async (page, { pages }, { plan: { paper } }) => ({
  pages,
  parts: async () => ({ pictures: await page.pictures(paper) }),
});

async function fitted<Parts>(
  excerpt: Excerpt,
  options: SheetOptions,
  withPage: WithPage,
  finish: Finish<Parts>,
  once: ComposedOnce = COMPOSED_ANEW,
): Promise<Warned<Parts & Pick<Sheet, 'fit'>>> {
  const units = unitsOf(excerpt);
  const gone = farTooLong(excerpt, units, themeFaces(options).at(-1), options);
  const emptyIds = gone.flat().map(({ id }) => id);
  const { ink, theme, templates, css, logo } = options;
  const composed = await once(JSON.stringify([emptyIds, ink, theme, templates, css, logo]), async () => {
    const problems: Problem[] = [];
    const context = enrichContext(excerpt.note, withPage, (problem) => problems.push(problem));
    const shown = emptied(excerpt, new Set(emptyIds));
    const picture = await readLogo(logo, excerpt.note, withPage);
    problems.push(...picture.problems);
    return { value: await renderSheetHtml(shown, options, context, picture.value), problems };
  });
  const { value, problems } = await withPage((page) =>
    fitAndFinish(page, composed.value, { excerpt, options, units, gone }, finish),
  );
  return { value, problems: [...composed.problems, ...problems] };
}

interface Job {
  readonly excerpt: Excerpt;
  readonly options: SheetOptions;
  readonly units: Units;
  readonly gone: readonly Unit[];
}

async function fitAndFinish<Parts>(
  page: RenderPage,
  html: string,
  job: Job,
  finish: Finish<Parts>,
): Promise<Warned<Parts & Pick<Sheet, 'fit'>>> {
  const { excerpt, options, units, gone } = job;
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
    const { pages, parts } = await finish(sheetPage, laidOut, { ...job, plan });
    const flaw = flawOf(laidOut, pages, note.file, options) ?? floorFlaw(laidOut, note.file, options);
    if (flaw === null) {
      const fit = fitOf(plan, laidOut, pages, total, layouts + sheetPage.layouts);
      const problems = [
        ...fitProblems(plan, fit, excerpt, options),
        ...narrowedProblems(laidOut.measured.narrowed, excerpt),
        ...cutFormulaProblems(laidOut.measured.cutFormulas, note, excerpt.points),
      ];
      return { value: { ...(await parts()), fit }, problems };
    }
    if (attempt === ATTEMPTS) throw new ProblemError(flaw);
    plan = easier(plan, excerpt, units, options);
    layouts += sheetPage.layouts;
    sheetPage = await SheetPage.open(page, html);
    sheetPage.usePaper(plan.paper);
    sheetPage.omit(plan.leftOut);
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
function flawOf(laidOut: LaidOut, cameOut: number, file: string, options: SheetOptions): Problem | null {
  const { pages } = laidOut;
  const beyond = laidOut.measured.beyond[0];
  // A text of fewer blocks than pages leaves some of them out, which the report tells.
  if (cameOut <= pages && beyond === undefined) return null;
  const what =
    beyond === undefined
      ? `the sheet came out on ${cameOut} pages instead of ${pages}`
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

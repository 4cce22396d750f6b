import type { Section, SheetFit } from '../model.js';
import type { Excerpt } from '../note/excerpt.js';
import type { SheetOptions } from '../options/options.js';
import type { Narrowed } from '../page/sheet-measures.js';
import { error, type Problem, warning } from '../problem.js';
import { MAX_PAGES } from './fit/fit-on-pages.js';
import type { LaidOut } from './fit/lay-out.js';
import type { SheetPlan } from './fit/plan.js';
import { PT_PER_PX, PX_PER_MM } from './layout/paper.js';

/** Below this x-height reading is work: 0.2° of visual angle at 40 cm (Legge & Bigelow 2011). */
const FLUENT_MM = 1.4;

/** The figures of a finished sheet. */
export function fitOf(
  plan: SheetPlan,
  laidOut: LaidOut,
  pages: number,
  total: number,
  layouts: number,
): SheetFit {
  const { paper, fit } = plan;
  const dropped = plan.leftOut.points;
  return {
    pages,
    paper: paper.name,
    orientation: paper.orientation,
    columns: fit.columns,
    fontSizePt: round(laidOut.setting.sizePx * PT_PER_PX, 2),
    xHeightMm: round(laidOut.xHeightPx / PX_PER_MM, 3),
    fill: round(laidOut.fill, 3),
    layouts,
    points: {
      total,
      kept: total - dropped.length,
      dropped: dropped.map(({ line, text }) => ({ line, text })),
    },
  };
}

/** What the author should know of the fit: small type, points left out and how to bring them back. */
export function fitProblems(
  plan: SheetPlan,
  fit: SheetFit,
  excerpt: Excerpt,
  { floor, pages }: SheetOptions,
): Problem[] {
  const { file } = excerpt.note;
  const problems: Problem[] = [];
  if (plan.outcome === 'condensed') {
    const { kept, total } = fit.points;
    const message = `${total - kept} of ${total} points do not fit at an x-height of ${floor} mm and are left out`;
    const line = plan.leftOut.points[0]?.line ?? null;
    problems.push(warning(message, { file, line }, ...waysOut(plan, excerpt)));
  }
  if (excerpt.isWhole && fit.pages < pages)
    problems.push(
      warning(
        `the text has too few paragraphs and items for ${pages} pages: it stands on ${fit.pages}`,
        { file },
        `Give --pages ${fit.pages}, or part its paragraphs.`,
      ),
    );
  if (fit.xHeightMm < FLUENT_MM) {
    problems.push(
      warning(
        `the type is small: an x-height of ${fit.xHeightMm} mm, fluent reading needs ${FLUENT_MM} mm`,
        { file },
        'Larger paper, or a shorter note, gives larger type.',
      ),
    );
  }
  return problems;
}

/** Tables set as lists of their rows, and blocks in smaller type, since they would not fit their column. */
export function narrowedProblems(narrowed: readonly Narrowed[], { note, points }: Excerpt): Problem[] {
  const linesOf = (how: Narrowed['how']): number[] => {
    const ids = new Set(narrowed.filter((each) => each.how === how).map(({ point }) => point));
    return points.filter(({ id }) => ids.has(id)).map(({ line }) => line);
  };
  const problem = (lines: readonly number[], what: string): Problem[] => {
    if (lines.length === 0) return [];
    const others =
      lines.length > 1 ? ` (and ${lines.length - 1} more: lines ${lines.slice(1).join(', ')})` : '';
    const place = { file: note.file, line: lines[0] ?? null };
    return [warning(`${what}${others}`, place, 'Fewer --columns, or wider --paper, gives it the width.')];
  };
  return [
    ...problem(linesOf('stacked'), 'a table is too wide for its column and is set as a list of its rows'),
    ...problem(linesOf('small'), 'something is too wide for its column and is set smaller'),
  ];
}

/** Why there is no sheet: for `--when-full fail`, and for a page that not even the least fits on. */
export function refusal(plan: SheetPlan, options: SheetOptions, excerpt: Excerpt): Problem {
  const { note, sections } = excerpt;
  const place = { file: note.file, line: sections[0]?.lines[0] ?? 1 };
  const at = `at an x-height of ${options.floor} mm`;
  if (options.whenFull === 'pages')
    return error(
      `the note takes more than ${MAX_PAGES} pages ${at}`,
      place,
      'Part the note, or lower --floor.',
    );
  const share = (options.floor / plan.completeMm) ** 2;
  const lines = sections.reduce((sum, section) => sum + section.lines[1] - section.lines[0] + 1, 0);
  const over = Math.max(1, Math.round(lines * (1 - 1 / share)));
  const message =
    options.whenFull === 'fail'
      ? `the note does not fit on one ${plan.paper.name} page ${at}: about ${over} of its ${lines} lines too many`
      : `not even one point of each section fits on ${plan.paper.name} ${at}`;
  return error(message, place, ...waysOut(plan, excerpt));
}

/** What would bring back what is left out, as far as layouts have told. */
function waysOut({ moreRoom }: SheetPlan, { points }: Excerpt): string[] {
  if (!moreRoom) return [];
  const { alternatives, fewer, pages } = moreRoom;
  const total = points.length;
  const ways = alternatives.map(({ flags, kept, xHeightMm }) =>
    kept === total
      ? `With ${flags} all ${total} points fit at ${sized(xHeightMm)}.`
      : `With ${flags} ${kept} of ${total} points fit at ${sized(xHeightMm)}.`,
  );
  if (fewer)
    ways.push(
      `Without ${sectionsNamed(fewer.sections)} the other ${fewer.kept} points fit at ${sized(fewer.xHeightMm)}.`,
    );
  return [...ways, `With --when-full pages all of it takes ${pages} pages.`];
}

/** `an x-height of 1.52 mm (8.2 pt)`. */
function sized(xHeightMm: number): string {
  const pt = (xHeightMm / X_HEIGHT_EM / 25.4) * 72;
  return `an x-height of ${xHeightMm.toFixed(2)} mm (${pt.toFixed(1)} pt)`;
}

/** x-height of both faces, in em. */
const X_HEIGHT_EM = 0.523;
const MAX_NAMED = 3;

/** `its 5 longest sections ("A" (lines 1–9), "B" (lines 20–31), …)`. */
function sectionsNamed(sections: readonly Section[]): string {
  const names = sections
    .slice(0, MAX_NAMED)
    .map(({ title, lines: [from, to] }) => `"${title}" (lines ${from}–${to})`);
  if (sections.length > MAX_NAMED) names.push('…');
  return sections.length === 1
    ? `its longest section, ${names.join(', ')},`
    : `its ${sections.length} longest sections, ${names.join(', ')},`;
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

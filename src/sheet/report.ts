import type { Section, SheetFit } from '../model.js';
import type { Excerpt } from '../note/excerpt.js';
import type { SheetOptions } from '../options/options.js';
import { error, type Problem, warning } from '../problem.js';
import type { LaidOut } from './fit/lay-out.js';
import type { SheetPlan } from './fit/plan.js';
import { PT_PER_PX, PX_PER_MM } from './layout/paper.js';

/** Below this x-height reading is work: 0.2° of visual angle at 40 cm (Legge & Bigelow 2011). */
const FLUENT_MM = 1.4;

/** The figures of a finished sheet. */
export function fitOf(plan: SheetPlan, laidOut: LaidOut, total: number): SheetFit {
  const { paper, fit } = plan;
  const dropped = plan.leftOut.points;
  return {
    pages: laidOut.pages,
    paper: paper.name,
    orientation: paper.orientation,
    columns: fit.columns,
    fontSizePt: round(laidOut.setting.sizePx * PT_PER_PX, 2),
    xHeightMm: round(laidOut.xHeightPx / PX_PER_MM, 3),
    fill: round(laidOut.fill, 3),
    layouts: fit.layouts + laidOut.layouts,
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
  { note, sections }: Excerpt,
  floorMm: number,
): Problem[] {
  const problems: Problem[] = [];
  if (plan.outcome === 'condensed') {
    const { kept, total } = fit.points;
    const message = `${total - kept} of ${total} points do not fit at an x-height of ${floorMm} mm and are left out`;
    problems.push(
      warning(
        message,
        { file: note.file, line: plan.leftOut.points[0]?.line ?? null },
        ...waysOut(plan, sections, floorMm),
      ),
    );
  }
  if (fit.xHeightMm < FLUENT_MM) {
    problems.push(
      warning(
        `the type is small: an x-height of ${fit.xHeightMm} mm, fluent reading needs ${FLUENT_MM} mm`,
        { file: note.file },
        'Larger paper, or a shorter note, gives larger type.',
      ),
    );
  }
  return problems;
}

/** Why there is no sheet: for `--when-full fail`, and for a page that not even the least fits on. */
export function refusal(plan: SheetPlan, options: SheetOptions, { note, sections }: Excerpt): Problem {
  const share = (options.floor / plan.completeMm) ** 2;
  const lines = sections.reduce((sum, section) => sum + section.lines[1] - section.lines[0] + 1, 0);
  const over = Math.max(1, Math.round(lines * (1 - 1 / share)));
  const message =
    options.whenFull === 'fail'
      ? `the note does not fit on one ${plan.paper.name} page at an x-height of ${options.floor} mm: about ${over} of its ${lines} lines too many`
      : `not even one point of each section fits on ${plan.paper.name} at an x-height of ${options.floor} mm`;
  return error(
    message,
    { file: note.file, line: sections[0]?.lines[0] ?? 1 },
    ...waysOut(plan, sections, options.floor),
  );
}

/** What would bring everything back, judged from the size at which everything did fit. */
function waysOut(plan: SheetPlan, sections: readonly Section[], floorMm: number): string[] {
  const share = (floorMm / plan.completeMm) ** 2;
  const largest = [...sections]
    .sort((a, b) => length(b) - length(a))
    .slice(0, 3)
    .filter((section) => length(section) > 3);
  const trim = largest
    .map((section) => `"${section.title}" (lines ${section.lines[0]}–${section.lines[1]})`)
    .join(', ');
  const room = plan.alternatives.map(({ flags, xHeightMm }) =>
    xHeightMm >= floorMm
      ? `With ${flags} all of it fits at an x-height of ${xHeightMm.toFixed(2)} mm.`
      : `With ${flags} about ${Math.round(100 * (xHeightMm / floorMm) ** 2)} % of it fits.`,
  );
  const pages = `With --when-full pages it takes about ${Math.max(2, Math.ceil(plan.fit.pages * share * 1.04))} pages.`;
  return [...room, pages, ...(trim ? [`The longest sections: ${trim}.`] : [])];
}

function length(section: Section): number {
  return section.lines[1] - section.lines[0];
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

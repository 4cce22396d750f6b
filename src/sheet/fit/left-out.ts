import type { Point, Section } from '../../model.js';

/** What a sheet leaves out, and what it says about it. */
export interface LeftOut {
  readonly points: readonly Point[];
  /** Sections of which nothing stays: index among the sections, and their lines as the index tells them. */
  readonly sections: readonly { readonly index: number; readonly place: string }[];
  /** Line for the reader of the sheet. */
  readonly notice: string | null;
}

export const NOTHING_LEFT_OUT: LeftOut = { points: [], sections: [], notice: null };

/** A longer list of lines than this would take more than a line of the page; the report has all of them. */
const MAX_NOTICE_CHARS = 110;

export function leftOut(
  points: readonly Point[],
  total: number,
  sections: readonly Pick<Section, 'points' | 'lines'>[],
): LeftOut {
  if (points.length === 0) return NOTHING_LEFT_OUT;
  const gone = new Set(points.map(({ id }) => id));
  const whole = sections.flatMap((section, index) =>
    section.points.length > 0 && section.points.every(({ id }) => gone.has(id))
      ? [{ index, place: `lines ${section.lines[0]}–${section.lines[1]}` }]
      : [],
  );
  return { points, sections: whole, notice: noticeOf(points, total) };
}

function noticeOf(points: readonly Point[], total: number): string {
  const start = `Left out for space: ${points.length} of ${total} points, from lines `;
  const end = ' of the note.';
  const all = lineRanges(points);
  if (start.length + all.length + end.length <= MAX_NOTICE_CHARS) return `${start}${all}${end}`;
  const some = all.slice(0, MAX_NOTICE_CHARS - start.length - 2).replace(/,[^,]*$/, '');
  return `${start}${some} …`;
}

/** `61, 63–65, 80`: the lines of points, runs joined. */
export function lineRanges(points: readonly Point[]): string {
  const lines = [...new Set(points.map((point) => point.line))].sort((a, b) => a - b);
  const runs: [number, number][] = [];
  for (const line of lines) {
    const last = runs.at(-1);
    if (last && line === last[1] + 1) last[1] = line;
    else runs.push([line, line]);
  }
  return runs.map(([from, to]) => (from === to ? String(from) : `${from}–${to}`)).join(', ');
}

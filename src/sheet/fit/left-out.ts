import { fill, messagesFor } from '../../html/messages.js';
import type { Point, Section } from '../../model.js';
import type { Hidden } from '../layout/without-points.js';
import type { Omitted } from './drop-order.js';

/** What a sheet leaves out, and what it says about it. */
export interface LeftOutPoints {
  readonly points: readonly Omitted[];
  /** Sections of which nothing stays: index among the sections, and their lines as the index tells them. */
  readonly sections: readonly { readonly index: number; readonly place: string }[];
  /** Line for the reader of the sheet. */
  readonly notice: string | null;
}

export const NOTHING_LEFT_OUT: LeftOutPoints = { points: [], sections: [], notice: null };

/**
 * Of all points and sections; the notice is in the note's language.
 *
 * @param noticeChars characters of one line of the page: a longer list of lines is cut, the report has all of them
 */
export function leftOut(
  given: readonly Omitted[],
  {
    points: all,
    sections,
    note,
  }: {
    readonly points: readonly unknown[];
    readonly sections: readonly Pick<Section, 'points' | 'lines'>[];
    readonly note: { readonly meta: { readonly lang: string } };
  },
  noticeChars: number,
): LeftOutPoints {
  if (given.length === 0) return NOTHING_LEFT_OUT;
  const gone = new Set(given.filter(({ firstLines }) => firstLines === undefined).map(({ id }) => id));
  const listed = given.filter(({ id, firstLines }) => firstLines === undefined || !gone.has(id));
  const points = [...new Map(listed.map((point) => [point.id, point])).values()];
  const words = messagesFor(note.meta.lang);
  const whole = sections.flatMap((section, index) =>
    section.points.length > 0 && section.points.every(({ id }) => gone.has(id))
      ? [{ index, place: fill(words.lines, { lines: section.lines.join('–') }) }]
      : [],
  );
  return { points, sections: whole, notice: noticeOf(points, all.length, note.meta.lang, noticeChars) };
}

/** The same for a prediction. */
export function hiddenOf(points: readonly Omitted[]): Hidden {
  return {
    points: new Set(points.flatMap(({ id, firstLines }) => (firstLines === undefined ? [id] : []))),
    firstLines: new Map(
      points.flatMap(({ id, firstLines }) => (firstLines === undefined ? [] : [[id, firstLines] as const])),
    ),
  };
}

function noticeOf(points: readonly Point[], total: number, lang: string, chars: number): string {
  const all = lineRanges(points);
  const notice = (lines: string): string =>
    fill(messagesFor(lang).leftOut, { dropped: points.length, total, lines });
  const room = chars - notice('').length;
  if (all.length <= room) return notice(all);
  return notice(`${all.slice(0, Math.max(0, room - 2)).replace(/,[^,]*$/, '')} …`);
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

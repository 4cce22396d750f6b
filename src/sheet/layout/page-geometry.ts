import { type HeldPaper, PX_PER_MM } from './paper.js';

/** Everything on a sheet that a designer may turn, with its bounds; lengths in mm unless named. */
export const BOUNDS = {
  marginMm: 5.2,
  gutterMm: 2.8,
  /** Line height as a multiple of the x-height: open enough to find the next line, close enough to fit. */
  leadPerXHeight: { min: 2.28, max: 2.8 },
  /** Past this x-height type looks like a poster; about 11.5 pt. A short note may have 14. */
  ceilingMm: { page: 1.95, card: 2.3, short: 2.4 },
  /** Ceilings of themes that are read from further away, or by weaker eyes. */
  themeCeilingMm: { wall: 3.4, large: 2.6 },
  maxColumns: 8,
  /** An x-height at which the condensed face is not looked at. */
  comfortMm: 1.75,
  /** Fewer characters in a line tear sentences apart, more lose the eye on its way back; `least` only to hold all points. */
  lineChars: { min: 42, max: 76, least: 34 },
  /** Only below this x-height do lists of short items run in: it is the last step before points are dropped. */
  runInBelowMm: 1.3,
  /** Leading past this many x-heights only where the type is large. */
  openLead: { perXHeight: 2.4, fromMm: 1.5 },
} as const;

export function marginOf({ marginMm = BOUNDS.marginMm }: HeldPaper): number {
  return marginMm;
}

export function columnWidthPx(paper: HeldPaper, columns: number): number {
  return ((paper.widthMm - 2 * marginOf(paper) - (columns - 1) * BOUNDS.gutterMm) / columns) * PX_PER_MM;
}

export function pageHeightPx(paper: HeldPaper): number {
  return (paper.heightMm - 2 * marginOf(paper)) * PX_PER_MM;
}

/** Usable height of the i-th column of a sheet, px: the masthead stands on the first page, on others a line. */
export function columnHeights(
  fit: { readonly columns: number; readonly pageHeightPx: number },
  { mastheadPx, runningHeadPx }: { readonly mastheadPx: number; readonly runningHeadPx: number },
): (column: number) => number {
  return (column) => fit.pageHeightPx - (column < fit.columns ? mastheadPx : runningHeadPx);
}

import type { GalleySetting } from '../../page/sheet-measures.js';
import { BOUNDS, columnWidthPx } from '../layout/page-geometry.js';
import { type HeldPaper, PX_PER_MM } from '../layout/paper.js';

export interface Face {
  readonly css: string;
  /** x-height in em. */
  readonly xHeightEm: number;
  readonly isCondensed: boolean;
  /** Mean width of a character of English text, in em. */
  readonly charEm: number;
}

/** One way to set the page: everything but the size. */
export interface Style {
  readonly face: Face;
  readonly runIn: boolean;
  readonly columns: number;
}

/** Size at which the face's x-height is `xHeightMm`, px. */
export function sizeFor(xHeightMm: number, face: Face): number {
  return (xHeightMm * PX_PER_MM) / face.xHeightEm;
}

/** The face's x-height at a size, mm. */
export function xHeightOf(sizePx: number, face: Face): number {
  return (sizePx * face.xHeightEm) / PX_PER_MM;
}

/** What the browser is asked to lay out. */
export function settingOf(style: Style, paper: HeldPaper, sizePx: number): GalleySetting {
  return {
    sizePx,
    leadEm: BOUNDS.leadPerXHeight.min * style.face.xHeightEm,
    columnPx: columnWidthPx(paper, style.columns),
    face: style.face.css,
    runIn: style.runIn,
    pagePx: columnWidthPx(paper, 1),
    gutterPx: BOUNDS.gutterMm * PX_PER_MM,
    atPx: null,
  };
}

/** Column counts whose measure suits the size: lines neither too short nor too long to read well. */
export function plausibleColumns(
  paper: HeldPaper,
  face: Face,
  sizePx: number,
  leastChars: number = BOUNDS.lineChars.min,
): number[] {
  const counts = Array.from({ length: BOUNDS.maxColumns }, (_, i) => i + 1);
  const plausible = counts.filter((count) => {
    const chars = columnWidthPx(paper, count) / sizePx / face.charEm;
    return chars >= leastChars && chars <= BOUNDS.lineChars.max;
  });
  return plausible.length > 0 ? plausible : [1];
}

import { type Paper, paperSizeMm } from '../../options/paper.js';

export type Orientation = 'portrait' | 'landscape';

/** Paper as it is held. */
export interface HeldPaper {
  readonly name: string;
  readonly orientation: Orientation;
  readonly widthMm: number;
  readonly heightMm: number;
  /** Where a short note stands within wider margins than others. */
  readonly marginMm?: number;
}

/**
 * The sheet is laid out this many times too large and printed as many times smaller: Chrome sets baselines
 * and bullets on whole CSS pixels, which on the paper are then an eighth of one.
 */
export const ENLARGED = 8;
/** Layout pixels: Chrome's CSS pixel is 1/96 inch, ours an eighth of it. */
export const PX_PER_MM = (ENLARGED * 96) / 25.4;
export const PT_PER_PX = 0.75 / ENLARGED;

/** A named paper turned as asked; a size of the user's own (`297x210mm`) is held as it was written. */
export function heldPaper(name: Paper, orientation: Orientation): HeldPaper {
  const { widthMm, heightMm } = paperSizeMm(name);
  if (/mm$/.test(name))
    return { name, orientation: widthMm > heightMm ? 'landscape' : 'portrait', widthMm, heightMm };
  return orientation === 'portrait'
    ? { name, orientation, widthMm, heightMm }
    : { name, orientation, widthMm: heightMm, heightMm: widthMm };
}

/** The papers, as held, among which the fit may choose. */
export function heldPapers(name: Paper, orientation: Orientation | 'auto'): HeldPaper[] {
  if (/mm$/.test(name)) return [heldPaper(name, 'portrait')];
  return orientation === 'auto'
    ? [heldPaper(name, 'portrait'), heldPaper(name, 'landscape')]
    : [heldPaper(name, orientation)];
}

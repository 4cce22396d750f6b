import { BOUNDS } from '../layout/page-geometry.js';

/** What a page is judged by. */
export interface Quality {
  readonly xHeightMm: number;
  /** Code lines wrapped and tables stacked. */
  readonly strain: number;
}

/**
 * Larger type is better until it is comfortable; from there on, whole tables and unwrapped code are
 * worth more. Negative: `a` is the better one.
 */
export function byQuality(a: Quality, b: Quality): number {
  const upToComfort = Math.min(b.xHeightMm, BOUNDS.comfortMm) - Math.min(a.xHeightMm, BOUNDS.comfortMm);
  return Math.abs(upToComfort) > 1e-6 ? upToComfort : a.strain - b.strain || b.xHeightMm - a.xHeightMm;
}

import type { GalleyMeasure, Pour } from '../page/sheet-measures.js';
import type { Distribution } from './distribute.js';

/** A gap between sections may grow by this many lines before the leading has to help. */
const MAX_GAP_LINES = 0.7;
/** Columns whose leading differs by less than this look the same. */
const MAX_LEAD_SHARE = 0.035;
/** A column that lacks more than this many lines was meant to end short. */
const MAX_EMPTY_LINES = 5;

/**
 * Spreads the few empty lines at the foot of each column over its gaps, then over its lines, so that
 * all columns end on one level: vertical justification.
 */
export function justify(
  measure: GalleyMeasure,
  distribution: Distribution,
  heightOf: (column: number) => number,
  leadEm: number,
): Pick<Pour, 'stretchPx' | 'leadEm'> {
  const stretchPx: number[] = [];
  const leads: number[] = [];
  distribution.usedPx.forEach((usedPx, column) => {
    const emptyPx = Math.max(0, heightOf(column) - usedPx - 0.5);
    if (emptyPx > MAX_EMPTY_LINES * measure.linePx) {
      stretchPx.push(0);
      leads.push(leadEm);
      return;
    }
    const { gaps, lines } = contentsOf(measure, distribution, column);
    const perGap = gaps === 0 ? 0 : Math.min(emptyPx / gaps, MAX_GAP_LINES * measure.linePx);
    const restPx = emptyPx - gaps * perGap;
    const perLine = lines === 0 ? 0 : Math.min(restPx / lines, MAX_LEAD_SHARE * measure.linePx);
    stretchPx.push(perGap);
    leads.push(leadEm * (1 + perLine / measure.linePx));
  });
  return { stretchPx, leadEm: leads };
}

function contentsOf(
  measure: GalleyMeasure,
  distribution: Distribution,
  column: number,
): { gaps: number; lines: number } {
  const from = distribution.starts[column]?.piece ?? 0;
  const to = distribution.starts[column + 1]?.piece ?? measure.pieces.length;
  const pieces = measure.pieces.slice(from, to);
  const gaps = new Set(pieces.map((piece) => piece.section)).size - 1;
  return {
    gaps: Math.max(0, gaps),
    lines: pieces.reduce((sum, piece) => sum + (piece.kind === 'text' ? piece.lines : 0), 0),
  };
}

import type { ColumnBreaks, GalleyMeasure } from '../../page/sheet-measures.js';
import type { Distribution } from './distribute.js';
import { leadedLines } from './lead.js';

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
): Pick<ColumnBreaks, 'stretchPx' | 'leadEm'> {
  const stretchPx: number[] = [];
  const leads: number[] = [];
  distribution.usedPx.forEach((usedPx, column) => {
    const emptyPx = Math.max(0, heightOf(column) - usedPx - 1);
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

/** Gaps between sections and lines of text in a column; a paragraph cut by it counts with its part. */
function contentsOf(
  measure: GalleyMeasure,
  distribution: Distribution,
  column: number,
): { gaps: number; lines: number } {
  const from = distribution.starts[column] ?? { piece: 0, line: 0 };
  const to = distribution.starts[column + 1] ?? { piece: measure.pieces.length, line: 0 };
  const sections = new Set<number>();
  let lines = 0;
  measure.pieces.slice(from.piece, to.piece + (to.line > 0 ? 1 : 0)).forEach((piece, i) => {
    const first = i === 0 ? from.line : 0;
    const end = from.piece + i === to.piece ? to.line : piece.lines;
    sections.add(piece.section);
    lines += (leadedLines(piece, measure.linePx) * (end - first)) / piece.lines;
  });
  return { gaps: Math.max(0, sections.size - 1), lines };
}

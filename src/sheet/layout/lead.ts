import type { GalleyMeasure, PieceBox } from '../../page/sheet-measures.js';

/** Lines of a piece that grow with the leading; a formula counts as if it were all text. */
export function leadedLines(piece: PieceBox, linePx: number): number {
  if (piece.kind === 'name') return 0;
  return piece.kind === 'text' ? piece.lines : (piece.bottomPx - piece.topPx) / linePx;
}

/**
 * What a layout would measure with more leading: no line breaks anew, so each block grows by its lines
 * and pushes what is below it down.
 */
export function withLine(measure: GalleyMeasure, linePx: number): GalleyMeasure {
  const extraPx = linePx - measure.linePx;
  let shiftPx = 0;
  const grown = new Map<number, { topPx: number; bottomPx: number }>();
  const pieces = measure.pieces.map((piece) => {
    const section = measure.sections[piece.section];
    const known = grown.get(piece.section);
    if (section && !known) grown.set(piece.section, { topPx: section.topPx + shiftPx, bottomPx: 0 });
    const topPx = piece.topPx + shiftPx;
    shiftPx += leadedLines(piece, measure.linePx) * extraPx;
    const box = grown.get(piece.section);
    if (section && box) box.bottomPx = section.bottomPx + shiftPx;
    return { ...piece, topPx, bottomPx: piece.bottomPx + shiftPx };
  });
  const sections = measure.sections.map((section, i) => grown.get(i) ?? section);
  return { ...measure, pieces, sections, linePx };
}

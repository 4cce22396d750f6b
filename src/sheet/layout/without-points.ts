import type { GalleyMeasure, PieceBox, SectionBox } from '../../page/sheet-measures.js';

/** What is not shown: points, and of some listings all but their first lines. */
export interface Hidden {
  readonly points: ReadonlySet<number>;
  /** Lines that stay, by the point's id. */
  readonly firstLines: ReadonlyMap<number, number>;
}

/**
 * What a layout without some points would measure, without the layout: each block goes with the gap below it. A
 * section of which nothing stays goes whole. The masthead is taken to stay as high as it is.
 */
export function withoutPoints(measure: GalleyMeasure, hidden: Hidden): GalleyMeasure {
  const pieces: PieceBox[] = [];
  const sections: SectionBox[] = [];
  let gonePx = 0;
  measure.sections.forEach((section, index) => {
    const own = piecesOf(measure, index);
    if (own.length > 0 && own.every((piece) => piece.points.length === 0 || isHidden(piece, hidden))) {
      const isNamed = own.every((piece) => piece.points.length === 0);
      if (!isNamed) {
        gonePx += (measure.sections[index + 1]?.topPx ?? section.bottomPx) - section.topPx;
        return;
      }
    }
    const topPx = section.topPx - gonePx;
    own.forEach((piece, i) => {
      const nextPx = own[i + 1]?.topPx ?? piece.bottomPx;
      if (isHidden(piece, hidden)) {
        gonePx += nextPx - piece.topPx;
        return;
      }
      const shown = shortened(piece, hidden);
      pieces.push({
        ...shown,
        section: sections.length,
        topPx: shown.topPx - gonePx,
        bottomPx: shown.bottomPx - gonePx,
      });
      gonePx += piece.bottomPx - shown.bottomPx;
    });
    sections.push({ topPx, bottomPx: section.bottomPx - gonePx });
  });
  return { ...measure, pieces, sections };
}

function piecesOf({ pieces }: GalleyMeasure, section: number): PieceBox[] {
  return pieces.filter((piece) => piece.section === section);
}

function isHidden({ points }: PieceBox, hidden: Hidden): boolean {
  return points.length > 0 && points.every((id) => hidden.points.has(id));
}

function shortened(piece: PieceBox, { firstLines }: Hidden): PieceBox {
  const [id] = piece.points;
  const lines = id === undefined ? undefined : firstLines.get(id);
  if (lines === undefined || lines >= piece.lines) return piece;
  const linePx = (piece.bottomPx - piece.topPx - 2 * piece.padPx) / piece.lines;
  return { ...piece, lines, bottomPx: piece.topPx + 2 * piece.padPx + lines * linePx };
}

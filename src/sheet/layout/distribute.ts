import type { ColumnStart, GalleyMeasure, PieceBox } from '../../page/sheet-measures.js';

/** The smallest slice of the galley that a column can hold: a block, or some lines of a paragraph. */
interface Slice {
  readonly topPx: number;
  readonly bottomPx: number;
  readonly section: number;
  readonly start: ColumnStart;
  /** What a column break before this slice costs a reader, in lines left empty; Infinity forbids it. */
  readonly breakCost: number;
  /** Height of what is repeated at the head of a column that begins here. */
  readonly repeatedPx: number;
  readonly opensSection: boolean;
  readonly closesSection: boolean;
}

/** A distribution of the galley over columns. */
export interface Distribution {
  readonly starts: readonly ColumnStart[];
  /** Height that each column uses, px. */
  readonly usedPx: readonly number[];
}

/** Lines that must stay together at either end of a broken paragraph: no widow, no orphan. */
const TOGETHER = 2;

/** Costs of a break, in lines of empty column that would be as bad. */
const BREAK_COST = {
  section: 0,
  topPoint: 0.7,
  innerPoint: 1,
  insidePoint: 1.5,
  afterFirst: 2,
  afterLeadIn: 40,
} as const;

/** Squared lines that a unit of these costs weighs. */
const BREAK_WEIGHT = 4;

/** Pieces → slices at whose heads a column may break. */
function slicesOf(measure: GalleyMeasure): Slice[] {
  const slices: Slice[] = [];
  measure.pieces.forEach((piece, index) => {
    const before = measure.pieces[index - 1];
    const isSecond = before !== undefined && measure.pieces[index - 2]?.kind === 'name';
    const opens = before?.section !== piece.section;
    const closes = measure.pieces[index + 1]?.section !== piece.section;
    const parts = partsOf(piece);
    parts.forEach(([fromLine, toLine], i) => {
      const linePx = (piece.bottomPx - piece.topPx - 2 * piece.padPx) / piece.lines;
      slices.push({
        // Each half of a cut listing keeps its padding.
        topPx: piece.topPx + fromLine * linePx,
        bottomPx: piece.topPx + toLine * linePx + 2 * piece.padPx,
        section: piece.section,
        start: { piece: index, line: fromLine },
        breakCost:
          (i > 0 ? BREAK_COST.insidePoint : breakCostBefore(piece, before, opens)) +
          (isSecond && !opens && i === 0 ? BREAK_COST.afterFirst : 0),
        repeatedPx: opens && i === 0 ? 0 : measure.continuedPx + piece.repeatPx,
        opensSection: opens && i === 0,
        closesSection: closes && i === parts.length - 1,
      });
    });
  });
  return slices;
}

function breakCostBefore(piece: PieceBox, before: PieceBox | undefined, opens: boolean): number {
  if (opens) return BREAK_COST.section;
  // A heading at the foot of a column would be stranded.
  if (before?.kind === 'head' || before?.kind === 'name') return Number.POSITIVE_INFINITY;
  // Nor does a line that ends in a colon stay alone, unless a tall block could not stand with it.
  if (before?.leadsIn) return piece.kind === 'solid' ? BREAK_COST.afterLeadIn : Number.POSITIVE_INFINITY;
  return piece.depth === 0 ? BREAK_COST.topPoint : BREAK_COST.innerPoint;
}

/** Line ranges of a piece that must stay whole: 5 lines → [0,2) [2,3) [3,5). */
function partsOf(piece: PieceBox): [number, number][] {
  const { lines } = piece;
  if (piece.kind !== 'text' || lines < 2 * TOGETHER) return [[0, lines]];
  const parts: [number, number][] = [[0, TOGETHER]];
  for (let line = TOGETHER; line < lines - TOGETHER; line += 1) parts.push([line, line + 1]);
  parts.push([lines - TOGETHER, lines]);
  return parts;
}

/** Height of a column that holds slices `from` to `to`, both included. */
function usedHeight(slices: readonly Slice[], from: number, to: number, measure: GalleyMeasure): number {
  const first = slices[from];
  const last = slices[to];
  if (!first || !last) return 0;
  const section = measure.sections[first.section];
  const top = first.opensSection && section ? section.topPx : first.topPx - first.repeatedPx;
  return (
    (last.closesSection ? (measure.sections[last.section]?.bottomPx ?? last.bottomPx) : last.bottomPx) - top
  );
}

/** The farthest slice that still fits below `from`, at whose end a column may break; −1: not even one. */
function farthest(slices: readonly Slice[], from: number, heightPx: number, measure: GalleyMeasure): number {
  let best = -1;
  for (let to = from; to < slices.length; to += 1) {
    if (usedHeight(slices, from, to, measure) > heightPx) break;
    if ((slices[to + 1]?.breakCost ?? 0) !== Number.POSITIVE_INFINITY) best = to;
  }
  return best;
}

/** At most so many columns can have something at their heads. */
export function blocksOf(measure: GalleyMeasure): number {
  return slicesOf(measure).filter(({ breakCost }) => breakCost !== Number.POSITIVE_INFINITY).length;
}

/**
 * Fills columns from the first to the last, each as full as it gets.
 *
 * @param heightOf usable height of the i-th column, px
 * @returns the number of columns needed, or null where some block is taller than a column
 */
export function columnsNeeded(measure: GalleyMeasure, heightOf: (column: number) => number): number | null {
  const slices = slicesOf(measure);
  let column = 0;
  for (let from = 0; from < slices.length; column += 1) {
    const to = farthest(slices, from, heightOf(column), measure);
    if (to < 0) return null;
    from = to + 1;
  }
  return column;
}

/**
 * Distributes the galley over exactly `columns` columns (fewer where there are fewer blocks) so that
 * the empty lines at their feet, squared, and the breaks inside sections cost least: a shortest path
 * over break positions, as Knuth and Plass break lines.
 *
 * @param breakWeight how much a break inside a section weighs against empty lines, squared
 * @param least columns that may not stay empty, from the first
 * @returns null where it does not fit
 */
export function distribute(
  measure: GalleyMeasure,
  columns: number,
  heightOf: (column: number) => number,
  breakWeight = BREAK_WEIGHT,
  least = 1,
): Distribution | null {
  const slices = slicesOf(measure);
  let frontier = new Map<number, Path>([[0, { cost: 0, starts: [], usedPx: [] }]]);
  for (let column = 0; column < columns; column += 1) {
    const isLast = column === columns - 1;
    const mayBeEmpty = column >= Math.min(least, slices.length);
    frontier = extend(frontier, slices, {
      measure,
      heightPx: heightOf(column),
      breakWeight,
      isLast,
      mayBeEmpty,
    });
  }
  const done = frontier.get(slices.length);
  return done ? { starts: done.starts, usedPx: done.usedPx } : null;
}

interface Path {
  readonly cost: number;
  readonly starts: readonly ColumnStart[];
  readonly usedPx: readonly number[];
}

interface ColumnToFill {
  readonly measure: GalleyMeasure;
  readonly heightPx: number;
  readonly breakWeight: number;
  readonly isLast: boolean;
  readonly mayBeEmpty: boolean;
}

function extend(
  frontier: ReadonlyMap<number, Path>,
  slices: readonly Slice[],
  { measure, heightPx, breakWeight, isLast, mayBeEmpty }: ColumnToFill,
): Map<number, Path> {
  const next = new Map<number, Path>();
  for (const [from, path] of frontier) {
    const start = slices[from]?.start;
    if (!start) {
      if (mayBeEmpty) keepCheaper(next, from, path);
      continue;
    }
    const far = farthest(slices, from, heightPx, measure);
    for (let to = far; to >= from; to -= 1) {
      const usedPx = usedHeight(slices, from, to, measure);
      const emptyLines = (heightPx - usedPx) / measure.linePx;
      // Far from full is never best; the bound keeps the work linear.
      if (to < far && emptyLines > 40 && next.size > 0) break;
      const breakCost = to + 1 < slices.length ? (slices[to + 1]?.breakCost ?? 0) : 0;
      if (breakCost === Number.POSITIVE_INFINITY || (isLast && to + 1 < slices.length)) continue;
      keepCheaper(next, to + 1, {
        cost: path.cost + emptyLines ** 2 + breakWeight * breakCost,
        starts: [...path.starts, start],
        usedPx: [...path.usedPx, usedPx],
      });
    }
  }
  return next;
}

function keepCheaper(paths: Map<number, Path>, at: number, path: Path): void {
  const known = paths.get(at);
  if (!known || path.cost < known.cost) paths.set(at, path);
}

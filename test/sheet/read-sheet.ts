import type { Note, Point, Section, Sheet } from '../../src/model.js';
import { BOUNDS } from '../../src/sheet/layout/page-geometry.js';
import { folded, type Mark, type ReadPdf, textOf } from '../pdf/read-pdf.js';

const PT_PER_MM = 72 / 25.4;

/** Points that the sheet claims to carry. */
export function keptPoints(note: Note, sheet: Sheet, section: Section | null = null): Point[] {
  const all = section
    ? section.points
    : [...note.introPoints, ...note.sections.flatMap(({ points }) => points)];
  const dropped = new Set(sheet.fit.points.dropped.map(({ line, text }) => `${line} ${text}`));
  return all.filter(({ line, text }) => !dropped.has(`${line} ${text}`));
}

/** Kept points whose words do not stand in the structure text in their order, every space included. */
export function lostPoints(note: Note, sheet: Sheet, pdf: ReadPdf, section: Section | null = null): string[] {
  const text = joined(textOf(pdf.struct));
  return keptPoints(note, sheet, section)
    .filter((point) => !text.includes(joined(point.text)))
    .map((point) => `${point.line}: ${point.text}`);
}

/** A column may be cut behind a hyphen, and each half is a block of its own: `SQL-` `only`. */
function joined(text: string): string {
  return folded(text).replace(/([-–—/]) /g, '$1');
}

/** Runs of text that come nearer to the paper's edge than the margin, or cross a column's side. */
export function strayTexts({ fit }: Sheet, pdf: ReadPdf): string[] {
  const [widthPt, heightPt] = pdf.sizesPt[0] ?? [0, 0];
  const marginPt = BOUNDS.marginMm * PT_PER_MM;
  const gutterPt = BOUNDS.gutterMm * PT_PER_MM;
  const columnPt = (widthPt - 2 * marginPt - (fit.columns - 1) * gutterPt) / fit.columns;
  const headPt = Math.max(
    ...tops(pdf.outline)
      .filter(({ page }) => page === 0)
      .map(({ topPt }) => topPt),
  );
  return pdf.painted
    .filter(({ str }) => str.trim() !== '')
    .filter(({ xPt, yPt, widthPt: runPt, page, sizePt }) => {
      const inColumns = page > 0 || yPt < headPt - 2;
      const column = Math.floor((xPt - marginPt + 1) / (columnPt + gutterPt));
      const rightPt = inColumns ? marginPt + column * (columnPt + gutterPt) + columnPt : widthPt - marginPt;
      return (
        xPt < marginPt - 1 ||
        xPt + runPt > rightPt + 1.5 ||
        yPt < marginPt - 1 ||
        yPt + 0.7 * sizePt > heightPt - marginPt + 1
      );
    })
    .map(({ str, xPt, yPt }) => `${str} at ${xPt.toFixed(1)}, ${yPt.toFixed(1)} pt`);
}

export function tops(marks: readonly Mark[]): Mark[] {
  return marks.flatMap((mark) => [mark, ...tops(mark.items)]);
}

/** The size in which most characters are set, pt. */
export function bodySizePt(pdf: Pick<ReadPdf, 'painted'>): number {
  const counts = new Map<string, number>();
  for (const { sizePt, str } of pdf.painted) {
    const key = sizePt.toFixed(3);
    counts.set(key, (counts.get(key) ?? 0) + str.length);
  }
  return Number([...counts].sort(([, a], [, b]) => b - a)[0]?.[0]);
}

/** The most by which the distances of lines differ within one paragraph, pt, over all paragraphs of three lines and more. */
export function pitchVariationPt({ painted }: Pick<ReadPdf, 'painted'>): number {
  const body = bodySizePt({ painted });
  const baselines = new Map<string, Set<number>>();
  for (const { mark, page, yPt, sizePt, str } of painted) {
    if (mark === null || str.trim() === '' || Math.abs(sizePt - body) > 0.01) continue;
    const key = `${page} ${mark}`;
    baselines.set(key, (baselines.get(key) ?? new Set()).add(Number(yPt.toFixed(3))));
  }
  const variations = [...baselines.values()].map((heights) => {
    const sorted = [...heights].sort((a, b) => b - a);
    const pitches = sorted.slice(1).map((y, i) => (sorted[i] ?? y) - y);
    return pitches.length < 2 ? 0 : Math.max(...pitches) - Math.min(...pitches);
  });
  return Math.max(0, ...variations);
}

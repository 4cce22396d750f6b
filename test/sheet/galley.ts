import type { GalleyMeasure, PieceBox, SectionBox } from '../../src/page/sheet-measures.js';

const LINE_PX = 10;
const CONTINUED_PX = 8;
const NAME_PX = 12;

/**
 * A measured galley from a sketch, one string a section: `n` its name, `h` a sub-heading, `c` a line that ends in a colon, `t4` a text of
 * four lines, `s3` a block of three lines that cannot break; a dash before it is a level of nesting.
 */
export function galley(...sections: string[]): GalleyMeasure {
  const pieces: PieceBox[] = [];
  const boxes: SectionBox[] = [];
  let at = 0;
  sections.forEach((sketch, section) => {
    const topPx = at;
    for (const word of sketch.split(' ')) {
      const [, dashes = '', kind = '', count = '1'] = /^(-*)([nhtsc])(\d*)$/.exec(word) ?? [];
      const lines = Number(count || 1);
      const heightPx = kind === 'n' ? NAME_PX : lines * LINE_PX;
      pieces.push({
        section,
        points: kind === 'n' ? [] : [pieces.length],
        kind: kind === 'n' ? 'name' : kind === 'h' ? 'head' : kind === 's' ? 'solid' : 'text',
        topPx: at,
        bottomPx: at + heightPx,
        lines: kind === 't' ? lines : 1,
        padPx: 0,
        repeatPx: 0,
        leadsIn: kind === 'c',
        depth: dashes.length,
      });
      at += heightPx;
    }
    boxes.push({ topPx, bottomPx: at });
  });
  return {
    pieces,
    sections: boxes,
    mastheadPx: 0,
    runningHeadPx: 0,
    xHeightPx: 5,
    linePx: LINE_PX,
    continuedPx: CONTINUED_PX,
    traits: {
      lines: [],
      textLines: 0,
      longRunInLines: 0,
      tables: 0,
      stackedTables: 0,
      codeLines: 0,
      wrappedRows: 0,
      formulas: 0,
      shrunkFormulas: 0,
    },
  };
}

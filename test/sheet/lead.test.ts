import { describe, expect, it } from 'vitest';
import { distribute } from '../../src/sheet/layout/distribute.js';
import { justify } from '../../src/sheet/layout/justify.js';
import { withLine } from '../../src/sheet/layout/lead.js';
import { galley } from './galley.js';

const bottom = (measure: ReturnType<typeof galley>): number => measure.sections.at(-1)?.bottomPx ?? 0;

describe('withLine', () => {
  it('grows every text by its lines and pushes down what is below', () => {
    const loose = withLine(galley('n t3', 'n t2'), 11);
    expect(loose.linePx).toBe(11);
    expect(loose.pieces.map(({ topPx, bottomPx }) => [topPx, bottomPx])).toEqual([
      [0, 12],
      [12, 45],
      [45, 57],
      [57, 79],
    ]);
    expect(loose.sections).toEqual([
      { topPx: 0, bottomPx: 45 },
      { topPx: 45, bottomPx: 79 },
    ]);
  });

  it('leaves the names of sections as high as they are, and changes nothing at the same leading', () => {
    const measure = galley('n t3 h s4', 'n t1');
    expect(withLine(measure, 10)).toEqual(measure);
    expect(bottom(withLine(galley('n'), 20))).toBe(12);
  });
});

describe('justify', () => {
  const spread = (heightPx: number, ...sections: string[]) => {
    const measure = galley(...sections);
    const found = distribute(measure, 1, () => heightPx);
    if (!found) throw new Error('it does not fit');
    return justify(measure, found, () => heightPx, 1.2);
  };

  it('opens the gaps between sections first', () => {
    // 64 px of content, 1 px of safety: 6 px for two gaps.
    expect(spread(73, 'n t1', 'n t1', 'n t1')).toEqual({ stretchPx: [3], leadEm: [1.2] });
  });

  it('then the leading, within what no eye sees', () => {
    const { stretchPx, leadEm } = spread(72, 'n t5');
    expect(stretchPx).toEqual([0]);
    expect(leadEm[0]).toBeGreaterThan(1.2);
    expect(leadEm[0]).toBeLessThanOrEqual(1.2 * 1.035 + 1e-9);
  });

  it('leaves a column alone that was meant to end short', () => {
    expect(spread(300, 'n t1', 'n t1')).toEqual({ stretchPx: [0], leadEm: [1.2] });
  });

  it('brings every column to the same foot', () => {
    const measure = galley('n t4', 'n t4', 'n t5', 'n t3');
    const found = distribute(measure, 2, () => 106);
    if (!found) throw new Error('it does not fit');
    const { stretchPx } = justify(measure, found, () => 106, 1.2);
    expect(found.usedPx.map((usedPx, i) => usedPx + (stretchPx[i] ?? 0))).toEqual([105, 105]);
  });
});

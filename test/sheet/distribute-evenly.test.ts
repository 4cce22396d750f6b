import { describe, expect, it } from 'vitest';
import { distributeEvenly } from '../../src/sheet/layout/distribute-evenly.js';
import { galley } from './galley.js';

/** Where columns begin: `3` at a piece, `3.2` at its third line. */
function spread(
  sections: readonly string[],
  columns: number,
  heightPx: number,
  least = 1,
): readonly string[] | null {
  const even = distributeEvenly(galley(...sections), columns, () => heightPx, least);
  return (
    even?.distribution.starts.map(({ piece, line }) => (line > 0 ? `${piece}.${line}` : `${piece}`)) ?? null
  );
}

describe('distributeEvenly', () => {
  it('leaves a page that is nearly full to be filled to its foot', () => {
    expect(spread(['n t5', 'n t5', 'n t5'], 3, 66)).toBeNull();
    expect(spread(['n t5', 'n t5', 'n t5'], 3, 400)).toEqual(['0', '2', '4']);
  });

  it('keeps a short section whole rather than spread it thin', () => {
    expect(spread(['n t2 t2 t2'], 3, 400)).toEqual(['0']);
    expect(spread(['n t1', 'n t3 t3 t3', 'n t2'], 3, 400)).toEqual(['0', '2', '6']);
  });

  it('cuts a long section where that saves much height', () => {
    expect(spread([`n ${'t2 '.repeat(20).trim()}`], 3, 600)).toHaveLength(3);
  });

  it('puts something at the head of each page', () => {
    expect(spread(['n t1 t1 t1'], 2, 400, 2)).toEqual(['0', '2']);
    expect(spread(['n t2 t2 t2'], 3, 400, 3)).toHaveLength(3);
  });

  it('says how high the columns are', () => {
    const even = distributeEvenly(galley('n t5', 'n t3'), 2, () => 400, 1);
    expect(even?.heightPx).toBe(Math.max(...(even?.distribution.usedPx ?? [])) + 1);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Point } from '../../src/model.js';
import { condense, type Looks, lengthened } from '../../src/sheet/fit/condense.js';
import { cutAfter, type Omitted } from '../../src/sheet/fit/drop-order.js';
import { leftOut, lineRanges } from '../../src/sheet/fit/left-out.js';

function point(id: number, parent: number | null = null, text = 'x'): Point {
  return {
    id,
    parent,
    kind: 'item',
    depth: parent === null ? 0 : 1,
    line: id + 1,
    text,
    terms: [],
    override: null,
  };
}

/** Layouts and predictions that agree. */
const exactly = (fits: (dropped: readonly Point[]) => boolean): Looks => ({
  fitsWithout: async (dropped) => fits(dropped),
  wouldFitWithout: fits,
});

/** Fits as soon as enough lines are gone. */
const needing = (lines: number, height: (point: Point) => number) =>
  exactly((dropped) => dropped.reduce((sum, each) => sum + height(each), 0) >= lines);

/** Each point a unit of its own. */
const singly = (points: readonly Point[]): Point[][] => points.map((each) => [each]);

const ids = (points: readonly Point[]): number[] => points.map(({ id }) => id);

describe('condense', () => {
  const order = Array.from({ length: 40 }, (_, i) => point(i));

  it('drops as few as it can, in the order of their importance', async () => {
    const { dropped, fits } = await condense(
      singly(order),
      needing(7, () => 1),
    );
    expect([ids(dropped), fits]).toEqual([[0, 1, 2, 3, 4, 5, 6], true]);
  });

  it('brings back what fits again once a long point is gone', async () => {
    const long = needing(10, ({ id }) => (id === 5 ? 9 : 1));
    const { dropped } = await condense(singly(order), long);
    expect(ids(dropped)).toEqual([0, 5]);
  });

  it('brings no child back without its parent', async () => {
    const family = [point(1, 0), point(0), point(2)];
    // Without the third all fits; the child alone would fit too, its parent would not.
    const { dropped } = await condense(
      singly(family),
      exactly((gone) => gone.some(({ id }) => id === 2) && gone.some(({ id }) => id === 0)),
    );
    expect(ids(dropped)).toEqual([1, 0, 2]);
  });

  it('says when not even the least fits', async () => {
    expect(
      await condense(
        singly(order),
        exactly(() => false),
      ),
    ).toEqual({ dropped: order, fits: false });
  });

  it.each([
    ['right', 23],
    ['too hopeful', 15],
    ['too careful', 28],
  ])('needs few layouts where what is predicted is %s', async (_name, predicted) => {
    let layouts = 0;
    const { dropped } = await condense(singly(order), {
      fitsWithout: async (gone) => {
        layouts += 1;
        return gone.length >= 23;
      },
      wouldFitWithout: (gone) => gone.length >= predicted,
    });
    expect(dropped.length).toBe(23);
    expect(layouts).toBeLessThanOrEqual(12);
  });

  it('takes what fits rather than look on and on', async () => {
    let layouts = 0;
    const many = Array.from({ length: 5000 }, (_, i) => point(i));
    const { fits } = await condense(singly(many), {
      fitsWithout: async (gone) => {
        layouts += 1;
        return gone.length >= 4321;
      },
      wouldFitWithout: () => false,
    });
    expect(fits).toBe(true);
    expect(layouts).toBeLessThanOrEqual(12);
  });

  it('leaves a kept set to which nothing can be added', async () => {
    // Of more than five units not all are tried again.
    const heights = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 3, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(heights, fc.integer({ min: 1, max: 12 }), async (lines, over) => {
        const fits = needing(over, ({ id }) => lines[id] ?? 0);
        const { dropped, fits: done } = await condense(singly(lines.map((_, i) => point(i))), fits);
        if (!done) return;
        expect(fits.wouldFitWithout(dropped)).toBe(true);
        for (const back of dropped)
          expect(fits.wouldFitWithout(dropped.filter((each) => each !== back))).toBe(false);
      }),
    );
  });
});

describe('lengthened', () => {
  const listing = Array.from({ length: 30 }, (_, i) => `line ${i}`);
  const tails = Array.from({ length: 25 }, (_, i): Omitted => cutAfter(point(i), listing, 6));
  const shown = (dropped: readonly Omitted[]): number =>
    dropped.reduce((sum, { firstLines = 0 }) => sum + firstLines, 0);

  it('gives a listing back what fits, and no more', async () => {
    const dropped = await lengthened(
      tails,
      exactly((gone) => shown(gone) <= 25 * 6 + 10),
    );
    expect(dropped.map(({ firstLines }) => firstLines)).toEqual([16, ...Array(24).fill(6)]);
  });

  it('does not try each of many listings', async () => {
    let layouts = 0;
    const dropped = await lengthened(tails, {
      fitsWithout: async () => {
        layouts += 1;
        return false;
      },
      wouldFitWithout: () => true,
    });
    expect(dropped).toEqual(tails);
    expect(layouts).toBeLessThanOrEqual(3);
  });
});

describe('lineRanges', () => {
  it('joins runs of lines', () => {
    expect(lineRanges([79, 60, 62, 63, 64, 60].map((id) => point(id)))).toBe('61, 63–65, 80');
    expect(lineRanges([])).toBe('');
  });

  it('takes one line of the sheet at most, and names the sections of which nothing stays', () => {
    const points = Array.from({ length: 80 }, (_, i) => point(3 * i));
    const { notice, sections } = leftOut(
      points,
      {
        points: Array.from({ length: 90 }),
        note: { meta: { lang: 'en' } },
        sections: [
          { points: points.slice(0, 2), lines: [1, 5] },
          { points: [point(1), point(3)], lines: [6, 9] },
        ],
      },
      110,
    );
    expect(notice).toMatch(/^Left out for space: 80 of 90 points, from lines 1, 4, .* … of the note\.$/);
    expect(notice?.length).toBeLessThanOrEqual(110);
    expect(sections).toEqual([{ index: 0, place: 'lines 1–5' }]);
  });
});

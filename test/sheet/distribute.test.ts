import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnsNeeded, type Distribution, distribute } from '../../src/sheet/layout/distribute.js';
import { galley } from './galley.js';

const high = (heightPx: number) => (): number => heightPx;

/** Where columns begin: `3` at a piece, `3.2` at its third line. */
function starts(found: Distribution | null): string[] | null {
  if (!found) return null;
  return found.starts.map(({ piece, line }) => (line > 0 ? `${piece}.${line}` : String(piece)));
}

describe('distribute', () => {
  it('fills no more columns than it may, from the first', () => {
    expect(starts(distribute(galley('n t3', 'n t3'), 2, high(50)))).toEqual(['0', '2']);
    expect(starts(distribute(galley('n t3'), 3, high(50)))).toEqual(['0']);
  });

  it('says when it is too much, and when a block is higher than any column', () => {
    expect(distribute(galley('n t3', 'n t3', 'n t3'), 2, high(45))).toBeNull();
    expect(distribute(galley('n s9'), 4, high(60))).toBeNull();
    expect(columnsNeeded(galley('n s9'), high(60))).toBeNull();
    expect(columnsNeeded(galley('n t3', 'n t3', 'n t3'), high(45))).toBe(3);
  });

  it('never leaves a heading at the foot of a column', () => {
    // The heading would fit below the first text; what it heads would not.
    expect(starts(distribute(galley('n t3 h t3'), 2, high(58)))).toEqual(['0', '2']);
    expect(starts(distribute(galley('n t3', 'n t3'), 2, high(60)))).toEqual(['0', '2']);
  });

  it('keeps two lines of a paragraph together at either end', () => {
    // Four lines above would leave one alone; of two and three the emptier feet decide.
    expect(starts(distribute(galley('n t5'), 2, high(52)))).toEqual(['0', '1.2']);
    expect(starts(distribute(galley('n t4'), 2, high(45)))).toEqual(['0', '1.2']);
    expect(distribute(galley('n t3'), 2, high(35))).toBeNull();
  });

  it('leaves room for the name that is repeated at the head of a column', () => {
    // Two lines of 10 px and the repeated name of 8.
    const heightOf = (second: number) => (column: number) => (column === 0 ? 32 : second);
    expect(distribute(galley('n t4'), 2, heightOf(27))).toBeNull();
    expect(starts(distribute(galley('n t4'), 2, heightOf(28)))).toEqual(['0', '1.2']);
    expect(starts(distribute(galley('n t2', 'n t1'), 2, heightOf(22)))).toEqual(['0', '2']);
  });

  it('breaks between sections rather than inside one', () => {
    expect(starts(distribute(galley('n t2 t2', 'n t2 t2', 'n t2 t2'), 3, high(60)))).toEqual(['0', '3', '6']);
  });

  it('knows a first column that is lower than the rest', () => {
    const heightOf = (column: number): number => (column === 0 ? 35 : 60);
    expect(starts(distribute(galley('n t2', 'n t4'), 2, heightOf))).toEqual(['0', '2']);
    expect(distribute(galley('n t4', 'n t4'), 2, heightOf)).toBeNull();
  });

  const word = fc.constantFrom('t1', 't2', 't3', 't5', 't9', '-t2', '-t4', 's2', 'h t2', 'h -t3');
  const section = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => `n ${words.join(' ')}`);

  it('keeps every rule on any galley', () => {
    fc.assert(
      fc.property(
        fc.array(section, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 80, max: 400 }),
        (sections, columns, heightPx) => {
          const measure = galley(...sections);
          const found = distribute(measure, columns, high(heightPx));
          const needed = columnsNeeded(measure, high(heightPx));
          expect(found !== null).toBe(needed !== null && needed <= columns);
          if (!found) return;
          expect(found.starts.length).toBeLessThanOrEqual(columns);
          expect(Math.max(...found.usedPx)).toBeLessThanOrEqual(heightPx);
          found.starts.slice(1).forEach(({ piece, line }) => {
            const before = measure.pieces[piece - 1];
            const { lines = 1, kind } = measure.pieces[piece] ?? {};
            if (line === 0) expect(before?.kind).toMatch(/text|solid/);
            else expect([kind, line >= 2, lines - line >= 2]).toEqual(['text', true, true]);
          });
          const order = found.starts.map(({ piece, line }) => piece * 100 + line);
          expect(order).toEqual([...order].sort((a, b) => a - b));
          expect(new Set(order).size).toBe(order.length);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('balances the columns', () => {
    const found = distribute(galley('n t1', 'n t1', 'n t1', 'n t1'), 2, high(70));
    expect(found?.usedPx).toEqual([44, 44]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Atom, paginate } from '../../src/deck/fit/paginate.js';

/** `'a40 -b20 -c20'`: a dash a level of nesting, the number a height. */
function atoms(text: string): Atom[] {
  const out: Atom[] = [];
  const open: number[] = [];
  for (const word of text.split(' ')) {
    const [, dashes = '', key = '', height = '0'] = /^(-*)([a-z+]+)(\d+)$/.exec(word) ?? [];
    open.length = dashes.length;
    out.push({
      key,
      parent: open.at(-1) ?? null,
      depth: dashes.length,
      heightPx: Number(height),
      contextPx: 10,
      joins: key.startsWith('+'),
      linePx: 0,
      leadsIn: key.endsWith('l'),
    });
    open.push(out.length - 1);
  }
  return out;
}

function shown(text: string, heightPx: number): string[] {
  const list = atoms(text);
  return paginate(list, { firstPx: heightPx, nextPx: heightPx }).parts.map((part) => {
    const context = part.context.map((index) => `(${list[index]?.key})`);
    return [...context, ...list.slice(part.from, part.to).map((atom) => atom.key)].join(' ');
  });
}

describe('paginate', () => {
  it('keeps on one slide what fits on one', () => {
    expect(shown('a40 -b20 -c20 d20', 100)).toEqual(['a b c d']);
  });

  it('balances the parts and leaves no point alone', () => {
    expect(shown('a20 b20 c20 d20 e20 f20', 100)).toEqual(['a b c', 'd e f']);
  });

  it('prefers to break where a new topic opens', () => {
    expect(shown('a20 -b20 -c20 d20 -e20 -f20', 80)).toEqual(['a b c', 'd e f']);
    expect(shown('a20 -b20 c20 -d20 -e20 -f20', 100)).toEqual(['a b', 'c d e f']);
  });

  it('keeps a lead-in with what it leads to', () => {
    expect(shown('a30 b30 cl30 d90', 100)).toEqual(['a b cl', 'd']);
    expect(shown('a30 b30 cl30 d60', 100)).toEqual(['a b', 'cl d']);
    expect(shown('a30 b30 cl30 d30 e30', 100)).toEqual(['a b', 'cl d e']);
  });

  it('repeats the parent point when it must break inside', () => {
    expect(shown('a20 -b20 -c20 -d20 -e20', 60)).toEqual(['a b c', '(a) d e']);
  });

  it('repeats the whole line of ancestors', () => {
    expect(shown('a20 -b20 --c20 --d20 --e20 --f20 --g20', 100)).toEqual(['a b c d', '(a) (b) e f g']);
  });

  it('does not part a parent from its first child', () => {
    expect(shown('a30 x30 b30 -c30 -d30', 100)).toEqual(['a x', 'b c d']);
    expect(shown('a8 x8 b39 -c8 -d13', 60)).toEqual(['a x', 'b c d']);
  });

  it('breaks a split paragraph only where nothing better is near', () => {
    expect(shown('a30 b20 +20 c20', 60)).toEqual(['a', 'b + c']);
  });

  it('says when an atom alone is too high', () => {
    const result = paginate(atoms('a30 b300 c30'), { firstPx: 100, nextPx: 100 });
    expect(result.forced).toBe(true);
    expect(result.parts).toHaveLength(3);
  });

  it('loses, doubles and reorders nothing, and never exceeds the room, whatever the content', () => {
    const heights = fc.array(fc.record({ height: fc.integer({ min: 5, max: 90 }), dedent: fc.nat(3) }), {
      minLength: 1,
      maxLength: 60,
    });
    fc.assert(
      fc.property(heights, fc.integer({ min: 130, max: 400 }), (list, room) => {
        const chain: number[] = [];
        const input = list.map(({ height, dedent }, index): Atom => {
          chain.length = Math.max(0, chain.length - dedent);
          const atom = {
            key: String(index),
            parent: chain.at(-1) ?? null,
            depth: chain.length,
            heightPx: height,
            contextPx: 10,
            joins: false,
            linePx: 0,
            leadsIn: false,
          };
          if (dedent === 0) chain.push(index);
          return atom;
        });
        const { parts, forced } = paginate(input, { firstPx: room, nextPx: room });
        expect(forced).toBe(false);
        expect(parts.flatMap((part) => input.slice(part.from, part.to).map((atom) => atom.key))).toEqual(
          input.map((atom) => atom.key),
        );
        for (const part of parts) expect(part.usedPx).toBeLessThanOrEqual(room);
      }),
      { seed: 4, numRuns: 300 },
    );
  });
});

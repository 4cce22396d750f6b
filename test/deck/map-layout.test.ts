import { describe, expect, it } from 'vitest';
import { HEIGHT } from '../../src/deck/map/map-frame.js';
import { layoutMap } from '../../src/deck/map/map-layout.js';
import type { MapPicture, MapTree, WidthOf } from '../../src/deck/map/map-picture.js';

const widthOf: WidthOf = (text, sizePx) => text.length * sizePx * 0.5;

function tree(groups: number, services: number, chips: readonly string[] = []): MapTree {
  return {
    direction: 'ltr' as const,
    root: 'A note about things',
    groups: Array.from({ length: groups }, (_, group) => ({
      label: null,
      group,
      services: Array.from({ length: services }, (_unused, i) => ({
        label: `Service ${group}.${i}`,
        id: `s-${group}-${i}`,
        chips,
      })),
    })),
  };
}

const idsOf = (pictures: readonly MapPicture[]): string[] =>
  pictures.flatMap(({ groups }) => groups.flatMap(({ services }) => services.map(({ id }) => id)));

describe('layoutMap', () => {
  it('draws 18 services in two groups as one picture, a group on each side', () => {
    const [picture, ...more] = layoutMap(tree(2, 9), widthOf);
    expect(more).toEqual([]);
    expect(picture?.groups.map(({ hub }) => hub.x < 590)).toEqual([true, false]);
  });

  it('keeps the names of groups within the picture', () => {
    const label = 'a group whose name takes several lines';
    const groups = Array.from({ length: 10 }, (_, group) => ({
      ...tree(1, 1).groups[0],
      label: `${label} ${group}`,
      group,
      services: [{ label: `Service ${group}`, id: `s-${group}`, chips: [] }],
    }));
    const lines = layoutMap({ direction: 'ltr', root: 'A note', groups }, widthOf).flatMap((picture) =>
      picture.groups.flatMap((each) => each.lines),
    );
    expect(lines.length).toBeGreaterThan(10);
    for (const { y, sizePx } of lines) {
      expect(y - sizePx).toBeGreaterThanOrEqual(0);
      expect(y).toBeLessThan(HEIGHT);
    }
  });

  it('cuts a name that is one long word to the width of the root', () => {
    const [picture] = layoutMap({ ...tree(2, 3), root: 'x'.repeat(250) }, widthOf);
    const widths = picture?.rootLines.map(({ text, sizePx }) => widthOf(text, sizePx, true)) ?? [];
    expect(widths.length).toBeGreaterThan(0);
    expect(Math.max(...widths)).toBeLessThan(picture?.root.width ?? 0);
  });

  it('spreads a single group to both sides', () => {
    const [picture] = layoutMap(tree(1, 6), widthOf);
    expect(new Set(picture?.groups.map(({ hub }) => hub.x < 590)).size).toBe(2);
  });

  it('parts a map that would be unreadable, and leaves no service and no chip out', () => {
    const big = tree(4, 14, ['keyword one', 'keyword two']);
    const pictures = layoutMap(big, widthOf);
    expect(pictures.length).toBeGreaterThan(1);
    expect(idsOf(pictures)).toEqual(big.groups.flatMap(({ services }) => services.map(({ id }) => id)));
    const chips = pictures.flatMap(({ groups }) =>
      groups.flatMap(({ services }) => services.flatMap((one) => one.chips)),
    );
    expect(
      chips
        .map(({ text }) => text)
        .join(' ')
        .match(/keyword one/g),
    ).toHaveLength(56);
  });

  it('keeps services apart and everything inside the picture', () => {
    for (const picture of layoutMap(tree(3, 6, ['a chip', 'another chip']), widthOf)) {
      const boxes = picture.groups.flatMap(({ services }) => services.map(({ box }) => box));
      for (const box of boxes) {
        expect(box.x).toBeGreaterThanOrEqual(0);
        expect(box.x + box.width).toBeLessThanOrEqual(picture.width);
        expect(box.y + box.height).toBeLessThanOrEqual(picture.height);
        for (const other of boxes) {
          const apart =
            other === box ||
            box.y + box.height <= other.y ||
            other.y + other.height <= box.y ||
            box.x + box.width <= other.x ||
            other.x + other.width <= box.x;
          expect(apart).toBe(true);
        }
      }
      for (const { sizePx } of picture.groups.flatMap(({ services }) =>
        services.flatMap(({ labels }) => labels),
      ))
        expect(sizePx).toBeGreaterThanOrEqual(24);
    }
  });
});

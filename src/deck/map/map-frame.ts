import type { MapTree } from './map-picture.js';

/** Type sizes and the width of the root in px, and the least gap below a service. */
export interface Scale {
  readonly service: number;
  readonly chip: number;
  readonly group: number;
  readonly root: number;
  readonly pad: number;
}

/** The smallest is still read from the last row; below it the map is parted over slides. */
export const SMALLEST: Scale = { service: 24, chip: 20, group: 22, root: 210, pad: 8 };

/** Tried from large to small. */
export const SCALES: readonly Scale[] = [
  { service: 60, chip: 42, group: 36, root: 360, pad: 20 },
  { service: 46, chip: 34, group: 32, root: 320, pad: 16 },
  { service: 40, chip: 30, group: 28, root: 280, pad: 14 },
  { service: 34, chip: 26, group: 26, root: 250, pad: 12 },
  { service: 30, chip: 24, group: 24, root: 230, pad: 11 },
  { service: 28, chip: 22, group: 24, root: 210, pad: 10 },
  { service: 26, chip: 21, group: 22, root: 210, pad: 9 },
  SMALLEST,
];

export const WIDTH = 1180;
export const HEIGHT = 612;
/** From the root's edge to the group's hub, and from there to the services. */
export const REACH = 44;
export const BRANCH = 46;
export const GROUP_WIDTH = 130;

export const GROUP_GAP = 18;

/** Width for services and chips on either side. */
export function roomOf(tree: MapTree, { root }: Scale): number {
  const named = tree.groups.some((group) => group.label !== null);
  return WIDTH / 2 - root / 2 - REACH - BRANCH - (named ? GROUP_WIDTH : 0) - 6;
}

/** Breaks pieces into lines; each line takes as many as fit. */
export function wrap(pieces: readonly string[], fits: (line: readonly string[]) => boolean): string[][] {
  const lines: string[][] = [];
  for (const piece of pieces) {
    const last = lines.at(-1);
    if (last && fits([...last, piece])) last.push(piece);
    else lines.push([piece]);
  }
  return lines;
}

/** A word wider than any line in pieces that are not: nothing of it is left out. */
export function broken(word: string, fits: (text: string) => boolean): string[] {
  const pieces: string[] = [];
  for (const { segment: letter } of new Intl.Segmenter().segment(word)) {
    const last = pieces.at(-1);
    if (last !== undefined && fits(last + letter)) pieces[pieces.length - 1] = last + letter;
    else pieces.push(letter);
  }
  return pieces;
}

export function splitWords(text: string): string[] {
  return text.trim().split(/\s+/);
}

export function round(px: number): number {
  return Math.round(px * 10) / 10;
}

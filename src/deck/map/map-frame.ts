import type { MapTree } from './map-picture.js';

/** Type sizes tried from large to small; below the last the map is parted over slides. */
export const SCALES = [
  { service: 28, chip: 22, group: 24, pad: 18 },
  { service: 26, chip: 20, group: 22, pad: 17 },
  { service: 24, chip: 19, group: 22, pad: 16 },
  { service: 22, chip: 18, group: 20, pad: 15 },
] as const;
export type Scale = (typeof SCALES)[number];

export const WIDTH = 1180;
export const HEIGHT = 612;
export const ROOT_WIDTH = 210;
/** From the root's edge to the group's hub, and from there to the services. */
export const REACH = 44;
export const BRANCH = 46;
export const GROUP_WIDTH = 130;

export const GROUP_GAP = 18;

/** Width for services and chips on either side. */
export function roomOf(tree: MapTree): number {
  const named = tree.groups.some((group) => group.label !== null);
  return WIDTH / 2 - ROOT_WIDTH / 2 - REACH - BRANCH - (named ? GROUP_WIDTH : 0) - 6;
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

export function words(text: string): string[] {
  return text.trim().split(/\s+/);
}

export function round(px: number): number {
  return Math.round(px * 10) / 10;
}

import { broken, GROUP_GAP, type Scale, splitWords, wrap } from './map-frame.js';
import type { MapGroup, MapService, WidthOf } from './map-picture.js';

export interface Row {
  readonly service: MapService;
  readonly labelLines: readonly string[];
  readonly chipLines: readonly string[];
  readonly height: number;
}

export interface Branch {
  readonly group: MapGroup;
  readonly rows: readonly Row[];
  readonly height: number;
}

export function branchOf(group: MapGroup, scale: Scale, room: number, widthOf: WidthOf): Branch {
  const rows = group.services.map((service): Row => {
    const chipLines = linesOf(service.chips, (line) => widthOf(line, scale.chip, false) <= room);
    const labelLines = brokenLines(service.label, (line) => widthOf(line, scale.service, true) <= room);
    const height =
      labelLines.length * (scale.service + 2) - 2 + chipLines.length * (scale.chip + 3) + scale.pad;
    return { service, labelLines, chipLines, height };
  });
  return { group, rows, height: rows.reduce((sum, row) => sum + row.height, 0) };
}

/** Chips side by side; one longer than a line takes several. */
function linesOf(chips: readonly string[], fits: (line: string) => boolean): string[] {
  const lines: string[] = [];
  for (const chip of chips) {
    const beside = `${lines.at(-1) ?? ''} · ${chip}`;
    if (lines.length > 0 && fits(beside)) lines[lines.length - 1] = beside;
    else lines.push(...brokenLines(chip, fits));
  }
  return lines;
}

function brokenLines(text: string, fits: (line: string) => boolean): string[] {
  const pieces = splitWords(text).flatMap((word) => (fits(word) ? [word] : broken(word, fits)));
  return wrap(pieces, (line) => fits(line.join(' '))).map((line) => line.join(' '));
}

export function heightOf(side: readonly Branch[]): number {
  return side.reduce((sum, branch) => sum + branch.height, 0) + GROUP_GAP * Math.max(0, side.length - 1);
}

/** Two trees of about as many services, groups kept whole where there are several. */
export function halve(groups: readonly MapGroup[]): [MapGroup[], MapGroup[]] | null {
  const [only] = groups;
  if (groups.length > 1) {
    const cut = evenCut(groups.map((group) => group.services.length));
    return [groups.slice(0, cut), groups.slice(cut)];
  }
  if (!only || only.services.length < 2) return null;
  const middle = Math.ceil(only.services.length / 2);
  return [
    [{ ...only, services: only.services.slice(0, middle) }],
    [{ ...only, services: only.services.slice(middle) }],
  ];
}

/** Where to cut a row of weights so that both sides weigh about the same; at least one on each. */
export function evenCut(weights: readonly number[]): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let cut = 1;
  let least = Number.POSITIVE_INFINITY;
  let before = 0;
  for (let i = 1; i < weights.length; i += 1) {
    before += weights[i - 1] ?? 0;
    const difference = Math.abs(total - 2 * before);
    if (difference < least) [least, cut] = [difference, i];
  }
  return cut;
}

/** A single group spreads to both sides, so that the picture is a map and not a list. */
export function sides(groups: readonly MapGroup[]): MapGroup[] {
  const halves = halve(groups);
  return halves ? halves.flat() : [...groups];
}

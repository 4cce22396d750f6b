/** What the map shows. Groups hold services, services hold chips. */
export interface MapTree {
  readonly root: string;
  readonly groups: readonly MapGroup[];
}

export interface MapGroup {
  readonly label: string | null;
  /** Index into `Note.groups`: picks the colour. */
  readonly group: number;
  readonly services: readonly MapService[];
}

export interface MapService {
  readonly label: string;
  /** Section id. */
  readonly id: string;
  readonly chips: readonly string[];
}

/** Width of a text in px at a type size. */
export type WidthOf = (text: string, sizePx: number, bold: boolean) => number;

export interface PlacedText {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly sizePx: number;
  readonly anchor: 'start' | 'middle' | 'end';
}

export interface PlacedService {
  readonly id: string;
  /** The name, in one line or several. */
  readonly labels: readonly PlacedText[];
  readonly chips: readonly PlacedText[];
  /** Line from the group to the service and on below its name. */
  readonly path: string;
  /** What a click and the focus ring cover. */
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

export interface PlacedGroup {
  readonly group: number;
  readonly name: string;
  readonly lines: readonly PlacedText[];
  readonly path: string;
  readonly hub: { readonly x: number; readonly y: number };
  readonly firstId: string;
  readonly services: readonly PlacedService[];
}

export interface MapPicture {
  readonly width: number;
  readonly height: number;
  readonly root: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  readonly rootLines: readonly PlacedText[];
  readonly groups: readonly PlacedGroup[];
}

/** Type sizes tried from large to small; below the last the map is parted over slides. */
const SCALES = [
  { service: 28, chip: 22, group: 24, pad: 18 },
  { service: 26, chip: 20, group: 22, pad: 17 },
  { service: 24, chip: 19, group: 22, pad: 16 },
  { service: 22, chip: 18, group: 20, pad: 15 },
] as const;
type Scale = (typeof SCALES)[number];

const WIDTH = 1180;
const HEIGHT = 612;
const ROOT_WIDTH = 210;
/** From the root's edge to the group's hub, and from there to the services. */
const REACH = 44;
const BRANCH = 46;
const GROUP_WIDTH = 130;

/**
 * Draws the tree as a mind map: the note in the middle, groups on both sides, each service's name on
 * the line that leads to it, chips below. Pure: text widths come from outside.
 *
 * @returns one picture, or several where one would be unreadable; no service and no chip is left out
 */
export function layoutMap(tree: MapTree, widthOf: WidthOf): MapPicture[] {
  return layoutClipped(clipped(tree, widthOf), widthOf);
}

function layoutClipped(tree: MapTree, widthOf: WidthOf): MapPicture[] {
  for (const scale of SCALES) {
    const picture = draw(tree, scale, widthOf, false);
    if (picture) return [picture];
  }
  const halves = halve(tree.groups);
  if (halves === null) return [draw(tree, SCALES[3], widthOf, true)].filter((picture) => picture !== null);
  return halves.flatMap((groups) => layoutClipped({ ...tree, groups }, widthOf));
}

/** Words and chips wider than any branch end in "…"; their slides have them whole. */
function clipped(tree: MapTree, widthOf: WidthOf): MapTree {
  const { service, chip } = SCALES[3];
  const clip = (text: string, sizePx: number, bold: boolean): string => {
    const room = roomOf(tree) - 8;
    if (widthOf(text, sizePx, bold) <= room) return text;
    let end = Math.min(text.length, Math.floor(room / (sizePx * 0.3)));
    while (end > 1 && widthOf(`${text.slice(0, end)}…`, sizePx, bold) > room) end -= 1;
    return `${text.slice(0, end).trimEnd()}…`;
  };
  const groups = tree.groups.map((group) => ({
    ...group,
    services: group.services.map((one) => ({
      ...one,
      label: words(one.label)
        .map((word) => clip(word, service, true))
        .join(' '),
      chips: one.chips.map((text) => clip(text, chip, false)),
    })),
  }));
  return { ...tree, groups };
}

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}

/** Width for services and chips on either side. */
function roomOf(tree: MapTree): number {
  const named = tree.groups.some((group) => group.label !== null);
  return WIDTH / 2 - ROOT_WIDTH / 2 - REACH - BRANCH - (named ? GROUP_WIDTH : 0) - 6;
}

/** Two trees of about as many services, groups kept whole where there are several. */
function halve(groups: readonly MapGroup[]): [MapGroup[], MapGroup[]] | null {
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
function evenCut(weights: readonly number[]): number {
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

interface Row {
  readonly service: MapService;
  readonly labelLines: readonly (readonly string[])[];
  readonly chipLines: readonly (readonly string[])[];
  readonly height: number;
}

interface Branch {
  readonly group: MapGroup;
  readonly rows: readonly Row[];
  readonly height: number;
}

const GROUP_GAP = 18;

function draw(tree: MapTree, scale: Scale, widthOf: WidthOf, anyway: boolean): MapPicture | null {
  const room = roomOf(tree);
  const groups = tree.groups.length === 1 ? sides(tree.groups) : tree.groups;
  const branches = groups.map((group) => branchOf(group, scale, room, widthOf));
  const tooWide = groups.some((group) =>
    group.services.some(
      ({ label, chips }) =>
        words(label).some((word) => widthOf(word, scale.service, true) > room) ||
        chips.some((chip) => widthOf(chip, scale.chip, false) > room),
    ),
  );
  const cut = groups.length > 1 ? evenCut(branches.map((branch) => branch.height)) : 1;
  const left = branches.slice(0, cut);
  const right = branches.slice(cut);
  const tooHigh = [left, right].some((side) => heightOf(side) > HEIGHT);
  if ((tooWide || tooHigh) && !anyway) return null;
  return {
    width: WIDTH,
    height: Math.max(HEIGHT, heightOf(left), heightOf(right)),
    root: { x: WIDTH / 2 - ROOT_WIDTH / 2, y: HEIGHT / 2 - 65, width: ROOT_WIDTH, height: 130 },
    rootLines: rootLines(tree.root, widthOf),
    groups: [...place(left, -1, scale, widthOf), ...place(right, 1, scale, widthOf)],
  };
}

/** A single group spreads to both sides, so that the picture is a map and not a list. */
function sides(groups: readonly MapGroup[]): MapGroup[] {
  const halves = halve(groups);
  return halves ? halves.flat() : [...groups];
}

function heightOf(side: readonly Branch[]): number {
  return side.reduce((sum, branch) => sum + branch.height, 0) + GROUP_GAP * Math.max(0, side.length - 1);
}

function branchOf(group: MapGroup, scale: Scale, room: number, widthOf: WidthOf): Branch {
  const rows = group.services.map((service): Row => {
    const chipLines = wrap(service.chips, (line) => widthOf(line.join(' · '), scale.chip, false) <= room);
    const labelLines = wrap(
      words(service.label),
      (line) => widthOf(line.join(' '), scale.service, true) <= room,
    );
    const height =
      labelLines.length * (scale.service + 2) - 2 + chipLines.length * (scale.chip + 3) + scale.pad;
    return { service, labelLines, chipLines, height };
  });
  return { group, rows, height: rows.reduce((sum, row) => sum + row.height, 0) };
}

function wrap(pieces: readonly string[], fits: (line: readonly string[]) => boolean): string[][] {
  const lines: string[][] = [];
  for (const piece of pieces) {
    const last = lines.at(-1);
    if (last && fits([...last, piece])) last.push(piece);
    else lines.push([piece]);
  }
  return lines;
}

/** Sides: -1 left of the root, 1 right of it. */
type Side = -1 | 1;

function place(side: readonly Branch[], direction: Side, scale: Scale, widthOf: WidthOf): PlacedGroup[] {
  const free = Math.max(0, HEIGHT - heightOf(side));
  const spread = Math.min(26, free / Math.max(1, side.flatMap((branch) => branch.rows).length + side.length));
  const total = heightOf(side) + spread * (side.flatMap((branch) => branch.rows).length + side.length - 2);
  let y = Math.max(0, (HEIGHT - total) / 2);
  return side.map((branch) => {
    const rowsHeight = branch.height + spread * (branch.rows.length - 1);
    const placed = placeBranch(
      branch,
      { direction, top: y, spread, middle: y + rowsHeight / 2 },
      scale,
      widthOf,
    );
    y += rowsHeight + GROUP_GAP + spread;
    return placed;
  });
}

interface Spot {
  readonly direction: Side;
  readonly top: number;
  readonly spread: number;
  readonly middle: number;
}

function placeBranch(branch: Branch, spot: Spot, scale: Scale, widthOf: WidthOf): PlacedGroup {
  const { direction, middle } = spot;
  const rootEdge = WIDTH / 2 + (direction * ROOT_WIDTH) / 2;
  const labelled = branch.group.label !== null;
  const hubX = rootEdge + direction * (REACH + (labelled ? GROUP_WIDTH : 0));
  const lines = labelled
    ? groupLines(branch.group.label ?? '', hubX - direction * 14, spot, scale, widthOf)
    : [];
  let y = spot.top;
  const services = branch.rows.map((row) => {
    const service = placeRow(row, { x: hubX, y: middle }, y, direction, scale, widthOf);
    y += row.height + spot.spread;
    return service;
  });
  return {
    group: branch.group.group,
    name: branch.group.label ?? branch.group.services.map((service) => service.label).join(', '),
    lines,
    path: curve(rootEdge, HEIGHT / 2, hubX, middle),
    hub: { x: round(hubX), y: round(middle) },
    firstId: branch.group.services[0]?.id ?? '',
    services,
  };
}

function placeRow(
  row: Row,
  hub: { x: number; y: number },
  top: number,
  direction: Side,
  scale: Scale,
  widthOf: WidthOf,
): PlacedService {
  const x = round(hub.x + direction * BRANCH);
  const anchor = direction === 1 ? 'start' : 'end';
  const labels = row.labelLines.map((line, index): PlacedText => {
    const y = round(top + scale.service + index * (scale.service + 2));
    return { x, y, text: line.join(' '), sizePx: scale.service, anchor };
  });
  const under = (labels.at(-1)?.y ?? top) + 7;
  const chips = row.chipLines.map((line, index): PlacedText => {
    const y = round(under + (index + 1) * (scale.chip + 3) - 1);
    return { x, y, text: line.join(' · '), sizePx: scale.chip, anchor };
  });
  const labelWidth = Math.max(...labels.map(({ text }) => widthOf(text, scale.service, true)));
  const width = Math.max(labelWidth, ...chips.map(({ text }) => widthOf(text, scale.chip, false)));
  return {
    id: row.service.id,
    labels,
    chips,
    path: `${curve(hub.x, hub.y, x - direction * 8, under)} H ${round(x + direction * labelWidth)}`,
    box: {
      x: round(direction === 1 ? x - 4 : x - width - 4),
      y: round(top),
      width: round(width + 8),
      height: round(row.height - 4),
    },
  };
}

function groupLines(label: string, x: number, spot: Spot, scale: Scale, widthOf: WidthOf): PlacedText[] {
  const lines = wrap(
    label.split(/\s+/),
    (line) => widthOf(line.join(' '), scale.group, true) <= GROUP_WIDTH - 20,
  );
  // On the side that the limb does not come from.
  const above = spot.middle - 10 - (lines.length - 1) * (scale.group + 3);
  const top = spot.middle > HEIGHT / 2 + 20 ? spot.middle + scale.group + 6 : above;
  return lines.map((line, index) => ({
    x: round(x),
    y: round(top + index * (scale.group + 3)),
    text: line.join(' '),
    sizePx: scale.group,
    anchor: spot.direction === 1 ? 'end' : 'start',
  }));
}

function rootLines(root: string, widthOf: WidthOf): PlacedText[] {
  for (const sizePx of [30, 28, 26, 24, 22, 20]) {
    const lines = wrap(words(root), (line) => widthOf(line.join(' '), sizePx, true) <= ROOT_WIDTH - 36);
    const widest = Math.max(...lines.map((line) => widthOf(line.join(' '), sizePx, true)));
    const fits = lines.length * sizePx * 1.2 <= 116 && widest <= ROOT_WIDTH - 24;
    if (fits || sizePx === 20) {
      const shown = fits ? lines : [...lines.slice(0, 4), ['…']];
      const top = HEIGHT / 2 - (shown.length * sizePx * 1.2) / 2 + sizePx * 0.95;
      return shown.map((line, index) => ({
        x: WIDTH / 2,
        y: round(top + index * sizePx * 1.2),
        text: line.join(' '),
        sizePx,
        anchor: 'middle',
      }));
    }
  }
  return [];
}

/** Leaves and arrives level, as a branch does. */
function curve(x1: number, y1: number, x2: number, y2: number): string {
  const middle = (x1 + x2) / 2;
  return `M ${round(x1)} ${round(y1)} C ${round(middle)} ${round(y1)} ${round(middle)} ${round(y2)} ${round(x2)} ${round(y2)}`;
}

function round(px: number): number {
  return Math.round(px * 10) / 10;
}

import { lineDirection } from '../../html/direction.js';
import type { Direction } from '../../markdown/direction.js';
import type { Note } from '../../model.js';
import { branchOf, evenCut, halve, heightOf, sides } from './map-branches.js';
import { HEIGHT, ROOT_WIDTH, roomOf, SCALES, type Scale, WIDTH, words } from './map-frame.js';
import type { MapPicture, MapTree, PlacedText, WidthOf } from './map-picture.js';
import { place, rootLines } from './map-place.js';

/** The note's groups and sections as the map shows them. */
export function mapTree(note: Note): MapTree {
  const groups = note.groups.map((group, index) => ({
    label: group.title,
    group: index,
    services: note.sections
      .filter((section) => section.group === index)
      .map((section) => ({ label: section.shortName, id: section.id, chips: section.chips })),
  }));
  return {
    direction: note.meta.dir,
    root: note.meta.title,
    groups: groups.filter((group) => group.services.length > 0),
  };
}

/**
 * Draws the tree as a mind map: the note in the middle, groups on both sides, each service's name on
 * the line that leads to it, chips below. Pure: text widths come from outside.
 *
 * @returns one picture, or several where one would be unreadable; no service and no chip is left out
 */
export function layoutMap(tree: MapTree, widthOf: WidthOf): MapPicture[] {
  return layoutClipped(clipped(tree, widthOf), widthOf).map((picture) => turned(picture, tree.direction));
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

/** Each text in its own direction, at the place where it was. */
function turned(picture: MapPicture, around: Direction): MapPicture {
  const turn = (text: PlacedText): PlacedText => {
    const direction = lineDirection(text.text, around);
    return { ...text, direction, anchor: direction === 'rtl' ? OTHER_END[text.anchor] : text.anchor };
  };
  const groups = picture.groups.map((group) => ({
    ...group,
    lines: group.lines.map(turn),
    services: group.services.map((service) => ({
      ...service,
      labels: service.labels.map(turn),
      chips: service.chips.map(turn),
    })),
  }));
  return { ...picture, rootLines: picture.rootLines.map(turn), groups };
}

const OTHER_END = { start: 'end', middle: 'middle', end: 'start' } as const;

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
  const [first, second] = tree.direction === 'rtl' ? ([1, -1] as const) : ([-1, 1] as const);
  const tooHigh = [left, right].some((side) => heightOf(side) > HEIGHT);
  if ((tooWide || tooHigh) && !anyway) return null;
  return {
    width: WIDTH,
    height: Math.max(HEIGHT, heightOf(left), heightOf(right)),
    root: { x: WIDTH / 2 - ROOT_WIDTH / 2, y: HEIGHT / 2 - 65, width: ROOT_WIDTH, height: 130 },
    rootLines: rootLines(tree.root, widthOf),
    groups: [...place(left, first, scale, widthOf), ...place(right, second, scale, widthOf)],
  };
}

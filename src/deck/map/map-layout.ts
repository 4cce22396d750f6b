import { lineDirection } from '../../html/direction.js';
import type { Direction } from '../../markdown/direction.js';
import type { Note } from '../../model.js';
import { branchOf, evenCut, halve, heightOf, sides } from './map-branches.js';
import { HEIGHT, roomOf, SCALES, type Scale, SMALLEST, splitWords, WIDTH } from './map-frame.js';
import type { MapPicture, MapTree, PlacedText, WidthOf } from './map-picture.js';
import { placeGroups } from './map-place.js';
import { rootBox } from './map-root.js';

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
  for (const scale of SCALES) {
    const picture = draw(tree, scale, widthOf, false);
    if (picture) return [turned(picture, tree.direction)];
  }
  const halves = halve(tree.groups);
  if (halves === null) {
    const picture = draw(tree, SMALLEST, widthOf, true);
    return picture ? [turned(picture, tree.direction)] : [];
  }
  return halves.flatMap((groups) => layoutMap({ ...tree, groups }, widthOf));
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

function draw(tree: MapTree, scale: Scale, widthOf: WidthOf, anyway: boolean): MapPicture | null {
  const room = roomOf(tree, scale);
  // Only the smallest type breaks a word: no size has room for it.
  if (scale !== SMALLEST && isTooWide(tree, scale, room, widthOf)) return null;
  const groups = tree.groups.length === 1 ? sides(tree.groups) : tree.groups;
  const branches = groups.map((group) => branchOf(group, scale, room, widthOf));
  const cut = groups.length > 1 ? evenCut(branches.map((branch) => branch.height)) : 1;
  const left = branches.slice(0, cut);
  const right = branches.slice(cut);
  const [first, second] = tree.direction === 'rtl' ? ([1, -1] as const) : ([-1, 1] as const);
  const root = rootBox(tree.root, scale, widthOf);
  const tooHigh = [left, right].some((side) => heightOf(side) > HEIGHT);
  if (tooHigh && !anyway) return null;
  return {
    width: WIDTH,
    height: Math.max(HEIGHT, heightOf(left), heightOf(right)),
    ...root,
    groups: [...placeGroups(left, first, scale, widthOf), ...placeGroups(right, second, scale, widthOf)],
  };
}

function isTooWide({ groups }: MapTree, scale: Scale, room: number, widthOf: WidthOf): boolean {
  return groups.some(({ services }) =>
    services.some(
      ({ label, chips }) =>
        splitWords(label).some((word) => widthOf(word, scale.service, true) > room) ||
        chips.flatMap(splitWords).some((word) => widthOf(word, scale.chip, false) > room),
    ),
  );
}

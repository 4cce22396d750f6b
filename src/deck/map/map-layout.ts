import type { Note } from '../../model.js';
import { branchOf, evenCut, halve, heightOf, sides } from './map-branches.js';
import { HEIGHT, roomOf, SCALES, type Scale, SMALLEST, WIDTH, words } from './map-frame.js';
import type { MapPicture, MapTree, WidthOf } from './map-picture.js';
import { place } from './map-place.js';
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
  return { root: note.meta.title, groups: groups.filter((group) => group.services.length > 0) };
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
    if (picture) return [picture];
  }
  const halves = halve(tree.groups);
  if (halves === null) return [draw(tree, SMALLEST, widthOf, true)].filter((picture) => picture !== null);
  return halves.flatMap((groups) => layoutMap({ ...tree, groups }, widthOf));
}

function draw(tree: MapTree, scale: Scale, widthOf: WidthOf, anyway: boolean): MapPicture | null {
  const room = roomOf(tree, scale);
  // Only the smallest type breaks a word: no size has room for it.
  if (scale !== SMALLEST && isTooWide(tree, scale, room, widthOf)) return null;
  const groups = tree.groups.length === 1 ? sides(tree.groups) : tree.groups;
  const branches = groups.map((group) => branchOf(group, scale, room, widthOf));
  const cut = groups.length > 1 ? evenCut(branches.map((branch) => branch.height)) : 1;
  const left = branches.slice(0, cut);
  const right = branches.slice(cut);
  const root = rootBox(tree.root, scale, widthOf);
  const tooHigh = [left, right].some((side) => heightOf(side) > HEIGHT);
  if (tooHigh && !anyway) return null;
  return {
    width: WIDTH,
    height: Math.max(HEIGHT, heightOf(left), heightOf(right)),
    ...root,
    groups: [...place(left, -1, scale, widthOf), ...place(right, 1, scale, widthOf)],
  };
}

function isTooWide({ groups }: MapTree, scale: Scale, room: number, widthOf: WidthOf): boolean {
  return groups.some(({ services }) =>
    services.some(
      ({ label, chips }) =>
        words(label).some((word) => widthOf(word, scale.service, true) > room) ||
        chips.flatMap(words).some((word) => widthOf(word, scale.chip, false) > room),
    ),
  );
}

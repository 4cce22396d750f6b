import { type Branch, heightOf, type Row } from './map-branches.js';
import {
  BRANCH,
  GROUP_GAP,
  GROUP_WIDTH,
  HEIGHT,
  REACH,
  round,
  type Scale,
  WIDTH,
  wrap,
} from './map-frame.js';
import type { PlacedGroup, PlacedService, PlacedText, WidthOf } from './map-picture.js';

/** Sides: -1 left of the root, 1 right of it. */
type Side = -1 | 1;

export function placeGroups(
  side: readonly Branch[],
  direction: Side,
  scale: Scale,
  widthOf: WidthOf,
): PlacedGroup[] {
  const free = Math.max(0, HEIGHT - heightOf(side));
  const spread = Math.min(
    scale.service,
    free / Math.max(1, side.flatMap((branch) => branch.rows).length + side.length),
  );
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
  const rootEdge = WIDTH / 2 + (direction * scale.root) / 2;
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
    return { x, y, text: line, sizePx: scale.service, anchor, direction: 'ltr' };
  });
  const under = (labels.at(-1)?.y ?? top) + 7;
  const chips = row.chipLines.map((line, index): PlacedText => {
    const y = round(under + (index + 1) * (scale.chip + 3) - 1);
    return { x, y, text: line, sizePx: scale.chip, anchor, direction: 'ltr' };
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
  const heightPx = (lines.length - 1) * (scale.group + 3);
  const wanted = spot.middle > HEIGHT / 2 + 20 ? spot.middle + scale.group + 6 : spot.middle - 10 - heightPx;
  const top = Math.max(scale.group, Math.min(wanted, HEIGHT - heightPx - 4));
  return lines.map((line, index) => ({
    x: round(x),
    y: round(top + index * (scale.group + 3)),
    text: line.join(' '),
    sizePx: scale.group,
    anchor: spot.direction === 1 ? 'end' : 'start',
    direction: 'ltr',
  }));
}

/** Leaves and arrives level, as a branch does. */
function curve(x1: number, y1: number, x2: number, y2: number): string {
  const middle = (x1 + x2) / 2;
  return `M ${round(x1)} ${round(y1)} C ${round(middle)} ${round(y1)} ${round(middle)} ${round(y2)} ${round(x2)} ${round(y2)}`;
}

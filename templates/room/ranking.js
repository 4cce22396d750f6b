// @ts-check
/** @typedef {import('./room-types.js').Standing} Standing */

const SVG = 'http://www.w3.org/2000/svg';
const MAX_ROWS = 40;

const BAR = 30;
const COLOURS = { paper: '#ffffff', ink: '#1b1f24', dim: '#57606a', shaky: '#b3400a', got: '#2f7d57' };

/** Where things stand: the bars beside the titles, or on a phone below them. */
const WIDE = {
  edge: 40,
  width: 1200,
  head: 96,
  row: 46,
  barX: 620,
  barY: 6,
  barWidth: 540,
  legendX: 620,
  legendY: 54,
  chars: 44,
};
const NARROW = {
  edge: 20,
  width: 460,
  head: 130,
  row: 84,
  barX: 20,
  barY: 38,
  barWidth: 420,
  legendX: 20,
  legendY: 98,
  chars: 32,
};

/** @typedef {typeof WIDE} Layout */

/**
 * The sections, the weakest first, as a picture that holds its own look: it can be saved.
 *
 * @param {readonly Standing[]} standings
 * @param {(section: string) => string} titleOf
 * @param {import('./room-types.js').RoomWords} words
 * @param {boolean} isNarrow
 * @returns {SVGSVGElement}
 */
export function rankingPicture(standings, titleOf, words, isNarrow) {
  const layout = isNarrow ? NARROW : WIDE;
  const { width, head, edge } = layout;
  const rows = standings.slice(0, MAX_ROWS);
  const height = head + Math.max(1, rows.length) * layout.row + 20;
  const font = getComputedStyle(document.body).getPropertyValue('--sans') || 'sans-serif';
  const svg = /** @type {SVGSVGElement} */ (
    make('svg', { viewBox: `0 0 ${width} ${height}`, width, height, role: 'img', 'font-family': font })
  );
  svg.append(
    make('rect', { width, height, fill: COLOURS.paper }),
    text(words.rankingTitle ?? '', {
      x: edge,
      y: 56,
      'font-size': 34,
      'font-weight': 700,
      fill: COLOURS.ink,
    }),
    ...legend(words, layout),
    ...rows.flatMap((standing, index) => {
      return row(standing, titleOf(standing.section), head + index * layout.row, layout);
    }),
  );
  if (rows.length === 0)
    svg.append(text(words.noVotes ?? '', { x: edge, y: head + 30, 'font-size': 24, fill: COLOURS.dim }));
  return svg;
}

/** @param {import('./room-types.js').RoomWords} words @param {Layout} layout */
function legend(words, { legendX: x, legendY }) {
  const at = { y: legendY, 'font-size': 22, fill: COLOURS.ink };
  const square = { y: legendY - 17, width: 18, height: 18 };
  return [
    make('rect', { x, ...square, fill: COLOURS.shaky }),
    text(words.shaky ?? '', { x: x + 26, ...at }),
    make('rect', { x: x + 200, ...square, fill: COLOURS.got }),
    text(words.gotIt ?? '', { x: x + 226, ...at }),
  ];
}

/** @param {Standing} standing @param {string} title @param {number} y @param {Layout} layout */
function row({ got, shaky }, title, y, { edge, barX, barY, barWidth, chars }) {
  const wide = Math.round((barWidth * shaky) / (got + shaky));
  const shown = title.length > chars ? `${title.slice(0, chars - 1)}…` : title;
  const bar = { y: y + barY, height: BAR };
  const number = { y: y + barY + 21, 'font-size': 18, 'font-weight': 700, fill: COLOURS.paper };
  return [
    text(shown, { x: edge, y: y + 28, 'font-size': 24, fill: COLOURS.ink }),
    make('rect', { x: barX, width: wide, ...bar, fill: COLOURS.shaky }),
    make('rect', { x: barX + wide, width: barWidth - wide, ...bar, fill: COLOURS.got }),
    ...(shaky > 0 ? [text(String(shaky), { x: barX + 10, ...number })] : []),
    ...(got > 0 ? [text(String(got), { x: barX + barWidth - 10, 'text-anchor': 'end', ...number })] : []),
  ];
}

/** @param {string} name @param {Readonly<Record<string, string | number>>} attributes */
function make(name, attributes) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}

/** @param {string} content @param {Readonly<Record<string, string | number>>} attributes */
function text(content, attributes) {
  const element = make('text', attributes);
  element.textContent = content;
  return element;
}

/** @param {SVGSVGElement} svg @param {string} name */
export function savePicture(svg, name) {
  const blob = new Blob([new XMLSerializer().serializeToString(svg)], { type: 'image/svg+xml' });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

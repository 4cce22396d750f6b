import { converter, differenceCiede2000, formatHex, wcagContrast, wcagLuminance } from 'culori/fn';
import type { Note } from '../model.js';

/** WCAG 2 level AA for text. */
const AA = 4.5;
const WHITE = '#ffffff';
const BLACK = '#000000';
/** CIEDE2000; below it two swatches an arm's length away look alike. */
const DISTINCT = 18;

/** One colour in its four uses; every text pair has a contrast of at least 4.5:1. */
export interface Swatch {
  /** Background of heading bars. */
  readonly solid: string;
  /** Text on `solid`. */
  readonly onSolid: string;
  /** Faint background of boxes. */
  readonly tint: string;
  /** Coloured text on white and on `tint`. */
  readonly ink: string;
}

export interface NoteColours {
  /** From the note's own colours: title, rules, index. */
  readonly note: Swatch;
  /** One per group, told apart at arm's length. */
  readonly groups: readonly Swatch[];
}

/** Hues (OKLCH degrees) for groups that the note gives no colours of their own: blue, rust, green, … */
const HUES = [255, 45, 150, 310, 195, 20, 95, 280] as const;

/** The note's colours and its groups' as readable swatches; mono: greys that survive any printer. */
export function noteColours(note: Note, ink: 'colour' | 'mono'): NoteColours {
  if (ink === 'mono') {
    const grey = swatch('#333333');
    return { note: grey, groups: note.groups.map(() => grey) };
  }
  const own = swatch(ownColour(note) ?? '#3b4252');
  return { note: own, groups: groupColours(note).map(swatch) };
}

/** `fgColor`, or `bgColor` where that is the one with a colour in it: white on blue is blue. */
function ownColour({ meta: { palette } }: Note): string | null {
  const { foreground, background } = palette;
  if (foreground === null || background === null) return foreground ?? background;
  return isGrey(foreground) && !isGrey(background) ? background : foreground;
}

function isGrey(colour: string): boolean {
  return chroma(colour) <= 0.03;
}

/** The map's colours while they tell groups apart; hues of our own for those that repeat another. */
function groupColours(note: Note): string[] {
  const taken: string[] = [];
  const difference = differenceCiede2000();
  const free = (colour: string): boolean => taken.every((other) => difference(colour, other) >= DISTINCT);
  for (const group of note.groups) {
    const wish =
      group.colour && (note.groups.length === 1 || chroma(group.colour) > 0.03) ? group.colour : null;
    const hues = HUES.map((hue) => formatHex({ mode: 'oklch', l: 0.48, c: 0.11, h: hue }));
    const chosen = wish && free(wish) ? wish : (hues.find(free) ?? hues[taken.length % hues.length] ?? WHITE);
    taken.push(chosen);
  }
  return taken;
}

const toOklch = converter('oklch');

function chroma(colour: string): number {
  return toOklch(colour)?.c ?? 0;
}

/** Moves a colour's lightness, never its hue, until text on it and in it is readable. */
export function swatch(colour: string): Swatch {
  const base = toOklch(colour) ?? { mode: 'oklch' as const, l: 0.4, c: 0, h: 0 };
  const at = (l: number, c = base.c): string => formatHex({ ...base, l, c });
  const solid = darkened(at, Math.min(base.l, 0.62), (shade) => wcagContrast(shade, WHITE) >= AA);
  const tint = at(0.965, Math.min(base.c, 0.018));
  const ink = darkened(at, Math.min(base.l, 0.5), (shade) => wcagContrast(shade, tint) >= AA + 0.5);
  return { solid, onSolid: WHITE, tint, ink };
}

function darkened(at: (l: number) => string, from: number, fits: (shade: string) => boolean): string {
  for (let l = from; l > 0; l -= 0.01) {
    const shade = at(l);
    if (fits(shade)) return shade;
  }
  return BLACK;
}

/** A colour value in a style sheet, but not an id in a selector: `#fff3b0;`, not `#top {`. */
const HEX_VALUE = /#(?:[\da-f]{6}|[\da-f]{3})\b(?=[^{}]*[;}])/gi;

/** A style sheet with every colour as the grey of the same luminance, so that no contrast changes. */
export function withoutColour(css: string): string {
  return css.replace(HEX_VALUE, greyOf);
}

function greyOf(colour: string): string {
  const light = wcagLuminance(colour);
  const share = light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055;
  const channel = Math.round(share * 255)
    .toString(16)
    .padStart(2, '0');
  return `#${channel.repeat(3)}`;
}

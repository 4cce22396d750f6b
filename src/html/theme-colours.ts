import { converter, formatHex, modeOklch, modeRgb, type Oklch, useMode, wcagContrast } from 'culori/fn';
import { type Swatch, swatch } from './colours.js';
import { darkInk, darkSwatch, type PageColours, pageColours } from './dark-swatch.js';

useMode(modeRgb);
useMode(modeOklch);

/** The deck's themes; their shapes are in `templates/deck/deck-themes.css`. */
export type ThemeName = 'light' | 'dark' | 'paper' | 'board' | 'contrast' | 'band';

/** How a theme makes its colours of the note's; every text pair has a contrast of at least 4.5:1. */
export interface ThemeColours {
  readonly scheme: 'light' | 'dark';
  /** @param colour the note's own, which may give the page a breath of its hue */
  page(colour: string): PageColours;
  swatch(colour: string): Swatch;
}

const toOklch = converter('oklch');
/** Contrast of coloured text: a little above 4.5:1, for the rounding to eight bits. */
const READABLE = 5;

export const THEME_COLOURS: Readonly<Record<ThemeName, ThemeColours>> = {
  light: { scheme: 'light', page: (colour) => pageColours(colour, false), swatch },
  dark: {
    scheme: 'dark',
    page: (colour) => pageColours(colour, true),
    swatch: (colour) => darkSwatch(colour),
  },
  // Warm paper, brown ink.
  paper: { scheme: 'light', page: () => PAPER, swatch: (colour) => swatchOn(colour, PAPER.paper, 0.93) },
  // A green board, chalk.
  board: {
    scheme: 'dark',
    page: () => BOARD,
    swatch: (colour) => darkSwatch(colour, { text: 0.9, tint: 0.35 }),
  },
  // Black, white and bright hues: for weak projectors and weak eyes.
  contrast: { scheme: 'dark', page: () => CONTRAST, swatch: brightSwatch },
  // Each slide's heading on a band of colour.
  band: { scheme: 'light', page: (colour) => pageColours(colour, false), swatch },
};

const PAPER: PageColours = {
  paper: oklch(0.968, 0.02, 85),
  ink: oklch(0.27, 0.03, 55),
  dim: oklch(0.45, 0.03, 55),
  rule: oklch(0.82, 0.03, 75),
};

const BOARD: PageColours = {
  paper: oklch(0.3, 0.035, 165),
  ink: oklch(0.9, 0.012, 100),
  dim: oklch(0.8, 0.02, 120),
  rule: oklch(0.48, 0.03, 160),
};

const CONTRAST: PageColours = {
  paper: '#000000',
  ink: oklch(0.93, 0, 0),
  dim: oklch(0.84, 0, 0),
  rule: oklch(0.6, 0, 0),
};

function oklch(l: number, c: number, h: number): string {
  return formatHex({ mode: 'oklch', l, c, h });
}

/** The ink dark enough for this paper and its tint. */
function swatchOn(colour: string, paper: string, tintLightness: number): Swatch {
  const { solid, onSolid } = swatch(colour);
  const base = baseOf(colour);
  const tint = formatHex({ ...base, l: tintLightness, c: Math.min(base.c, 0.03) });
  const isReadable = (ink: string): boolean =>
    wcagContrast(ink, tint) >= READABLE && wcagContrast(ink, paper) >= READABLE;
  let ink = formatHex({ ...base, l: 0.5 });
  for (let l = Math.min(base.l, 0.5); l > 0 && !isReadable(ink); l -= 0.01) ink = formatHex({ ...base, l });
  return { solid, onSolid, tint, ink };
}

/** Bright areas with black text; a colour without a hue of its own becomes yellow. */
function brightSwatch(colour: string): Swatch {
  const given = baseOf(colour);
  const base = given.c < 0.03 ? { ...given, c: 0.14, h: 100 } : given;
  const bright = { ...base, c: Math.max(base.c, 0.12) };
  return {
    solid: darkInk(bright, 0.85),
    onSolid: '#000000',
    tint: formatHex({ ...base, l: 0.27, c: 0.03 }),
    ink: darkInk(bright, 0.94),
  };
}

function baseOf(colour: string): Oklch {
  return toOklch(colour) ?? { mode: 'oklch', l: 0.5, c: 0, h: 0 };
}

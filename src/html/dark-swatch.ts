import {
  clampChroma,
  converter,
  formatHex,
  modeOklch,
  modeRgb,
  type Oklch,
  useMode,
  wcagContrast,
} from 'culori/fn';
import type { Swatch } from './colours.js';

useMode(modeRgb);
useMode(modeOklch);

const AA = 4.5;
const WHITE = '#ffffff';
const BLACK = '#000000';
/** Lightness (OKLCH) of a dark page's text: below white, so that what is stressed has room above it. */
const DARK_INK = 0.87;
const toOklch = converter('oklch');

/** Background and text of a whole page in the note's hue. */
export interface PageColours {
  readonly paper: string;
  readonly ink: string;
  /** Text of less weight, still at least 4.5:1 on `paper`. */
  readonly dim: string;
  readonly rule: string;
}

/** A page's background and text: near white with a breath of the hue, or near black. */
export function pageColours(colour: string, dark: boolean): PageColours {
  const base = toOklch(colour);
  const at = (l: number, c: number): string =>
    formatHex({ mode: 'oklch', l, c: Math.min(base?.c ?? 0, c), h: base?.h ?? 0 });
  return dark
    ? { paper: at(0.2, 0.02), ink: at(DARK_INK, 0.01), dim: at(0.76, 0.02), rule: at(0.38, 0.03) }
    : { paper: at(0.99, 0.006), ink: at(0.22, 0.03), dim: at(0.48, 0.03), rule: at(0.86, 0.02) };
}

/** Lightness (OKLCH) of a dark page's text, and of the faint background of its boxes. */
export interface DarkLevels {
  readonly text: number;
  readonly tint: number;
}

/** The same four uses as `swatch`, for a dark page: the ink is light, the tint is dark. */
export function darkSwatch(colour: string, levels: DarkLevels = { text: DARK_INK, tint: 0.29 }): Swatch {
  const base = toOklch(colour) ?? { mode: 'oklch' as const, l: 0.5, c: 0, h: 0 };
  const at = (l: number, c = base.c): string => formatHex({ ...base, l, c });
  const tint = at(levels.tint, Math.min(base.c, 0.05));
  let solid = at(Math.min(base.l, 0.5));
  for (let l = Math.min(base.l, 0.5); l > 0 && wcagContrast(solid, WHITE) < AA; l -= 0.01) solid = at(l);
  return { solid, onSolid: WHITE, tint, ink: darkInk(base, levels.text) };
}

/** The hue, as light as the text around it at least: on a dark page a term that is dimmer recedes. */
export function darkInk(base: Oklch, textLightness: number): string {
  const text = wcagContrast(formatHex({ mode: 'oklch', l: textLightness, c: 0, h: 0 }), BLACK);
  const at = (l: number): string =>
    formatHex(clampChroma({ ...base, l, c: Math.min(base.c, 0.14) }, 'oklch'));
  let ink = at(textLightness);
  for (let l = textLightness; l < 1 && wcagContrast(ink, BLACK) < text; l += 0.01) ink = at(l);
  return ink;
}

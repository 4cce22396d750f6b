/** Sizes in mm, portrait: width, height. ISO 216 and ANSI/ASME Y14.1. */
const NAMED_PAPERS = {
  a3: [297, 420],
  a4: [210, 297],
  a5: [148, 210],
  a6: [105, 148],
  letter: [215.9, 279.4],
  legal: [215.9, 355.6],
} as const;

/** A paper known by name, held upright. */
export type NamedPaper = keyof typeof NAMED_PAPERS;

/** A paper by name, or `210x297mm`: width and height in mm as the sheet is held. */
export type Paper = NamedPaper | `${number}x${number}mm`;

export const PAPER_NAMES = Object.keys(NAMED_PAPERS) as readonly NamedPaper[];

/** Below, not even one column of the smallest type fits; above, no printer takes it. */
const SMALLEST_SIDE_MM = 50;
const LARGEST_SIDE_MM = 1200;

const OWN_SIZE = /^(\d{1,4}(?:\.\d{1,2})?)\s*[x×]\s*(\d{1,4}(?:\.\d{1,2})?)\s*(?:mm)?$/i;

/** `A4` → `a4`, `210 x 297 mm` → `210x297mm`; null for what is no paper or an impossible one. */
export function parsePaper(raw: unknown): Paper | null {
  if (typeof raw !== 'string') return null;
  const text = raw.trim().toLowerCase();
  const name = PAPER_NAMES.find((known) => known === text);
  if (name) return name;
  const sides = OWN_SIZE.exec(text)?.slice(1).map(Number) ?? [];
  const [widthMm, heightMm] = sides;
  if (widthMm === undefined || heightMm === undefined) return null;
  const possible = sides.every((side) => side >= SMALLEST_SIDE_MM && side <= LARGEST_SIDE_MM);
  return possible ? `${widthMm}x${heightMm}mm` : null;
}

/** Width and height in mm; named papers upright, own sizes as they were given. */
export function paperSizeMm(paper: Paper): { readonly widthMm: number; readonly heightMm: number } {
  const named = PAPER_NAMES.find((name) => name === paper);
  const [widthMm = 210, heightMm = 297] = named
    ? NAMED_PAPERS[named]
    : paper.replace('mm', '').split('x').map(Number);
  return { widthMm, heightMm };
}

/** Sides in mm, portrait where the name is a standard one. */
export interface Paper {
  /** `a4`, or `210x297mm` as the user wrote it. */
  readonly name: string;
  readonly widthMm: number;
  readonly heightMm: number;
}

export type Orientation = 'portrait' | 'landscape';

/** ISO 216 and the US sizes, in mm. */
const SIZES: Readonly<Record<string, readonly [number, number]>> = {
  a3: [297, 420],
  a4: [210, 297],
  a5: [148, 210],
  a6: [105, 148],
  letter: [215.9, 279.4],
  legal: [215.9, 355.6],
};

/** Chrome's CSS pixel: 1/96 inch. */
export const PX_PER_MM = 96 / 25.4;
export const PT_PER_PX = 0.75;

/** @throws RangeError for a name that is no paper; options are checked before they come here */
export function paperOf(name: string, orientation: Orientation): Paper {
  const [a, b] = SIZES[name] ?? customSize(name);
  const [short, long] = [Math.min(a, b), Math.max(a, b)];
  const portrait = orientation === 'portrait';
  return { name, widthMm: portrait ? short : long, heightMm: portrait ? long : short };
}

function customSize(name: string): readonly [number, number] {
  const match = /^(\d+(?:\.\d+)?)x(\d+(?:\.\d+)?)mm$/.exec(name);
  if (!match) throw new RangeError(`no paper is called "${name}"`);
  return [Number(match[1]), Number(match[2])];
}

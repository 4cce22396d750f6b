import type { Direction } from '../../markdown/direction.js';

/** What the map shows. Groups hold services, services hold chips. */
export interface MapTree {
  /** The first groups stand on the side on which it begins. */
  readonly direction: Direction;
  readonly root: string;
  readonly groups: readonly MapGroup[];
}

export interface MapGroup {
  readonly label: string | null;
  /** Index into `Note.groups`: picks the colour. */
  readonly group: number;
  readonly services: readonly MapService[];
}

export interface MapService {
  readonly label: string;
  /** Section id. */
  readonly id: string;
  readonly chips: readonly string[];
}

/** Width of a text in px at a type size. */
export type WidthOf = (text: string, sizePx: number, bold: boolean) => number;

export interface PlacedText {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly sizePx: number;
  /** Where `x` is on its line; `start` is the right of a text that runs from right to left. */
  readonly anchor: 'start' | 'middle' | 'end';
  readonly direction: Direction;
}

export interface PlacedService {
  readonly id: string;
  /** The name, in one line or several. */
  readonly labels: readonly PlacedText[];
  readonly chips: readonly PlacedText[];
  /** Line from the group to the service and on below its name. */
  readonly path: string;
  /** What a click and the focus ring cover. */
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

export interface PlacedGroup {
  readonly group: number;
  readonly name: string;
  readonly lines: readonly PlacedText[];
  readonly path: string;
  readonly hub: { readonly x: number; readonly y: number };
  readonly firstId: string;
  readonly services: readonly PlacedService[];
}

export interface MapPicture {
  readonly width: number;
  readonly height: number;
  readonly root: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  readonly rootLines: readonly PlacedText[];
  readonly groups: readonly PlacedGroup[];
}

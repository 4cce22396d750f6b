import type { OutputKindName } from '../options/output-kind-names.js';
import { CARDS } from './cards-kind.js';
import { DECK } from './deck-kind.js';
import type { OutputKind } from './output-kind.js';
import { SHEET } from './sheet-kind.js';

/** The record of each kind of output. */
const RECORDS = {
  sheet: SHEET,
  deck: DECK,
  cards: CARDS,
} satisfies { readonly [Name in OutputKindName]: OutputKind<Name> };

/** Every kind of output, in the order in which they are made and listed. */
export const OUTPUT_KINDS: readonly OutputKind[] = Object.values(RECORDS);

/** What a report says of an output of any kind. */
export interface OutputOfAnyKind {
  /** The note's folder name under the output folder. */
  readonly note: string;
  /** Path of the note's file as the caller would name it. */
  readonly source: string;
  /** The section's id; null for the whole note. */
  readonly section: string | null;
  /** Path of the file as the caller would name it. */
  readonly file: string;
  /** Size of the file. */
  readonly bytes: number;
  /** Time that it took, in ms; 0 where `cached`. */
  readonly ms: number;
  /** Nothing had changed since the last build: the file was left as it was. */
  readonly cached: boolean;
  /** Files made along with it: the sheet's picture, the slides as a PDF. */
  readonly extras: readonly string[];
}

/** One output that a build made; `kind` tells which, and with it which figures it has. */
export type Output = {
  [Name in OutputKindName]: OutputOfAnyKind & { readonly kind: Name } & ReturnType<
      (typeof RECORDS)[Name]['factsOf']
    >;
}[OutputKindName];

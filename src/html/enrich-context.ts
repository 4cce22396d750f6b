import type { Problem } from '../problem.js';

/** What the setting of a note's content needs to know of the note, and where it reports. */
export interface EnrichContext {
  /** Path of the note, for images and for the places of problems. */
  readonly file: string;
  readonly report: (problem: Problem) => void;
}

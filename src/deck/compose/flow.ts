import type { Element, ElementContent } from 'hast';
import type { Direction } from '../../markdown/direction.js';

export type FlowKind = 'intro' | 'section' | 'quiz' | 'recap';

/**
 * Content under one heading that is as long as it is: pagination makes one slide of it, or several.
 * Every atom of the body (the smallest unit that stays whole) carries `dataPoint`, its key, and
 * `dataParent`, the key of the atom that it explains.
 */
export interface Flow {
  readonly kind: FlowKind;
  /** Id of the first slide; the deck's address for it is `#/id`. */
  readonly id: string;
  /** Id of the section that it belongs to; its own id outside of any. */
  readonly section: string;
  readonly heading: readonly ElementContent[];
  /** The heading as plain text, for menus and labels. */
  readonly title: string;
  /** The side on which its slides begin. */
  readonly direction: Direction;
  /** Index into `Note.groups`, null outside of any. */
  readonly group: number | null;
  readonly chips: readonly string[];
  readonly tags: readonly string[];
  readonly body: readonly Element[];
  /** What the speaker reads: the Markdown source. */
  readonly notes: string;
  /** First line in the note's file. */
  readonly line: number;
}

/** Every word of the studio's page. `{name}` is filled in. */
export interface StudioWords {
  readonly title: string;
  readonly skip: string;
  readonly notes: string;
  readonly open: string;
  readonly paste: string;
  readonly filter: string;
  readonly closeNote: string;
  readonly notOnDisk: string;
  readonly dropHere: string;
  readonly dropTitle: string;
  readonly dropText: string;
  readonly dropPrivate: string;
  readonly pasteTitle: string;
  readonly pasteHint: string;
  readonly pastedName: string;
  readonly make: string;
  readonly cancel: string;
  readonly view: string;
  readonly zoom: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly fitWidth: string;
  readonly fitPage: string;
  readonly download: string;
  readonly preview: string;
  readonly making: string;
  readonly made: string;
  readonly notMade: string;
  readonly page: string;
  readonly deckFrame: string;
  readonly options: string;
  readonly reset: string;
  readonly resetAll: string;
  readonly fromNote: string;
  readonly none: string;
  readonly other: string;
  readonly points: string;
  readonly leftOut: string;
  readonly nothingLeftOut: string;
  readonly onSheet: string;
  readonly keep: string;
  readonly skipPoint: string;
  readonly keepPoint: string;
  readonly skipThis: string;
  readonly line: string;
  readonly cannotMark: string;
  readonly changes: string;
  readonly changesHint: string;
  readonly newLine: string;
  readonly write: string;
  readonly writeDropped: string;
  readonly discard: string;
  readonly written: string;
  readonly problems: string;
  readonly noProblems: string;
  readonly error: string;
  readonly warning: string;
  readonly same: string;
  readonly sameCommand: string;
  readonly sameNote: string;
  readonly sameConfig: string;
  readonly copy: string;
  readonly copied: string;
  readonly lost: string;
  readonly tooLarge: string;
  readonly notText: string;
  readonly handout: string;
  /** By name; what is not there has the label of its record. */
  readonly kindWords: Readonly<Record<string, string>>;
  /** By the heads of the records' columns. */
  readonly factWords: Readonly<Record<string, string>>;
  /** Label and line of help, by the option's name. */
  readonly optionWords: Readonly<Record<string, readonly [label: string, summary: string]>>;
  /** Values of options that are words. */
  readonly choiceWords: Readonly<Record<string, string>>;
}

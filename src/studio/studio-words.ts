/** Every word of the studio's page. `{name}` is filled in. */
export interface StudioWords {
  readonly title: string;
  readonly skip: string;
  readonly notes: string;
  readonly open: string;
  readonly paste: string;
  readonly filter: string;
  readonly wholeNote: string;
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
  readonly openAlone: string;
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
  readonly copy: string;
  readonly copied: string;
  readonly lost: string;
  readonly tooLarge: string;
  readonly notText: string;
  readonly notes1: string;
}

const EN: StudioWords = {
  title: 'cribsheet studio',
  skip: 'Skip to the sheet',
  notes: 'Notes',
  open: 'Open a file',
  paste: 'Paste text',
  filter: 'Filter notes',
  wholeNote: 'Whole note',
  closeNote: 'Close {name}',
  notOnDisk: 'not on disk',
  dropHere: 'Drop it anywhere',
  dropTitle: 'Drop a note',
  dropText: 'Drop a Markdown file here, or paste its text. Its sheet and its slides appear at once.',
  dropPrivate: 'Everything stays on this machine, and nothing is written to disk.',
  pasteTitle: 'Paste a note',
  pasteHint: 'Markdown text',
  pastedName: 'Pasted note',
  make: 'Make the sheet',
  cancel: 'Cancel',
  view: 'View',
  zoom: 'Zoom',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  fitWidth: 'Fit the width',
  fitPage: 'Fit the page',
  download: 'Download',
  preview: 'Preview',
  making: 'Making…',
  made: 'Made in {ms} ms',
  notMade: 'Not made: see the problems',
  page: 'Page {number} of {of}',
  deckFrame: 'The slides',
  openAlone: 'Open alone',
  options: 'Options',
  reset: 'Reset {name}',
  resetAll: 'Reset all',
  fromNote: 'set in the note',
  none: 'none',
  other: 'another size…',
  points: 'Points',
  leftOut: 'Left out',
  nothingLeftOut: 'Every point is there.',
  onSheet: 'On the page',
  keep: 'Keep',
  skipPoint: 'Skip',
  keepPoint: 'Keep: {text}',
  skipThis: 'Skip: {text}',
  line: 'line {line}',
  cannotMark: 'This point cannot be marked by itself: mark the list or the section that it is in.',
  changes: 'To be written',
  changesHint: 'Shown already, and not yet in the note.',
  newLine: 'new, after line {line}',
  write: 'Write to the note',
  writeDropped: 'Keep in the text',
  discard: 'Discard',
  written: 'Written to {name}',
  problems: 'Problems',
  noProblems: 'No problems.',
  error: 'Error',
  warning: 'Warning',
  same: 'The same without the studio',
  sameCommand: 'Command',
  sameNote: 'In the note’s front matter',
  copy: 'Copy',
  copied: 'Copied',
  lost: 'The studio has ended. Start it again in the terminal.',
  tooLarge: 'The file is larger than a note may be.',
  notText: 'This is no text in UTF-8.',
  notes1: '{count} notes',
};

/** What the page says, by language; English for those that nobody has written yet. */
const STUDIO_WORDS: Readonly<Record<string, StudioWords>> = { en: EN };

/** @param accepted as a browser sends it: `de-CH,de;q=0.9,en;q=0.8` */
export function studioWords(accepted: string): { readonly lang: string; readonly words: StudioWords } {
  for (const choice of accepted.split(',')) {
    const lang = (choice.split(';')[0] ?? '').trim().split('-')[0]?.toLowerCase() ?? '';
    const words = Object.hasOwn(STUDIO_WORDS, lang) ? STUDIO_WORDS[lang] : undefined;
    if (words) return { lang, words };
  }
  return { lang: 'en', words: EN };
}

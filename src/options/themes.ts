import type { NoteSettings, Settings } from './options.js';

/** What a theme of the sheet sets besides its look, unless the note or the caller says otherwise. */
export const THEME_SETTINGS: Readonly<Record<Settings['theme'], NoteSettings>> = {
  default: {},
  mono: { ink: 'mono' },
  // As much as fits, in black: many exams are printed so.
  exam: { ink: 'mono' },
  wall: { paper: 'a3' },
  // Large print is never condensed to a page.
  large: { floor: 2, whenFull: 'pages' },
};

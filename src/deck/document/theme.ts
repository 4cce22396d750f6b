import { noteColours, type Swatch } from '../../html/colours.js';
import type { PageColours } from '../../html/dark-swatch.js';
import { THEME_COLOURS, type ThemeColours } from '../../html/theme-colours.js';
import type { Note } from '../../model.js';
import type { DeckOptions } from '../../options/options.js';

/**
 * The note's colours as CSS variables for a theme: `--paper --ink --dim --rule` of the page, `--accent --solid
 * --on-solid --tint` of the note and, on `.group-0`, `.group-1` …, of each group. Light is always there: the
 * handout is on paper. A user's style sheet sets them by the names of docs/theming.md, for
 * all groups at once.
 */
export function themeCss(note: Note, theme: DeckOptions['deckTheme']): string {
  const { note: own, groups } = noteColours(note, 'colour');
  // A single group without a colour of its own takes the note's.
  const single = note.groups.length === 1 && note.groups[0]?.colour === null;
  const colours: NoteSolids = {
    key: own.ink,
    note: own.solid,
    groups: (single ? [own] : groups).map(({ solid }) => solid),
  };
  const light = scoped('html', THEME_COLOURS.light, colours);
  if (theme === 'light') return light;
  if (theme !== 'auto')
    return [light, scoped(`html[data-theme="${theme}"]`, THEME_COLOURS[theme], colours)].join('\n');
  const dark = scoped('html[data-theme="auto"]', THEME_COLOURS.dark, colours);
  return `${light}\n@media screen and (prefers-color-scheme: dark) {\n${dark}\n}`;
}

/** The colours from which a theme makes its own. */
interface NoteSolids {
  readonly key: string;
  readonly note: string;
  readonly groups: readonly string[];
}

function scoped(root: string, theme: ThemeColours, { key, note, groups }: NoteSolids): string {
  const page = `${pageRules(theme.page(key))} ${swatchRules(theme.swatch(note))}`;
  const own = groups.map(
    (colour, index) => `${root} .group-${index} { ${swatchRules(theme.swatch(colour))} }`,
  );
  return [`${root} { color-scheme: ${theme.scheme}; ${page} }`, ...own].join('\n');
}

function pageRules(page: PageColours): string {
  return `--paper: var(--paper-color, ${page.paper}); --ink: var(--text-color, ${page.ink}); --dim: var(--dim-color, ${page.dim}); --rule: var(--rule-color, ${page.rule});`;
}

function swatchRules(swatch: Swatch): string {
  return `--accent: var(--accent-color, ${swatch.ink}); --solid: var(--bar-color, ${swatch.solid}); --on-solid: var(--bar-text-color, ${swatch.onSolid}); --tint: var(--tint-color, ${swatch.tint});`;
}

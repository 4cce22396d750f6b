import { noteColours, type Swatch } from '../../html/colours.js';
import { darkSwatch, type PageColours, pageColours } from '../../html/dark-swatch.js';
import type { Note } from '../../model.js';

/**
 * The note's colours as CSS variables for both themes: `--paper --ink --dim --rule` of the page,
 * `--accent --solid --on-solid --tint` of the note and, on `.group-0`, `.group-1` …, of each group. A
 * user's style sheet sets them by the names of docs/theming.md, for all groups at once.
 */
export function themeCss(note: Note): string {
  const { note: own, groups } = noteColours(note, 'colour');
  // A single group without a colour of its own takes the note's.
  const single = note.groups.length === 1 && note.groups[0]?.colour === null;
  const colours = { note: own, groups: single ? [own] : groups };
  const key = colours.note.ink;
  const light = rules(pageColours(key, false), colours.note, colours.groups);
  const dark = rules(
    pageColours(key, true),
    darkSwatch(colours.note.solid),
    colours.groups.map((group) => darkSwatch(group.solid)),
  );
  return [
    scoped('html', light, 'light'),
    scoped('html[data-theme="dark"]', dark, 'dark'),
    `@media screen and (prefers-color-scheme: dark) {\n${scoped('html[data-theme="auto"]', dark, 'dark')}\n}`,
  ].join('\n');
}

interface Rules {
  readonly page: string;
  readonly groups: readonly string[];
}

function rules(page: PageColours, note: Swatch, groups: readonly Swatch[]): Rules {
  return {
    page: `--paper: var(--paper-color, ${page.paper}); --ink: var(--text-color, ${page.ink}); --dim: var(--dim-color, ${page.dim}); --rule: var(--rule-color, ${page.rule}); ${swatchRules(note)}`,
    groups: groups.map(swatchRules),
  };
}

function swatchRules(swatch: Swatch): string {
  return `--accent: var(--accent-color, ${swatch.ink}); --solid: var(--bar-color, ${swatch.solid}); --on-solid: var(--bar-text-color, ${swatch.onSolid}); --tint: var(--tint-color, ${swatch.tint});`;
}

function scoped(root: string, { page, groups }: Rules, scheme: string): string {
  const own = groups.map((group, index) => `${root} .group-${index} { ${group} }`);
  return [`${root} { color-scheme: ${scheme}; ${page} }`, ...own].join('\n');
}

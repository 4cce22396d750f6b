import { setImmediate as turn } from 'node:timers/promises';
import type { ElementContent } from 'hast';
import { noteColours, type Swatch, withoutColour } from '../../html/colours.js';
import { boxDirection, lineDirection, pageDirection, sectionDirection } from '../../html/direction.js';
import type { EnrichContext } from '../../html/enrich-context.js';
import { carriedFonts } from '../../html/fonts.js';
import { messagesFor } from '../../html/messages.js';
import { missingGlyphProblems } from '../../html/missing-glyphs.js';
import { layered, type OwnStyles, readOwnStyles } from '../../html/own-styles/own-styles.js';
import { Html, renderTemplate, templateSource } from '../../html/templates.js';
import { htmlOf } from '../../html/to-html.js';
import { ASAP, ASAP_CONDENSED, INCONSOLATA } from '../../html/typefaces.js';
import type { Direction } from '../../markdown/direction.js';
import { plainText, textOutsideFormulas } from '../../markdown/tree.js';
import type { Section } from '../../model.js';
import type { Excerpt } from '../../note/excerpt.js';
import { withoutSpeakerNotes } from '../../note/speaker-notes.js';
import type { SheetOptions } from '../../options/options.js';
import { ENLARGED } from '../layout/paper.js';
import { composeBody, composeHeading } from './compose.js';

/** Look of a sheet, apart from its fit. */
export interface SheetLook {
  readonly ink: 'colour' | 'mono';
  readonly theme: SheetOptions['theme'];
  /** Folder whose template files win over ours, or null. */
  readonly templates: string | null;
  /** Paths of style sheets on top of ours. */
  readonly css: readonly string[];
}

/** The sheet's HTML before it is fitted: all content in one galley. */
export async function renderSheetHtml(
  excerpt: Excerpt,
  look: SheetLook,
  context: EnrichContext,
): Promise<string> {
  const { note, sections, isWhole } = excerpt;
  const colours = noteColours(note, look.ink);
  const direction = pageDirection(isWhole, note, sections);
  const directions = sections.map((each) => sectionDirection(each, direction));
  const colourOf = (group: number): string => swatchStyle(colours.groups[group] ?? colours.note);
  const headingTag = headingTagOf(excerpt);
  const bodies: ElementContent[][] = [];
  for (const [i, each] of sections.entries()) {
    bodies.push(await composeBody(each, context, headingTag, directions[i] ?? direction));
    // Lets the browser that is starting meanwhile have its answers.
    await turn();
  }
  const headings = await Promise.all(
    sections.map((each, i) => composeHeading(each, context, directions[i] ?? direction)),
  );
  const views = sections.map((each, i) => ({
    anchor: each.id,
    colours: colourOf(each.group),
    bar: each.group % MONO_BARS,
    groupTitle: isWhole && opensGroup(excerpt, each) ? note.groups[each.group]?.title : null,
    headingTag,
    repeatsTitle: repeatsTitle(excerpt, each),
    heading: new Html(htmlOf(headings[i] ?? [])),
    // The section's own where it is not the page's; and that of the words in its bar.
    dir: directions[i] === direction ? null : directions[i],
    headingDir: lineDirection(each.title, directions[i] ?? direction),
    tags: each.tags,
    // A whole note's chips stand in its index.
    chips: isWhole ? [] : each.chips,
    body: new Html(htmlOf(bodies[i] ?? [])),
  }));
  const introDirection = boxDirection(excerpt.intro, direction);
  const intro = await composeBody(
    { body: withoutSpeakerNotes(excerpt.intro) },
    context,
    'h2',
    introDirection,
  );
  const data = {
    lang: note.meta.lang,
    dir: direction,
    titleDir: lineDirection(excerpt.title, direction),
    introDir: introDirection === direction ? null : introDirection,
    isCard: !isWhole,
    isMono: look.ink === 'mono',
    theme: look.theme,
    title: excerpt.title,
    tags: isWhole ? excerpt.tags : [],
    byline: excerpt.partOf ? [excerpt.partOf] : [note.meta.author, note.meta.date].filter(Boolean),
    intro: intro.length > 0 ? new Html(htmlOf(intro)) : null,
    isLongIntro: intro.length > 1 || plainText(intro).length > MAX_INTRO_CHARS,
    index: indexOf(excerpt, colourOf, direction),
    mapTitle: note.mapTitle,
    sections: views,
  };
  const own = (await readOwnStyles(look.css)).value;
  const styleSheet = new Html(sheetCss(look, own));
  const text = JSON.stringify(data);
  const hasCode = /<(code|pre|kbd|samp)\b/.test(text);
  const faces = [...new Set([ASAP, ASAP_CONDENSED, ...(hasCode ? [INCONSOLATA] : []), ...own.named])];
  // Bullets and separators stand in the style sheet; KaTeX brings the glyphs of its formulas.
  const labels = JSON.stringify({ ...data, intro: null, sections: views.map(({ body, ...label }) => label) });
  const { leftOut } = messagesFor(note.meta.lang);
  const shown = `${labels}${text.includes('diagram') ? '↑' : ''}${SIGNS}${leftOut}${textOutsideFormulas([...intro, ...bodies.flat()])}${styleSheet.text}`;
  const fonts = carriedFonts(shown, faces, note.meta.lang);
  for (const problem of missingGlyphProblems(fonts.missing, note)) context.report(problem);
  const math = text.includes('katex') ? (await import('../../html/math.js')).mathCss(text) : '';
  return renderTemplate(
    'sheet/sheet.hbs',
    {
      ...data,
      fontCss: new Html(`${fonts.css}\n${math}\n${own.faces}`),
      styleSheet,
      paperStyle: noteStyle(
        isWhole ? colours.note : (colours.groups[sections[0]?.group ?? 0] ?? colours.note),
      ),
    },
    look.templates,
  );
}

/** The index tells columns and pages. */
const SIGNS = '0123456789';

/** A single paragraph of some three lines across the page reads better than cut in two. */
const MAX_INTRO_CHARS = 320;

/** Heading bars that `mono.css` tells apart without colour. */
const MONO_BARS = 4;

function sheetCss({ ink, theme, templates }: SheetLook, own: OwnStyles): string {
  const isMono = ink === 'mono';
  const inked = (css: string): string => (isMono ? withoutColour(css) : css);
  const ours = [
    inked(templateSource('sheet/sheet.css', templates)),
    ...(isMono ? [templateSource('sheet/mono.css', templates)] : []),
    ...(THEMED.has(theme) ? [inked(templateSource(`sheet/theme-${theme}.css`, templates))] : []),
  ];
  return layered(ours.join('\n'), inked(own.rulesAt(ENLARGED)));
}

/** Themes with a style sheet of their own. */
const THEMED: ReadonlySet<SheetLook['theme']> = new Set(['exam', 'wall', 'large']);

/** A card's only section is its page's title; else sections come below the title, and below their groups. */
function headingTagOf({ isWhole, note }: Excerpt): 'h1' | 'h2' | 'h3' {
  if (!isWhole) return 'h1';
  return note.groups.some((group) => group.title !== null) ? 'h3' : 'h2';
}

/** A note's first section of the note's own name says nothing new. */
function repeatsTitle({ isWhole, title, sections, intro }: Excerpt, section: Section): boolean {
  const folded = (text: string): string => text.trim().toLowerCase();
  return (
    isWhole &&
    section === sections[0] &&
    intro.length === 0 &&
    section.tags.length === 0 &&
    folded(section.title) === folded(title)
  );
}

function opensGroup({ sections }: Excerpt, section: Section): boolean {
  return sections.find((other) => other.group === section.group) === section;
}

function indexOf(
  { groups, sections }: Excerpt,
  colourOf: (group: number) => string,
  direction: Direction,
): object[] | null {
  if (sections.length < 2) return null;
  return groups
    .map((group) => ({
      colours: colourOf(group.index),
      bar: group.index % MONO_BARS,
      entries: group.sections
        .flatMap((id) => sections.filter((section) => section.id === id))
        .map((section) => ({
          anchor: section.id,
          name: section.shortName,
          nameDir: lineDirection(section.shortName, direction),
          chips: section.chips,
        })),
    }))
    .filter(({ entries }) => entries.length > 0);
}

function swatchStyle(swatch: Swatch): string {
  return `--solid:var(--bar-color,${swatch.solid});--on-solid:var(--bar-text-color,${swatch.onSolid});--tint:var(--tint-color,${swatch.tint});--ink:var(--accent-color,${swatch.ink})`;
}

function noteStyle(swatch: Swatch): string {
  const [solid, ink] = [`var(--bar-color,${swatch.solid})`, `var(--accent-color,${swatch.ink})`];
  return `--note-solid:${solid};--note-ink:${ink};--solid:${solid};--ink:${ink}`;
}

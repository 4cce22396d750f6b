import type { ElementContent } from 'hast';
import { type NoteColours, noteColours, withoutColour } from '../../html/colours.js';
import type { EnrichContext } from '../../html/enrich-context.js';
import { carriedFonts } from '../../html/fonts.js';
import type { Logo } from '../../html/logo.js';
import { messagesFor } from '../../html/messages.js';
import { missingGlyphProblems } from '../../html/missing-glyphs.js';
import { layered, type OwnStyles, readOwnStyles } from '../../html/own-styles/own-styles.js';
import { Html, renderTemplate, templateSource } from '../../html/templates.js';
import { ASAP, ASAP_CONDENSED, INCONSOLATA, type Typeface } from '../../html/typefaces.js';
import { classesOf, isElement, textOutsideFormulas } from '../../markdown/tree.js';
import type { Excerpt } from '../../note/excerpt.js';
import type { SheetOptions } from '../../options/options.js';
import { ENLARGED } from '../layout/paper.js';
import { type SheetView, sheetView } from './sheet-view.js';

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
  logo: Logo | null = null,
): Promise<string> {
  const { lang } = excerpt.note.meta;
  const colours = noteColours(excerpt.note, look.ink);
  const view = await sheetView(excerpt, colours, context);
  const own = (await readOwnStyles(look.css)).value;
  const styleSheet = sheetCss(look, own);
  const html = JSON.stringify(view.data);
  const fonts = carriedFonts(shownText(view, lang, styleSheet), facesIn(html, own), lang);
  for (const problem of missingGlyphProblems(fonts.missing, excerpt.note)) context.report(problem);
  const math = html.includes('katex') ? (await import('../../html/math.js')).mathCss(html) : '';
  return renderTemplate(
    'sheet/sheet.hbs',
    {
      ...view.data,
      lang,
      isMono: look.ink === 'mono',
      theme: look.theme,
      logo,
      fontCss: new Html(`${fonts.css}\n${math}\n${own.faces}`),
      styleSheet: new Html(styleSheet),
      paperStyle: paperStyleOf(excerpt, colours),
    },
    look.templates,
  );
}

/** Code has a face of its own, where there is code. */
function facesIn(html: string, own: OwnStyles): readonly Typeface[] {
  const hasCode = /<(code|pre|kbd|samp)\b/.test(html);
  return [...new Set([ASAP, ASAP_CONDENSED, ...(hasCode ? [INCONSOLATA] : []), ...own.named])];
}

/** Bullets and separators stand in the style sheet; KaTeX brings the glyphs of its formulas. */
function shownText({ labels, content }: SheetView, lang: string, styleSheet: string): string {
  const { leftOut } = messagesFor(lang);
  const shown = [...content];
  const arrow = shown.some(holdsDiagram) ? '↑' : '';
  return `${JSON.stringify(labels)}${arrow}${DIGITS}${leftOut}${textOutsideFormulas(shown)}${styleSheet}`;
}

/** Where it stands across the page, an arrow points to it. */
function holdsDiagram(node: ElementContent): boolean {
  return isElement(node) && (classesOf(node).includes('diagram') || node.children.some(holdsDiagram));
}

/** The index tells columns and pages. */
const DIGITS = '0123456789';

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

/** A card has the colours of its section's group. */
function paperStyleOf({ isWhole, sections }: Excerpt, colours: NoteColours): string {
  const swatch = isWhole ? colours.note : (colours.groups[sections[0]?.group ?? 0] ?? colours.note);
  const [solid, ink] = [`var(--bar-color,${swatch.solid})`, `var(--accent-color,${swatch.ink})`];
  return `--note-solid:${solid};--note-ink:${ink};--solid:${solid};--ink:${ink}`;
}

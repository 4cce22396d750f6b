import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Latest } from '../../bounds/latest.js';
import { pageDirection } from '../../html/direction.js';
import { carriedFonts } from '../../html/fonts.js';
import type { Logo } from '../../html/logo.js';
import { messagesFor, scriptWords } from '../../html/messages.js';
import { layered, readOwnStyles } from '../../html/own-styles/own-styles.js';
import { Html, renderTemplate, templateSource } from '../../html/templates.js';
import { ASAP, fontStack, INCONSOLATA } from '../../html/typefaces.js';
import type { Direction } from '../../markdown/direction.js';
import type { Note } from '../../model.js';
import type { Excerpt } from '../../note/excerpt.js';
import type { DeckOptions } from '../../options/options.js';
import type { SlideView, StepView } from './slide-view.js';
import { themeCss } from './theme.js';

/** Type sizes that a slide's body may take, px; each is a class `type-32`. */
export const TYPE_SIZES = [28, 29, 30, 31, 32, 34, 36, 40, 44, 48, 54] as const;

/** Style sheets of the slides themselves: frame, content, kinds of slides, themes. */
const LOOK = ['deck', 'deck-content', 'deck-kinds', 'deck-themes', 'deck-pages'] as const;

const SCRIPTS = [
  'words.js',
  'stage.js',
  'code-steps.js',
  'recall.js',
  'quiz.js',
  'speaker.js',
  'finder.js',
  'deck.js',
] as const;

/** Everything that the pages of one deck share: measuring, checking, print and the deck itself. */
export interface DeckDocument {
  readonly note: Note;
  readonly title: string;
  /** The side on which the title and the tools begin; each slide has its own. */
  readonly dir: Direction;
  readonly options: DeckOptions;
  /** `@font-face` rules and, for formulas, KaTeX's style sheet. */
  readonly fonts: string;
  /** Characters of {@link text} that no font has a glyph for. */
  readonly missing: readonly string[];
  /** Every character that the deck can show. */
  readonly text: string;
  /** What the deck says itself, in the note's language. */
  readonly words: string;
  readonly logo: Logo | null;
  /** Colours and the look of the slides themselves, with the user's style sheets. */
  readonly look: string;
}

/**
 * Fonts for all text that the deck can show. Which slices are needed depends on the characters only,
 * so the note's source and the templates' own words are enough.
 */
export async function deckDocument(
  { note, isWhole, sections }: Excerpt,
  title: string,
  html: string,
  { options, logo }: Pick<DeckDocument, 'options' | 'logo'>,
): Promise<DeckDocument> {
  const mono = /<(?:code|pre|kbd)/.test(html);
  const words = `${JSON.stringify(messagesFor(note.meta.lang))}${options.menu ?? ''}`;
  const text = `${note.source}${html}${words}…·`;
  const own = (await readOwnStyles(options.css)).value;
  const main = new Set([ASAP, ...(mono ? [INCONSOLATA] : []), ...own.named]);
  const faces = carriedFonts(text, [...main], note.meta.lang);
  const math = html.includes('class="katex') ? (await import('../../html/math.js')).mathCss(html) : '';
  const dir = pageDirection(isWhole, note, sections);
  const fonts = `${faces.css}\n${math}\n${own.faces}`;
  const look = layered(ownLook(note, options, logo), own.rulesAt(1));
  return { note, title, dir, options, fonts, missing: faces.missing, text, words, logo, look };
}

/** Our scripts → the deck's one script: the same in all decks of a run, unless a user changes a template. */
const LIVE_SCRIPTS = new Latest<string>(2);

/** One script, and `Reveal` the class inside of it: outside, `window.Reveal` is the deck that runs. */
function liveScript(own: string): string {
  const source = packageFile('reveal.js').replace(/\/\/# sourceMappingURL=.*/g, '');
  const reveal = asConstant('Reveal', withoutQuery(source));
  return scriptSafe(`(() => {\n${reveal}\n(() => {\n'use strict';\n${own}\n})();\n})();`);
}

/** The deck as people open it: one file, reveal.js and our scripts inlined, nothing to fetch. */
export async function liveHtml(document: DeckDocument, steps: readonly StepView[]): Promise<string> {
  const own = SCRIPTS.map((name) => templateSource(`deck/${name}`, document.options.templates)).join('\n');
  const script = LIVE_SCRIPTS.get(own) ?? liveScript(own);
  LIVE_SCRIPTS.set(own, script);
  const scripts = [script];
  // Not reveal's reset.css: it undoes bold and italics, and the slides were measured without it. On paper
  // only the slides' own style holds, so that every way to print gives the same pages.
  const live = [...templateSheets(document.options, ['deck-live', 'deck-reading', 'deck-speaker'])];
  const css = [
    ...lookCss(document),
    `@media screen {\n${[packageFile('reveal.js/reveal.css'), ...live].join('\n')}\n}`,
  ];
  return page(document, steps, { static: false, css, scripts, theme: document.options.deckTheme });
}

/**
 * A CommonJS module → a script that makes a constant of it.
 *
 * An element's id is a property of `window` where there is none of that name (HTML, named access on the
 * Window object), so the sections "Module" and "Exports" are what a script takes for a module loader.
 * Ids are the deck's addresses (`#/module`) and stay as they are; instead no script may read a global that
 * the browser does not define itself: those of a loader are the module's own, and a constant comes before
 * any property of `window`. `document` takes names from `name` attributes only, which no note can write.
 */
function asConstant(name: string, code: string): string {
  return `const ${name} = ((module, exports, define) => {\n${code}\nreturn module.exports;\n})({}, {});`;
}

/** The same slides one below the other, unscaled, without any script. */
export async function staticHtml(
  document: DeckDocument,
  slides: readonly SlideView[],
  settled: boolean,
): Promise<string> {
  const { deckTheme } = document.options;
  const theme = deckTheme === 'auto' ? 'light' : deckTheme;
  const css = lookCss(document);
  const steps = slides.map((slide) => ({ slides: [slide] }));
  const html = await page(document, steps, { static: true, css, scripts: [], theme });
  // Most of the page is the fonts in its head.
  const body = Math.max(0, html.indexOf('<body'));
  const head = html.slice(0, body);
  const inside = html.slice(body).replaceAll('href="#/', 'href="#');
  return (settled ? head : head.replace(' class="static"', ' class="static unsettled"')) + inside;
}

interface PageParts {
  readonly static: boolean;
  readonly css: readonly string[];
  readonly scripts: readonly string[];
  readonly theme: string;
}

function page(document: DeckDocument, steps: readonly StepView[], parts: PageParts): Promise<string> {
  const { meta } = document.note;
  const words = messagesFor(meta.lang);
  const data = {
    lang: meta.lang,
    dir: document.dir,
    title: document.title,
    author: meta.author,
    keywords: meta.tags.join(', '),
    theme: parts.theme,
    static: parts.static,
    csp: contentPolicy(parts.scripts),
    css: new Html(parts.css.join('\n').replaceAll('</style', '<\\/style')),
    scripts: parts.scripts.map((script) => new Html(script)),
    words: { ...words, menu: document.options.menu ?? words.menu },
    logo: document.logo,
    scriptWords: JSON.stringify(scriptWords(words, meta.lang)),
    steps: steps.map(({ slides }) => ({ slides, stack: slides.length > 1 })),
  };
  return renderTemplate('deck/deck.hbs', data, document.options.templates);
}

/** Only the scripts of this file run, known by their hashes; nothing is fetched from anywhere. */
export function contentPolicy(scripts: readonly string[]): string {
  const hashes = scripts.map((script) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`);
  return [
    "default-src 'none'",
    `script-src ${hashes.length > 0 ? hashes.join(' ') : "'none'"}`,
    "style-src 'unsafe-inline'",
    'img-src data:',
    'font-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** Faces, and the look of the slides themselves. */
export function lookCss({ fonts, look }: DeckDocument): string[] {
  return [fonts, look];
}

function ownLook(note: Note, options: DeckOptions, logo: Logo | null): string {
  const families = `html { --sans: ${fontStack(ASAP)}; --mono: ${fontStack(INCONSOLATA)}; }`;
  const sizes = TYPE_SIZES.map((size) => `.type-${size} { --type: ${size}px; }`).join('\n');
  const theme = themeCss(note, options.deckTheme);
  return [families, theme, sizes, ...templateSheets(options, LOOK), logoCss(logo)].join('\n');
}

/** Once for all slides. */
function logoCss(logo: Logo | null): string {
  if (logo === null) return '';
  return `.card > .logo { --logo-ratio: ${logo.ratio.toFixed(3)}; background-image: url("${logo.src}"); }`;
}

export function templateSheets({ templates }: DeckOptions, names: readonly string[]): string[] {
  return names.map((name) => templateSource(`deck/${name}.css`, templates));
}

function packageFile(specifier: string): string {
  if (specifier !== 'reveal.js') return readFileSync(fileURLToPath(import.meta.resolve(specifier)), 'utf8');
  // The package's entry is the ES module; the classic script, good for inlining, lies beside it.
  const entry = fileURLToPath(import.meta.resolve('reveal.js'));
  return readFileSync(entry.replace(/reveal\.mjs$/, 'reveal.js'), 'utf8');
}

/**
 * reveal.js takes every setting from the address too, above those that it is given: `?postMessage=true` would
 * let the page that frames a deck ask for its notes. Here it finds no query; it only keeps it (`+location.search`)
 * where it writes the address of a slide.
 */
function withoutQuery(reveal: string): string {
  return reveal.replace(/(?<![+.])(?:window\.)?location\.search\b/g, "''");
}

/** A script's text must not end its element, nor open a comment that hides the end. */
function scriptSafe(script: string): string {
  return script.replace(/<\/(script)/gi, '<\\/$1').replaceAll('<!--', '<\\!--');
}

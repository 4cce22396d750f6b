import { type EnrichContext, enrichContext } from '../html/enrich-context.js';
import { fontCss } from '../html/fonts.js';
import { Html, renderTemplate, templateSource } from '../html/templates.js';
import { htmlOf } from '../html/to-html.js';
import { ASAP, fontStack, INCONSOLATA } from '../html/typefaces.js';
import type { Excerpt } from '../note/excerpt.js';
import { fitCards } from '../page/fit-cards.js';
import type { WithPage } from '../page/render-page.js';
import { documentDate } from '../pdf/document-date.js';
import { finishPdf } from '../pdf/finish-pdf.js';
import { type Problem, type Warned, warning } from '../problem.js';
import type { Card } from './card.js';
import { type CardPage, cardPages } from './card-pages.js';

/** Type sizes of a card's text; below the last, reading at arm's length ends. */
const SIZES_PT = [15, 14, 13, 12, 11, 10, 9, 8, 7, 6];

/** The marks of MathJax that a card has around a formula. */
const FORMULA = /\\\((.*?)\\\)|\\\[(.*?)\\\]/g;

/**
 * Cards as a PDF to print on both sides and cut.
 *
 * @param templates the user's folder
 */
export async function printCards(
  cards: readonly Card[],
  excerpt: Excerpt,
  templates: string | null,
  withPage: WithPage,
): Promise<Warned<Uint8Array>> {
  const problems: Problem[] = [];
  const { note, tags, title } = excerpt;
  const titles = new Map(excerpt.sections.map((section) => [section.id, section.title]));
  const context = enrichContext(note, withPage, (problem) => problems.push(problem));
  const set = await formulaSetter(cards, context);
  const pages = cardPages(cards, (id) => titles.get(id) ?? id);
  const html = await documentOf(pages, excerpt, set, templates);
  return withPage(async (page) => {
    await page.open(html, 'print');
    const tooLong = await page.run(fitCards, SIZES_PT);
    const printed = await page.print(null, false);
    const { author, date } = note.meta;
    const metadata = { title, author, keywords: tags, date: documentDate(date), bookmarks: null };
    const long = tooLongCards(tooLong, pages, cards, excerpt);
    return { value: finishPdf(printed, metadata).bytes, problems: [...problems, ...long] };
  });
}

type SetFormulas = (html: string) => string;

/** KaTeX is loaded only for cards that have a formula. */
async function formulaSetter(cards: readonly Card[], context: EnrichContext): Promise<SetFormulas> {
  if (!cards.some(({ front, back }) => `${front}${back}`.match(FORMULA))) return (html) => html;
  const { setMath } = await import('../html/math.js');
  return (html) =>
    html.replace(FORMULA, (_all, inline?: string, block?: string) => {
      const dataTex = unescaped(inline ?? block ?? '');
      const tagName = inline === undefined ? 'div' : 'span';
      return htmlOf(setMath({ type: 'element', tagName, properties: { dataTex }, children: [] }, context));
    });
}

const CHARACTERS: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#123;': '{',
  '&#125;': '}',
  '&#58;': ':',
};

/** Undoes what `escaped` of card-html does. */
function unescaped(html: string): string {
  return html.replace(/&(?:amp|lt|gt|quot|#123|#125|#58);/g, (entity) => CHARACTERS[entity] ?? entity);
}

async function documentOf(
  pages: readonly CardPage[],
  { note, title }: Excerpt,
  set: SetFormulas,
  templates: string | null,
): Promise<string> {
  const views = pages.map(({ side, cards }) => ({
    side,
    cards: cards.map((card) => card && { ...card, text: new Html(set(card.text)) }),
  }));
  const body = views.flatMap(({ cards }) => cards.map((card) => card?.text.text ?? '')).join('');
  const { lang } = note.meta;
  const math = body.includes('class="katex') ? (await import('../html/math.js')).mathCss(body) : '';
  const faces = fontCss(`${note.source}${body}…`, [ASAP, INCONSOLATA], lang);
  const families = `html { --sans: ${fontStack(ASAP)}; --mono: ${fontStack(INCONSOLATA)}; }`;
  const css = [faces, math, families, templateSource('cards/cards.css', templates)].join('\n');
  const data = { lang, title, pages: views, css: new Html(css.replaceAll('</style', '<\\/style')) };
  return renderTemplate('cards/cards.hbs', data, templates);
}

/** Each card once, whichever of its sides it is. */
function tooLongCards(
  texts: readonly number[],
  pages: readonly CardPage[],
  cards: readonly Card[],
  { note, sections }: Excerpt,
): Problem[] {
  const numbers = pages.flatMap((page) => page.cards.flatMap((card) => card?.number ?? []));
  const long = new Set(texts.flatMap((index) => cards[(numbers[index] ?? 0) - 1] ?? []));
  return [...long].map(({ asked, section }) => {
    const shown = asked.length > 80 ? `${asked.slice(0, 79)}…` : asked;
    const line = sections.find(({ id }) => id === section)?.lines[0] ?? null;
    const hint = 'Shorten it; the text for Anki has all of it.';
    return warning(`too long for a card on paper: "${shown}"`, { file: note.file, line }, hint);
  });
}

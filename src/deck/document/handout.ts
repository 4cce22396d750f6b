import { messagesFor } from '../../html/messages.js';
import { Html, renderTemplate } from '../../html/templates.js';
import { contentPolicy, type DeckDocument, lookCss, templateSheets } from './deck-document.js';
import type { SlideView } from './slide-view.js';

/** Lines to write on, more than any place has room for: what is too much is cut off. */
const LINES = Array.from({ length: 24 });

/**
 * The slides on pages of paper, several a page, with lines for notes. Always on white.
 *
 * @param perPage slides a page, 1 to 6: up to three in one column, more in two
 */
export async function handoutHtml(
  document: DeckDocument,
  slides: readonly SlideView[],
  perPage: number,
): Promise<string> {
  const { note, options, title } = document;
  const css = [...lookCss(document), ...templateSheets(options, ['deck-handout'])];
  const pages = inPages(slides, perPage);
  const data = {
    lang: note.meta.lang,
    dir: document.dir,
    title,
    csp: contentPolicy([]),
    static: true,
    logo: document.logo,
    words: messagesFor(note.meta.lang),
    css: new Html(css.join('\n').replaceAll('</style', '<\\/style')),
    perPage,
    lines: LINES,
    pages: pages.map((of, index) => ({ slides: of, place: `${index + 1} / ${pages.length}` })),
  };
  const html = await renderTemplate('deck/handout.hbs', data, options.templates);
  return html.replaceAll('href="#/', 'href="#');
}

function inPages(slides: readonly SlideView[], perPage: number): SlideView[][] {
  return Array.from({ length: Math.ceil(slides.length / perPage) }, (_, index) =>
    slides.slice(index * perPage, (index + 1) * perPage),
  );
}

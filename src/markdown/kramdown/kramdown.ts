import type { Root } from 'hast';
import type { Warned } from '../../problem.js';
import { htmlToHast } from '../html-to-hast.js';
import { expandLiquid } from '../liquid.js';
import { writeDocument } from './html/write-document.js';
import { KramdownLexer } from './kramdown-lexer.js';
import { type KramdownOptions, settingsFrom } from './options.js';

export type { KramdownOptions } from './options.js';

/**
 * Markdown in the kramdown dialect → an HTML tree (hast), not yet sanitised. Every element has
 * `position.start.line`, the line of the note's file that it came from; texts have none. Throws
 * nothing: what is wrong with the note comes back as problems.
 */
export function parseKramdown(source: string, options: KramdownOptions): Warned<Root> {
  const settings = settingsFrom(options);
  const text = source
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .replaceAll('\u0000', '\uFFFD');
  const lexer = new KramdownLexer(text, settings);
  const root = lexer.lexRoot(expandLiquid(text, lexer.lexing.list, settings.variables));
  const html = writeDocument(root, lexer.lexing);
  const value = htmlToHast(html, lexer.lexing.list);
  return { value, problems: lexer.lexing.list.sorted() };
}

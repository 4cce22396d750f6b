import { rewriteLines } from '../dialects/lines/line-constructs.js';
import { settleTree } from '../dialects/tree/settle-tree.js';
import { htmlToHast } from '../html-to-hast.js';
import { expandLiquid } from '../liquid.js';
import type { ReadMarkdown } from '../reader.js';
import { writeDocument } from './html/write-document.js';
import { KramdownLexer } from './kramdown-lexer.js';
import { type KramdownOptions, settingsFrom } from './options.js';

export type { KramdownOptions } from './options.js';

/**
 * Markdown in the kramdown dialect → an HTML tree (hast), not yet sanitised. Every element has
 * `position.start.line`, the line of the note's file that it came from; texts have none. Throws
 * nothing: what is wrong with the note comes back as problems.
 */
export function parseKramdown(source: string, options: KramdownOptions): ReadMarkdown {
  const settings = settingsFrom(options);
  const text = source
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .replaceAll('\u0000', '\uFFFD');
  const lexer = new KramdownLexer(text, settings);
  const { list } = lexer.lexing;
  const root = lexer.lexRoot(expandLiquid(rewriteLines(text, list, 'kramdown'), list, settings.variables));
  const html = writeDocument(root, lexer.lexing);
  const value = htmlToHast(html, list);
  settleTree(value);
  return { value, problems: list.sorted(), leftOut: list.leftOut };
}

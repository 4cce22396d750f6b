import type { Root } from 'hast';
import type { Warned } from '../problem.js';
import type { LeftOut } from './problem-list.js';

/** What a reader of Markdown is told. */
export interface ReaderOptions {
  /** Path for the places of problems. */
  readonly file: string;
  /** Line of the file on which the text begins, from 1. */
  readonly firstLine: number;
  /** Values for `{{ page.title }}` and the like, by their dotted name. */
  readonly variables?: ReadonlyMap<string, string>;
  /** False for headings without ids of their own, as the specifications' examples have them. */
  readonly headingIds?: boolean;
}

/** What a reader made of a text. */
export interface ReadMarkdown extends Warned<Root> {
  readonly leftOut: readonly LeftOut[];
}

/** One line end, no byte order mark, no U+0000. */
export function plainLineEnds(source: string): string {
  return source
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .replaceAll('\u0000', '\uFFFD');
}

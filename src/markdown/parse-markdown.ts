import type { Root } from 'hast';
import type { Problem } from '../problem.js';
import { type Dialect, type DialectUsed, detectDialect } from './dialect.js';
import { parseGfm } from './gfm/gfm.js';
import { HeldPictures } from './held-pictures.js';
import { parseKramdown } from './kramdown/kramdown.js';
import type { LeftOut } from './problem-list.js';
import { plainLineEnds, type ReaderOptions } from './reader.js';
import { markTaskLists } from './task-lists.js';
import { WrittenTags } from './written-tags.js';

export interface MarkdownOptions extends ReaderOptions {
  /** Who asked for which dialect; null leaves it to the text. */
  readonly dialect: DialectUsed | null;
}

/** A note's Markdown, read. */
export interface Markdown {
  /** Not yet sanitised. Every element has its line and column in the note's file; texts have none. */
  readonly tree: Root;
  readonly dialect: DialectUsed;
  readonly problems: readonly Problem[];
  readonly leftOut: readonly LeftOut[];
}

const READERS: Readonly<
  Record<Dialect, (text: string, options: ReaderOptions) => Omit<Markdown, 'dialect'>>
> = {
  gfm: readGfm,
  kramdown: readKramdown,
};

/**
 * Markdown → an HTML tree (hast), in the dialect that is asked for or that the text shows.
 *
 * @throws ProblemError when the text is more than a note may hold (see LIMITS)
 */
export function parseMarkdown(text: string, options: MarkdownOptions): Markdown {
  const source = plainLineEnds(text);
  const held = new HeldPictures(source);
  const dialect = options.dialect ?? detectDialect(held.text, options.firstLine);
  const read = READERS[dialect.name](held.text, options);
  held.putBack(read.tree);
  return { dialect, ...read };
}

function readGfm(text: string, options: ReaderOptions): Omit<Markdown, 'dialect'> {
  const written = new WrittenTags();
  const { value: tree, problems, leftOut } = parseGfm(text, options, written);
  written.show(tree);
  markTaskLists(tree);
  return { tree, problems, leftOut };
}

function readKramdown(text: string, options: ReaderOptions): Omit<Markdown, 'dialect'> {
  // Links back from a footnote lead nowhere on paper, and a section is never long on a slide.
  const { value: tree, problems, leftOut } = parseKramdown(text, { ...options, footnoteBacklink: '' });
  return { tree, problems, leftOut };
}

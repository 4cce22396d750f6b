import { Parser, type Token } from 'marked';
import { LIMITS } from '../../bounds/limits.js';
import { rewriteLines } from '../dialects/lines/line-constructs.js';
import { settleTree } from '../dialects/tree/settle-tree.js';
import { HeadingIds } from '../heading-id.js';
import { htmlToHast } from '../html-to-hast.js';
import { expandLiquid } from '../liquid.js';
import { ProblemList } from '../problem-list.js';
import { plainLineEnds, type ReaderOptions, type ReadMarkdown } from '../reader.js';
import { SizeLimit } from '../size-limit.js';
import { WrittenTags } from '../written-tags.js';
import { type FootnoteDefinition, takeFootnoteDefinitions } from './footnote-definitions.js';
import { FootnoteUses } from './footnote-uses.js';
import { type FootnoteMark, GfmLexer, type MathToken, type SpanConstructToken } from './gfm-lexer.js';
import { GfmRenderer } from './gfm-renderer.js';
import type { MissingLink } from './gfm-tokenizer.js';
import { RawHtml } from './raw-html.js';
import { TokenPlaces } from './token-places.js';

/**
 * Markdown as GitHub reads it (CommonMark with tables, task lists, strikes, bare addresses, footnotes,
 * alerts, emoji and `$$` formulas) → an HTML tree (hast), not yet sanitised. Every element has its line
 * and column in the note's file; texts have none. What is wrong with the note comes back as problems.
 *
 * @param written takes the tags that HTML does not know
 * @throws ProblemError when the text is more than a note may hold (see LIMITS)
 */
export function parseGfm(source: string, options: ReaderOptions, written = new WrittenTags()): ReadMarkdown {
  const whole = plainLineEnds(source);
  const problems = new ProblemList(whole, options.file, options.firstLine);
  const size = new SizeLimit(options.file);
  const expanded = expandLiquid(
    rewriteLines(whole, problems, 'gfm'),
    problems,
    options.variables ?? new Map(),
  );
  const { text, footnotes } = takeFootnoteDefinitions(expanded, problems);
  const { blocks, notes } = lex(text, footnotes, problems, size);
  const places = new TokenPlaces(problems);
  places.placeBlocks(blocks, options.firstLine);
  for (const [definition, tokens] of notes) places.placeFootnote(definition, tokens);
  const rawHtml = new RawHtml(problems, size, written);
  const uses = new FootnoteUses(notes, problems);
  const renderer = new GfmRenderer({
    places,
    problems,
    rawHtml,
    size,
    ids: options.headingIds === false ? null : new HeadingIds(),
    refer: (name) => uses.refer(name),
  });
  const parser = new Parser({
    renderer,
    extensions: {
      childTokens: {},
      renderers: {
        math: (token) => renderer.math(token as unknown as MathToken),
        spanConstruct: (token) => renderer.spanConstruct(token as unknown as SpanConstructToken),
        missingLink: (token) => renderer.missingLink(token as unknown as MissingLink),
        footnoteMark: (token) => renderer.footnoteMark(token as unknown as FootnoteMark),
      },
    },
  });
  const html =
    parser.parse(blocks).trimEnd() +
    rawHtml.closeSince(0) +
    uses.list(places, (tokens) => parser.parse(tokens));
  const value = htmlToHast(html, problems, written);
  settleTree(value);
  return { value, problems: problems.sorted(), leftOut: problems.leftOut };
}

function lex(
  text: string,
  footnotes: ReadonlyMap<string, FootnoteDefinition>,
  problems: ProblemList,
  size: SizeLimit,
): { blocks: Token[]; notes: ReadonlyMap<FootnoteDefinition, Token[]> } {
  const lexer = new GfmLexer(text, new Set(footnotes.keys()), size);
  const blocks = lexer.readBlocks(text);
  const notes = new Map([...footnotes.values()].map((note) => [note, lexer.readBlocks(note.text)]));
  lexer.readTexts();
  if (lexer.rules.isTooDeep) {
    const message = `Nested more than ${LIMITS.blockDepth} levels deep; what lies deeper is plain text`;
    problems.warn(message, problems.firstLine, '', 'Nest less.');
  }
  return { blocks, notes };
}

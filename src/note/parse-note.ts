import { basename, extname } from 'node:path';
import { clockShare } from '../bounds/clock-share.js';
import { LIMITS } from '../bounds/limits.js';
import { TookTooLong, withinTime } from '../bounds/time-limit.js';
import type { Dialect, DialectUsed } from '../markdown/dialect.js';
import { keyPlace } from '../markdown/key-place.js';
import { parseMarkdown } from '../markdown/parse-markdown.js';
import { sanitise } from '../markdown/sanitise.js';
import { flattenTowers } from '../markdown/stacked-marks.js';
import { isElement } from '../markdown/tree.js';
import type { Note } from '../model.js';
import { noteSettings } from '../options/settings.js';
import { error, type Problem, ProblemError, type Warned, warning } from '../problem.js';
import { buildNote } from './build-note.js';
import { takeFootnotes } from './footnotes.js';
import { parseFrontMatter } from './front-matter.js';
import { readHeading } from './heading.js';
import { settleLinks, targetsOf } from './in-page-links.js';
import { takeMap } from './map.js';
import { parseMeta } from './meta.js';
import { notPlayed, notShown } from './not-shown.js';
import { pageVariables } from './page-variables.js';
import { placeImages } from './place-images.js';
import { readingOf } from './reading.js';
import { type Split, splitSections } from './sections.js';
import { idsFromNames, settleIds } from './settle-ids.js';
import { SourceLines } from './source-lines.js';
import { speakerNotesIn } from './speaker-notes.js';

/**
 * One Markdown file → a note: front matter, introduction, groups, sections, points.
 *
 * @param text the whole file, decoded, `\n` or `\r\n` line ends
 * @param file its path, for problems and for a title where the note has none
 * @param asked the dialect that the caller wants; `auto` leaves it to the note
 * @throws ProblemError when the text is more than a note may hold (see LIMITS)
 */
export function parseNote(text: string, file: string, asked: Dialect | 'auto' = 'auto'): Warned<Note> {
  try {
    return withinTime(LIMITS.parseMs / clockShare(), () => noteOf(text, file, asked));
  } catch (cause) {
    if (cause instanceof TookTooLong)
      throw new ProblemError(error('the note takes too long to read', { file, line: 1 }, 'Part it.'));
    if (!(cause instanceof RangeError)) throw cause;
    // The stack ended: elements within elements, or footnotes that refer to footnotes.
    throw new ProblemError(error('the note is nested too deeply', { file, line: 1 }, 'Nest less.'));
  }
}

function noteOf(text: string, file: string, asked: Dialect | 'auto'): Warned<Note> {
  const source = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const front = parseFrontMatter(source, file);
  const { data, body, firstLine } = front.value;
  const markdown = parseMarkdown(body, {
    file,
    firstLine,
    variables: pageVariables(data),
    dialect: askedDialect(asked, data.cribsheet, source, file),
  });
  idsFromNames(markdown.tree);
  const map = takeMap(markdown.tree);
  const played = notPlayed(markdown.tree, file);
  const clean = sanitise(markdown.tree);
  const towers = flattenTowers(clean, file);
  const ids = settleIds(clean);
  const content = clean.children.filter((node) => isElement(node) || node.type === 'text');
  const { blocks, footnotes } = takeFootnotes(content);
  const title = typeof data.title === 'string' && data.title.trim() !== '' ? data.title : null;
  const split = splitSections(blocks, { file, map, title });
  const lines = new SourceLines(source, file);
  placeImages(content, lines);
  const links = settleLinks(content, targetsOf(ids, split.outline), lines);
  const name = ownName(split, file);
  const reading = readingOf(data, source, clean, title ?? name);
  const meta = parseMeta(data, reading, name, (key) => keyPlace(source, key, file), source);
  const settings = noteSettings(data.cribsheet, (key) => keyPlace(source, key ?? 'cribsheet', file));
  const many = countProblems(split.sections.length, file);
  const note = buildNote(split, withTitleTags(meta.value, split), { file, source, firstLine, footnotes });
  const inText = [
    ...markdown.problems,
    ...towers,
    ...split.problems,
    ...links,
    ...played,
    ...notShown(content, file),
  ].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  const problems = [front, meta, settings].flatMap((phase) => phase.problems);
  return {
    value: {
      ...note,
      dialect: markdown.dialect,
      settings: settings.value,
      leftOut: [...markdown.leftOut, ...speakerNotesIn(content)].sort((a, b) => a.line - b.line),
    },
    problems: [...problems, ...inText, ...many, ...emptyProblem(note, file)],
  };
}

/** The dialect that the caller or the front matter asks for; null where neither does. */
function askedDialect(
  asked: Dialect | 'auto',
  block: unknown,
  source: string,
  file: string,
): DialectUsed | null {
  if (asked !== 'auto') return { name: asked, reason: 'the option dialect', line: null };
  const own =
    typeof block === 'object' && block !== null ? (block as Record<string, unknown>).dialect : undefined;
  if (own !== 'gfm' && own !== 'kramdown') return null;
  return { name: own, reason: 'the front matter', line: keyPlace(source, 'dialect', file).line };
}

/** The name of a note whose front matter gives none: its title's, its only section's, its file's. */
function ownName({ title, sections }: Split, file: string): string {
  const [only, ...others] = sections;
  const heading = title ?? (only && others.length === 0 ? only.heading : null);
  return heading ? readHeading(heading.element.children).title : basename(file, extname(file));
}

/** `# AWS notes #cloud`: the title's hash tags are the note's tags. */
function withTitleTags(meta: Note['meta'], { title }: Split): Note['meta'] {
  const tags = title ? readHeading(title.element.children).tags : [];
  return tags.length === 0 ? meta : { ...meta, tags: [...new Set([...meta.tags, ...tags])] };
}

/** @throws ProblemError for more sections than a note may have */
function countProblems(count: number, file: string): Problem[] {
  const place = { file, line: 1 };
  if (count > LIMITS.sections) {
    const hint = `Part the note: it may have at most ${LIMITS.sections}.`;
    throw new ProblemError(error(`the note has ${count} sections`, place, hint));
  }
  if (count <= LIMITS.sectionFiles) return [];
  const hint = `Part the note (at most ${LIMITS.sectionFiles}), or ask for some with --section ID.`;
  return [warning(`${count} sections are too many for files of their own`, place, hint)];
}

function emptyProblem(note: Pick<Note, 'sections' | 'intro'>, file: string): Problem[] {
  if (note.sections.length > 0 || note.intro.length > 0) return [];
  return [
    warning('the note is empty', { file, line: 1, column: 1 }, 'Write some text below its front matter.'),
  ];
}

import { basename, extname } from 'node:path';
import type { Element } from 'hast';
import type { Group, Meta, Note, Point, Section } from '../model.js';
import type { NoteSettings } from '../options.js';
import { type Place, type Problem, type Warned, warning } from '../problem.js';
import { noteSettings } from '../settings.js';
import { parseFrontMatter } from './front-matter.js';
import { readHeading } from './heading.js';
import { parseKramdown } from './kramdown/kramdown.js';
import { takeMap } from './map.js';
import { parseMeta } from './meta.js';
import { topBlocks } from './outline.js';
import { markPoints, type Pointed } from './points.js';
import { sanitise } from './sanitise.js';
import { type RawSection, type Split, splitSections } from './sections.js';
import { lineOf } from './tree.js';

/** A note and what its front matter says about its own look and fit. */
export type ParsedNote = Note & { readonly settings: NoteSettings };

/**
 * One Markdown file → a note: front matter, introduction, groups, sections, points.
 *
 * @param text the whole file, decoded, `\n` or `\r\n` line ends
 * @param file its path, for problems and for a title where the note has none
 * @returns the note; never throws for what is in the text
 */
export function parseNote(text: string, file: string): Warned<ParsedNote> {
  const source = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const front = parseFrontMatter(source, file);
  const { data, body, firstLine } = front.value;
  const tree = parseKramdown(body, { file, firstLine });
  const map = takeMap(tree.value);
  const split = splitSections(topBlocks(sanitise(tree.value)), map, file);
  const stem = basename(file, extname(file));
  const meta = parseMeta(data, split.title ?? stem, file, (key) => keyPlace(source, key, file).line ?? 1);
  const settings = noteSettings(data.cribsheet, (key) => keyPlace(source, key ?? 'cribsheet', file));
  const note = buildNote(split, meta.value, { file, source, firstLine });
  const problems = [front, meta, settings, tree, split].flatMap((phase) => phase.problems);
  return { value: { ...note, settings: settings.value }, problems: [...problems, ...emptyProblem(note, file)] };
}

/** Where a front-matter key stands; the head of the file where it cannot be found. */
function keyPlace(source: string, key: string, file: string): Place {
  const lines = source.split('\n', 400);
  const index = lines.findIndex((line) => line.trimStart().startsWith(`${key}:`));
  return { file, line: Math.max(1, index + 1), column: index < 0 ? 1 : (lines[index] ?? '').search(/\S/) + 1 };
}

interface Source {
  readonly file: string;
  readonly source: string;
  readonly firstLine: number;
}

function buildNote(split: Split, meta: Meta, { file, source, firstLine }: Source): Note {
  const ownTitle = split.title !== null && split.title !== meta.title ? [titleParagraph(split.title)] : [];
  const whole = split.sections.length === 0;
  const intro: Pointed = whole
    ? { body: [], points: [] }
    : markPoints([...ownTitle, ...split.intro], 0, firstLine);
  const lines = source.split('\n');
  const sections: Section[] = [];
  let nextId = intro.points.length;
  split.sections.forEach((raw, i) => {
    const until = sectionEnd(split.sections, i, lines);
    const section = buildSection(raw, nextId, lines, until);
    nextId += section.points.length;
    sections.push(section);
  });
  if (whole && split.intro.length > 0) sections.push(onlySection(split, meta, lines, firstLine));
  const groups: readonly Group[] =
    whole && sections.length > 0 ? [{ title: null, colour: null, sections: ['note'] }] : split.groups;
  return {
    file,
    meta,
    mapTitle: split.mapTitle,
    intro: intro.body,
    introPoints: intro.points,
    groups,
    sections,
    source,
  };
}

/** An h1 that differs from the front matter's title is the note's own words, and stays. */
function titleParagraph(title: string): Element {
  return { type: 'element', tagName: 'p', properties: {}, children: [{ type: 'text', value: title }] };
}

function sectionEnd(sections: readonly RawSection[], i: number, lines: readonly string[]): number {
  const next = sections[i + 1];
  let end = next ? (lineOf(next.heading.element) ?? lines.length + 1) - 1 : lines.length;
  while (end > 1 && (lines[end - 1] ?? '').trim() === '') end -= 1;
  return end;
}

function buildSection(raw: RawSection, firstId: number, lines: readonly string[], lastLine: number): Section {
  const heading = readHeading(raw.heading.element.children);
  const firstLine = lineOf(raw.heading.element) ?? 1;
  const { body, points } = markPoints(raw.content, firstId, firstLine);
  return {
    id: raw.heading.id,
    title: heading.title,
    heading: heading.inline,
    shortName: raw.entry?.name || heading.title,
    tags: heading.tags,
    chips: raw.entry?.chips ?? [],
    group: raw.group,
    body,
    points,
    lines: [firstLine, Math.max(firstLine, lastLine)],
    source: lines.slice(firstLine - 1, lastLine).join('\n'),
  };
}

/** A note without headings is one section that bears the note's title. */
function onlySection(split: Split, meta: Meta, lines: readonly string[], firstLine: number): Section {
  const pointed: { body: readonly Element[]; points: readonly Point[] } = markPoints(
    split.intro,
    0,
    firstLine,
  );
  return {
    id: 'note',
    title: meta.title,
    heading: [{ type: 'text', value: meta.title }],
    shortName: meta.title,
    tags: [],
    chips: [],
    group: 0,
    ...pointed,
    lines: [firstLine, lines.length],
    source: lines
      .slice(firstLine - 1)
      .join('\n')
      .trim(),
  };
}

function emptyProblem(note: Note, file: string): Problem[] {
  if (note.sections.length > 0 || note.intro.length > 0) return [];
  return [
    warning('the note is empty', { file, line: 1, column: 1 }, 'Write some text below its front matter.'),
  ];
}

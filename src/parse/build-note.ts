import type { Element } from 'hast';
import type { Group, Meta, Note, Section } from '../model.js';
import { withFootnotes } from './footnotes.js';
import { readHeading } from './heading.js';
import { markPoints, type Pointed } from './points.js';
import type { RawSection, Split } from './sections.js';
import { lineOf } from './tree.js';

/** The file that a note is built from. */
export interface Source {
  readonly file: string;
  readonly source: string;
  /** Line on which the body begins, from 1. */
  readonly firstLine: number;
  readonly footnotes: ReadonlyMap<string, Element>;
}

/** Sections with their points, numbered through the whole note. */
export function buildNote(split: Split, meta: Meta, from: Source): Note {
  const { file, source, firstLine, footnotes } = from;
  const used = new Set<string>();
  const ownTitle = split.title !== null && split.title !== meta.title ? [titleParagraph(split.title)] : [];
  const whole = split.sections.length === 0;
  const intro: Pointed = whole
    ? { body: [], points: [] }
    : markPoints(withFootnotes([...ownTitle, ...split.intro], footnotes, used), 0, firstLine);
  const lines = source.split('\n');
  const sections: Section[] = [];
  let nextId = intro.points.length;
  split.sections.forEach((raw, i) => {
    const until = sectionEnd(split.sections, i, lines);
    const content = withFootnotes(raw.content, footnotes, used);
    const section = buildSection({ ...raw, content }, nextId, lines, until);
    nextId += section.points.length;
    sections.push(section);
  });
  if (whole && split.intro.length > 0) sections.push(onlySection(split, meta, lines, from));
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
function onlySection(
  split: Split,
  meta: Meta,
  lines: readonly string[],
  { firstLine, footnotes }: Source,
): Section {
  return {
    id: 'note',
    title: meta.title,
    heading: [{ type: 'text', value: meta.title }],
    shortName: meta.title,
    tags: [],
    chips: [],
    group: 0,
    ...markPoints(withFootnotes(split.intro, footnotes, new Set()), 0, firstLine),
    lines: [firstLine, lines.length],
    source: lines
      .slice(firstLine - 1)
      .join('\n')
      .trim(),
  };
}

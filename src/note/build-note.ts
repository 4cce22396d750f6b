import type { Element, ElementContent } from 'hast';
import { classesOf, lineOf } from '../markdown/tree.js';
import type { Group, Meta, Note, Section } from '../model.js';
import { type Footnotes, restOf, withFootnotes } from './footnotes.js';
import { isFootnoteMark, readHeading } from './heading.js';
import { overrideOf } from './point-walk.js';
import { markPoints, type Pointed } from './points.js';
import { paragraph, type RawSection, type Split } from './sections.js';

/** The file that a note is built from. */
export interface Source {
  readonly file: string;
  readonly source: string;
  /** Line on which the body begins, from 1. */
  readonly firstLine: number;
  readonly footnotes: Footnotes;
}

/** Sections with their points, numbered through the whole note. */
export function buildNote(
  split: Split,
  meta: Meta,
  from: Source,
): Omit<Note, 'settings' | 'dialect' | 'leftOut'> {
  const { file, source } = from;
  const isWhole = split.sections.length === 0;
  const lead = withFootnotes([...ownTitle(split, meta), ...split.intro], from.footnotes);
  const contents = split.sections.map(({ heading, content }) =>
    withFootnotes(content, from.footnotes, [heading.element]),
  );
  const rest = restOf(from.footnotes);
  if (rest !== null) (contents.at(-1) ?? lead).push(rest);
  const intro: Pointed = isWhole ? { body: [], points: [] } : markPoints(lead, 0, from.firstLine);
  const lines = source.split('\n');
  const sections: Section[] = [];
  let nextId = intro.points.length;
  split.sections.forEach((raw, i) => {
    const section = buildSection({ ...raw, content: contents[i] ?? [] }, nextId, lines);
    nextId += section.points.length;
    sections.push(section);
  });
  if (isWhole && lead.length > 0) sections.push(onlySection(lead, meta, lines, from));
  const groups: readonly Group[] =
    isWhole && sections.length > 0 ? [{ title: null, colour: null, sections: ['note'] }] : split.groups;
  return {
    file,
    folder: null,
    meta,
    mapTitle: split.mapTitle,
    intro: intro.body,
    introPoints: intro.points,
    groups,
    sections,
    source,
  };
}

/** A heading that says more than the front matter's title is the note's own words, and stays. */
function ownTitle({ title }: Split, meta: Meta): Element[] {
  if (title === null) return [];
  const { inline, title: text } = readHeading(title.element.children);
  if (text === meta.title && !inline.some(isFootnoteMark)) return [];
  const { position } = title.element;
  return [{ ...paragraph(''), children: [...inline], ...(position && { position }) }];
}

function buildSection(raw: RawSection, firstId: number, lines: readonly string[]): Section {
  const heading = readHeading(raw.heading.element.children);
  const firstLine = lineOf(raw.heading.element) ?? 1;
  const lastLine = Math.max(firstLine, lastFilled(lines, raw.untilLine));
  const { body, points } = markPoints(
    raw.content,
    firstId,
    firstLine,
    overrideOf(classesOf(raw.heading.element)),
  );
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
    lines: [firstLine, lastLine],
    source: sourceOf(lines.slice(firstLine - 1, lastLine)),
  };
}

const BYTES = /(data:image\/[\w.+-]{1,20}(?:;[\w=-]{1,40}){0,4}),[^\s()<>"']{200,}/gi;

/** Nobody reads the bytes of a picture that the note holds itself. */
function sourceOf(lines: readonly string[]): string {
  return lines.join('\n').replace(BYTES, '$1…');
}

/** The last line before `untilLine`, or of the note, that is not blank. */
function lastFilled(lines: readonly string[], untilLine: number | null): number {
  let end = untilLine === null ? lines.length : untilLine - 1;
  while (end > 1 && (lines[end - 1] ?? '').trim() === '') end -= 1;
  return end;
}

/** A note without headings is one section that bears the note's title. */
function onlySection(
  content: readonly ElementContent[],
  meta: Meta,
  lines: readonly string[],
  { firstLine }: Source,
): Section {
  return {
    id: 'note',
    title: meta.title,
    heading: [{ type: 'text', value: meta.title }],
    shortName: meta.title,
    tags: [],
    chips: [],
    group: 0,
    ...markPoints(content, 0, firstLine),
    lines: [firstLine, lines.length],
    source: sourceOf(lines.slice(firstLine - 1)).trim(),
  };
}

import type { Element } from 'hast';
import type { Group, Note, Point, Section } from '../model.js';

/** A group of which an excerpt has sections. */
export interface ExcerptGroup extends Group {
  /** Index into `Note.groups`, which picks its colour. */
  readonly index: number;
}

/** A whole note or one of its sections: what one sheet or one deck shows. */
export interface Excerpt {
  /** Where it comes from: file, language, colours, author, date. */
  readonly note: Note;
  /** The section's id, null for the whole note. For labels only. */
  readonly id: string | null;
  readonly isWhole: boolean;
  readonly title: string;
  /** Title of the note that it is a part of, null for the whole note. */
  readonly partOf: string | null;
  readonly tags: readonly string[];
  /** Keywords from the map; a whole note has them in its sections. */
  readonly chips: readonly string[];
  /** Content before the first section; a section has none. */
  readonly intro: readonly Element[];
  readonly introPoints: readonly Point[];
  /** Groups with at least one section here, in the order of the note. */
  readonly groups: readonly ExcerptGroup[];
  /** In the order of the text. */
  readonly sections: readonly Section[];
  /** All points, those of the introduction first. */
  readonly points: readonly Point[];
  /** First and last line in the note's file, from 1. */
  readonly lines: readonly [number, number];
}

/** All of a note. */
export function wholeNote(note: Note): Excerpt {
  const { meta, intro, introPoints, sections } = note;
  return {
    ...contentOf(note, intro, introPoints, sections),
    id: null,
    isWhole: true,
    title: meta.title,
    partOf: null,
    tags: meta.tags,
    chips: [],
    lines: [1, note.source.replace(/\n$/, '').split('\n').length],
  };
}

/** The section of this id, null where the note has none. */
export function sectionOf(note: Note, id: string): Excerpt | null {
  const section = note.sections.find((one) => one.id === id);
  return section ? excerptOf(note, section) : null;
}

/** One section, whether the note has it as it is or the caller changed it. */
export function excerptOf(note: Note, section: Section): Excerpt {
  const { id, title, tags, chips, lines } = section;
  return {
    ...contentOf(note, [], [], [section]),
    id,
    isWhole: false,
    title,
    partOf: note.meta.title,
    tags,
    chips,
    lines,
  };
}

type Content = Pick<Excerpt, 'note' | 'intro' | 'introPoints' | 'groups' | 'sections' | 'points'>;

function contentOf(
  note: Note,
  intro: readonly Element[],
  introPoints: readonly Point[],
  sections: readonly Section[],
): Content {
  const filled = new Set(sections.map(({ group }) => group));
  return {
    note,
    intro,
    introPoints,
    groups: note.groups.map((group, index) => ({ ...group, index })).filter(({ index }) => filled.has(index)),
    sections,
    points: [...introPoints, ...sections.flatMap(({ points }) => points)],
  };
}

import type { Element, ElementContent } from 'hast';
import type { Note, Section } from '../../model.js';
import { tallyLeftOut } from '../../note/left-out.js';
import type { Settings } from '../../options/options.js';
import type { Problem } from '../../problem.js';
import { boundProblems } from '../bound-problems.js';
import { digest } from '../cache/digest.js';
import type { NoteOutline, Part } from '../cache/manifest.js';
import { withoutNotePath } from '../problem-paths.js';

/**
 * A parsed note → what planning needs to know of it, small enough to keep in the manifest.
 *
 * @param read hash of its bytes, and the dialect that the caller asked for
 */
export function outlineNote(
  note: Note,
  { hash, asked }: { readonly hash: string; readonly asked: Settings['dialect'] },
  problems: readonly Problem[],
): NoteOutline {
  const whole: Part = {
    section: null,
    title: note.meta.title,
    content: digest(note.source, note.meta.title, note.dialect.name),
    images: imagesIn([...note.intro, ...note.sections.flatMap(contentOf)]),
    line: 1,
  };
  const shared = sharedBy(note);
  const sections = note.sections.map((section) => sectionPart(section, shared));
  const own = withoutNotePath(problems, note.file);
  return {
    source: hash,
    asked,
    title: note.meta.title,
    dialect: note.dialect,
    settings: note.settings,
    leftOut: tallyLeftOut(note.leftOut),
    parts: [whole, ...sections],
    problems: boundProblems(own, ''),
  };
}

function sectionPart(section: Section, shared: string): Part {
  return {
    section: section.id,
    title: section.title,
    content: digest(shared, withoutPlace(section, section.points[0]?.id ?? 0)),
    images: imagesIn(contentOf(section)),
    line: section.lines[0],
  };
}

function contentOf({ heading, body }: Section): readonly ElementContent[] {
  return [...heading, ...body];
}

/** What the output of a section shows of its note: title, colours, and characters that need fonts. */
function sharedBy({ meta, mapTitle, groups, source }: Note): string {
  const characters = [...new Set(source)].sort().join('');
  const looks = groups.map(({ title, colour }) => [title, colour]);
  return JSON.stringify([meta, mapTitle, looks, characters]);
}

/**
 * A section as text that stays the same when only lines above it change: without line numbers, its
 * points counted from 0.
 */
function withoutPlace({ lines: _lines, ...section }: Section, firstId: number): string {
  const relative = (id: number): number => id - firstId;
  const points = section.points.map(({ line: _line, ...point }) => ({
    ...point,
    id: relative(point.id),
    parent: point.parent === null ? null : relative(point.parent),
  }));
  return JSON.stringify({ ...section, points }, (key, value) => {
    if (key === 'position') return undefined;
    return key === 'dataPoint' ? relative(Number(value)) : value;
  });
}

function imagesIn(nodes: readonly ElementContent[]): string[] {
  const found = new Set<string>();
  const look = (node: ElementContent | Element): void => {
    if (node.type !== 'element') return;
    const address = node.tagName === 'img' ? String(node.properties.src ?? '') : 'data:';
    // What the note holds itself is in its text.
    if (!/^data:/i.test(address)) found.add(address);
    node.children.forEach(look);
  };
  nodes.forEach(look);
  return [...found];
}

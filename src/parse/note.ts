import { basename, extname } from 'node:path';
import type { Element } from 'hast';
import type { Note, Section } from '../model.js';
import type { NoteSettings } from '../options.js';
import type { Warned } from '../problem.js';
import { noteSettings } from '../settings.js';
import { parseKramdown } from './kramdown/kramdown.js';

export type ParsedNote = Note & { readonly settings: NoteSettings };

/** Stand-in until the parser is merged: headings become sections, nothing else is read. */
export function parseNote(text: string, file: string): Warned<ParsedNote> {
  const head = /^---\n([\s\S]*?)\n---\n/.exec(text)?.[1] ?? '';
  const own = Object.fromEntries(
    [...head.matchAll(/^ {2}([\w-]+): *(.*)$/gm)].map(([, key, value]) => [key ?? '', value]),
  );
  const read = noteSettings(own, (key) => ({
    file,
    line: text.split('\n').findIndex((line) => key !== null && line.startsWith(`  ${key}:`)) + 1,
    column: 1,
  }));
  const title = /^title: *(.*)$/m.exec(head)?.[1] ?? basename(file, extname(file));
  const lines = text.split('\n');
  const starts = lines.flatMap((line, i) => (/^#{1,2} /.test(line) ? [i] : []));
  const sections = starts.map((start, i) => toSection(lines, start, starts[i + 1] ?? lines.length, file));
  const note: ParsedNote = {
    file,
    name: '',
    meta: {
      title,
      date: null,
      author: null,
      tags: [],
      type: null,
      draft: false,
      lang: 'en',
      palette: { foreground: null, background: null },
    },
    intro: [],
    introPoints: [],
    groups: [{ title: null, colour: null, sections: sections.map(({ id }) => id) }],
    sections,
    source: text,
    settings: read.value,
  };
  return { value: note, problems: read.problems };
}

function toSection(lines: readonly string[], start: number, end: number, file: string): Section {
  const title = (lines[start] ?? '').replace(/^#+ /, '');
  const source = lines.slice(start, end).join('\n');
  const tree = parseKramdown(lines.slice(start + 1, end).join('\n'), { file, firstLine: start + 2 });
  return {
    id: title.toLowerCase().replace(/\W+/g, '-'),
    title,
    heading: [{ type: 'text', value: title }],
    shortName: title,
    tags: [],
    chips: [],
    group: 0,
    body: tree.value.children.filter((node): node is Element => node.type === 'element'),
    points: [],
    lines: [start + 1, end],
    source,
  };
}

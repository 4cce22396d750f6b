import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../src/bounds/limits.js';
import { parseNote } from '../src/note/parse-note.js';

const PAGE = readFileSync(new URL('../docs/notes.md', import.meta.url), 'utf8');

/** Notes on the page, and the sections that it promises for them. */
const NOTES = [...PAGE.matchAll(/^(`{3,})markdown\n([\s\S]*?)\n\1\n(?:\nSections: (.+)\n)?/gm)].map(
  ([, , note = '', sections]) => ({ note: `${note}\n`, sections: sections ?? null }),
);

describe('docs/notes.md', () => {
  it('shows notes', () => {
    expect(NOTES.length).toBeGreaterThanOrEqual(7);
    expect(NOTES.filter(({ sections }) => sections !== null).length).toBeGreaterThanOrEqual(6);
  });

  it.each(NOTES.filter(({ sections }) => sections !== null))('finds $sections', ({ note, sections }) => {
    const { value, problems } = parseNote(note, 'note.md');
    expect(value.sections.map(({ title }) => title).join(', ')).toBe(sections);
    expect(problems).toEqual([]);
  });

  it('reads tags, chips, groups and their colours as it says', () => {
    const { note = '' } = NOTES.find(({ note }) => note.includes('mindmap')) ?? {};
    const { sections, groups, mapTitle } = parseNote(note, 'note.md').value;
    expect(mapTitle).toBe('Contents');
    expect(sections.map(({ chips }) => chips)).toEqual([['pull', '14 days'], ['push']]);
    expect(sections.map(({ tags }) => tags)).toEqual([[], ['fan-out']]);
    expect(groups.map(({ colour }) => colour)).toEqual(['#00aa77', '#008080']);
  });

  it('keeps and skips as it says', () => {
    const { note = '' } = NOTES.find(({ note }) => note.includes('.keep')) ?? {};
    const points = parseNote(note, 'note.md').value.sections.flatMap((section) => section.points);
    expect(points.map(({ override }) => override)).toEqual(['keep', 'keep', null, 'skip', 'skip', 'skip']);
  });

  it('names the limits', () => {
    const { noteBytes, tokens, elements, sections } = LIMITS;
    const [size, ...counts] = [noteBytes / 1024 / 1024, tokens, elements, sections];
    expect(PAGE).toContain(`at most ${size} MB`);
    for (const count of counts) expect(PAGE).toContain(count.toLocaleString('en'));
  });
});

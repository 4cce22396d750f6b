import { expect, it } from 'vitest';
import { parseNote } from '../../src/note/parse-note.js';
import { corpus, noteText } from './corpus.js';

it('a corpus is the same for the same seed, and has so many notes and sections', () => {
  const size = { notes: 3, sections: 18 };
  const files = corpus(1, size);
  expect(files).toEqual(corpus(1, size));
  expect(files).not.toEqual(corpus(2, size));
  expect(new Set(files.map(([, text]) => text)).size).toBe(3);
  for (const [name, text] of files) {
    const { value, problems } = parseNote(text, name);
    expect([value.sections.length, problems]).toEqual([18, []]);
  }
});

it('its notes hold what notes hold', () => {
  const { sections } = parseNote(noteText(1, 0, 18), 'note.md').value;
  const kinds = new Set(sections.flatMap(({ points }) => points.map(({ kind }) => kind)));
  expect([...kinds]).toEqual(expect.arrayContaining(['item', 'row', 'code', 'paragraph']));
  expect(sections.some(({ points }) => points.some(({ terms }) => terms.length > 0))).toBe(true);
});

import { expect, it } from 'vitest';
import { parseNote } from '../../src/note/parse-note.js';

const NOTE = `+++
title = "Tides \\"spring\\""
date = 2026-11-26
draft = false
tags = ["sea",
  'moon']
[params]
title = "not this"
[cribsheet]
paper = "a5"
columns = 2
+++

## Ebb

Low water.
`;

it('takes title, date and tags of a note from the TOML of Hugo, and counts its lines', () => {
  const { value, problems } = parseNote(NOTE, 'tides.md');
  expect(value.meta).toMatchObject({ title: 'Tides "spring"', date: '2026-11-26', tags: ['sea', 'moon'] });
  expect(value.intro).toEqual([]);
  expect(value.sections.map(({ title, lines }) => [title, lines[0]])).toEqual([['Ebb', 14]]);
  expect(value.settings).toEqual({ paper: 'a5', columns: 2 });
  expect(problems).toEqual([]);
});

it('says where a setting in TOML is none', () => {
  const { problems } = parseNote('+++\ntitle = "a"\n[cribsheet]\npapr = "a5"\n+++\n\n# A\n\nx\n', 'a.md');
  expect(problems).toMatchObject([{ line: 4, message: expect.stringContaining('papr') }]);
});

it('takes title, authors and date of a note from the title block of Pandoc', () => {
  const { value } = parseNote('% Tides\n% Ada; Bob\n% 2026-11-26\n\n## Ebb\n\nx\n', 'a.md');
  expect(value.meta).toMatchObject({ title: 'Tides', author: 'Ada, Bob', date: '2026-11-26' });
  expect(value.intro).toEqual([]);
  expect(value.sections[0]?.lines[0]).toBe(5);
  expect(parseNote('% of marks\nare for style.\n', 'a.md').value.meta.title).toBe('a');
});

it('leaves a text alone that only begins with the signs', () => {
  const { value } = parseNote('+++\nplus\n+++\n\n## A\n\nb\n', 'a.md');
  expect(value.intro).not.toEqual([]);
});

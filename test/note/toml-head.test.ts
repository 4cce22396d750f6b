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
+++

## Ebb

Low water.
`;

it('takes title, date and tags of a note from the TOML of Hugo, and counts its lines', () => {
  const { value, problems } = parseNote(NOTE, 'tides.md');
  expect(value.meta).toMatchObject({ title: 'Tides "spring"', date: '2026-11-26', tags: ['sea', 'moon'] });
  expect(value.intro).toEqual([]);
  expect(value.sections.map(({ title, lines }) => [title, lines[0]])).toEqual([['Ebb', 11]]);
  expect(problems).toEqual([]);
});

it('leaves a text alone that only begins with the signs', () => {
  const { value } = parseNote('+++\nplus\n+++\n\n## A\n\nb\n', 'a.md');
  expect(value.intro).not.toEqual([]);
});

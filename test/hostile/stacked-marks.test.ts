import { expect, it } from 'vitest';
import { parseNote } from '../../src/note/parse-note.js';

const tower = (mark: string): string => `a${mark.repeat(60)}b`;

it.each([
  ['text', `- x ${tower('\u0301')}`],
  ['entities', `- x ${tower('&#x301;')}`],
  ['marks of several kinds', `- x ${tower('\u0301\u0316\u20dd')}`],
  ['a heading', `## x ${tower('\u0329')}`],
  ['code', `- \`x ${tower('\u0301')}\``],
  ['a formula', `- $$\\text{${tower('\u0301')}}$$`],
  ['the text of an image', `- ![${tower('\u0301')}](none.png)`],
])('marks stacked over a letter are cut to four in %s, and told with their line', (_where, text) => {
  const { value, problems } = parseNote(`# One\n\n${text}\n`, 'a.md');
  const { intro, sections } = value;
  // A speaker's notes are the text as it was written.
  const shown = JSON.stringify([intro, sections], (key, part) => (key === 'source' ? '' : part));
  expect(shown).toMatch(/a\p{M}{4}b/u);
  expect(shown).not.toMatch(/\p{M}{5}/u);
  expect(problems.filter(({ message }) => message.includes('more marks'))).toEqual([
    expect.objectContaining({ line: 3 }),
  ]);
});

it('the title of the front matter has no tower either', () => {
  const { value } = parseNote(`---\ntitle: "x ${tower('\\u0301')}"\n---\n# One\n\n- b\n`, 'a.md');
  expect(value.meta.title).toMatch(/a\p{M}{4}b/u);
});

it.each([
  ['Vietnamese', 'Việt Nam ế'.normalize('NFD')],
  ['Hebrew with points and accents', 'בְּרֵאשִׁ֖ית'],
  ['Thai', 'ที่นี่'],
  ['Tibetan', 'བསྒྲུབས་ཧཱུྃ'],
  ['Devanagari', 'क्षत्रिय'],
  ['Arabic with all points', 'بِسْمِ ٱللَّٰهِ'],
])('%s is as it was written', (_script, words) => {
  const { value, problems } = parseNote(`# One\n\n- ${words}\n`, 'a.md');
  expect(value.sections[0]?.points[0]?.text ?? value.intro).toBe(words);
  expect(problems.filter(({ message }) => message.includes('more marks'))).toEqual([]);
});

import { expect, it } from 'vitest';
import { OPTION_NAMES, OPTIONS } from '../../src/index.js';
import { OUTPUT_KINDS } from '../../src/outputs/output-kinds.js';
import { isOffered } from '../../src/studio/option-controls.js';
import { STUDIO_WORDS, spokenWords } from '../../src/studio/spoken-words.js';

const { en, ...others } = STUDIO_WORDS;
const kinds = OUTPUT_KINDS.map(({ name }) => name);
const offered = OPTION_NAMES.filter((name) => kinds.some((kind) => isOffered(name, kind)));

it.each(Object.entries(others))('%s says everything, with the same holes', (_, words) => {
  for (const [name, text] of Object.entries(en ?? {})) {
    if (typeof text !== 'string') continue;
    const own = words[name as 'title'];
    expect([name, own?.match(/\{\w+\}/g)?.sort()]).toEqual([name, text.match(/\{\w+\}/g)?.sort()]);
    expect([name, own?.trim()]).not.toEqual([name, '']);
  }
  expect(Object.keys(words.kindWords)).toEqual(kinds);
  expect(Object.keys(words.factWords)).toEqual(
    expect.arrayContaining(OUTPUT_KINDS.flatMap(({ columns }) => columns.map(({ head }) => head))),
  );
  expect(Object.keys(words.optionWords)).toEqual(expect.arrayContaining(offered));
  const values = offered.flatMap((name) => OPTIONS[name].kind.words);
  expect(Object.keys(words.choiceWords)).toEqual(
    expect.arrayContaining(values.filter((value) => !/^(a\d|letter|legal)$/.test(value))),
  );
});

it.each([
  ['de-CH,de;q=0.9,en;q=0.8', 'de', 'ltr'],
  ['he', 'he', 'rtl'],
  ['tlh, fa-IR;q=0.5', 'fa', 'rtl'],
  ['constructor,toString', 'en', 'ltr'],
  ['', 'en', 'ltr'],
])('who asks for %j reads %s, from %s', (accepted, lang, dir) => {
  expect(spokenWords(accepted)).toMatchObject({ lang, dir });
});

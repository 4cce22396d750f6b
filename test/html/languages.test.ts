import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { globSync } from 'tinyglobby';
import { expect, it } from 'vitest';
import { sectionDirection } from '../../src/html/direction.js';
import { carriedFonts } from '../../src/html/fonts.js';
import { messagesFor } from '../../src/html/messages.js';
import { ASAP, INCONSOLATA } from '../../src/html/typefaces.js';
import { parseNote } from '../../src/note/parse-note.js';

const DIR = path.resolve(import.meta.dirname, '../cases/languages');

/** What a language asks of sheet and deck: direction, words of the interface, fonts. */
function asked(folder: string): object {
  const text = readFileSync(path.join(DIR, folder, 'note.md'), 'utf8');
  const { meta, sections } = parseNote(text, `${folder}.md`).value;
  const { css, missing } = carriedFonts(text, [ASAP, INCONSOLATA], meta.lang);
  const families = [...css.matchAll(/font-family: '([^']+)'/g)].map(([, family = '']) => family);
  return {
    lang: meta.lang,
    dir: meta.dir,
    sections: sections.map((section) => `${section.title}: ${sectionDirection(section, meta.dir)}`),
    menu: messagesFor(meta.lang).menu,
    fonts: [...new Set(families)].filter((family) => family.startsWith('Noto')),
    missing,
  };
}

it.each(globSync('*/note.md', { cwd: DIR }).sort())('%s', (note) => {
  const folder = path.dirname(note);
  const file = path.join(DIR, folder, 'expected.json');
  const actual = asked(folder);
  if (!existsSync(file) && process.env.UPDATE_CASES === '1')
    writeFileSync(file, `${JSON.stringify(actual, null, 2)}\n`);
  expect(actual).toEqual(JSON.parse(readFileSync(file, 'utf8')));
});

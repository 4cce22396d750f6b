import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Element } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { globSync } from 'tinyglobby';
import { describe, expect, it } from 'vitest';
import type { Dialect } from '../../src/markdown/dialect.js';
import { parseNote } from '../../src/note/parse-note.js';

const DIR = path.resolve(import.meta.dirname, '../cases/dialects');
const notes = globSync('*/note.md', { cwd: DIR }).sort();

/** What a note became: its parts, what was left out and what was reported, as text to compare. */
function read(folder: string, dialect: Dialect): string {
  const text = readFileSync(path.join(DIR, folder, 'note.md'), 'utf8');
  const { value, problems } = parseNote(text, `${folder}.md`, dialect);
  const html = (body: readonly Element[]): string => toHtml([...body]);
  const parts = value.sections.map(({ title, body }) => `## ${title}\n${html(body)}`);
  const leftOut = value.leftOut.map(({ kind, line, text: said }) => `left out ${line} ${kind}: ${said}`);
  const reported = problems.map(({ line, message }) => `reported ${line} ${message}`);
  return `${[html(value.intro), ...parts, ...leftOut, ...reported].join('\n')}\n`;
}

describe('constructs of other dialects', () => {
  for (const dialect of ['gfm', 'kramdown'] as const)
    it.each(notes)(`%s, read as ${dialect}`, (note) => {
      const folder = path.dirname(note);
      const file = path.join(DIR, folder, `${dialect}.txt`);
      const actual = read(folder, dialect);
      if (!existsSync(file) && process.env.UPDATE_CASES === '1') writeFileSync(file, actual);
      expect(actual).toBe(readFileSync(file, 'utf8'));
    });

  it('a comment that is never closed stays text, and is reported with its line', () => {
    const { problems } = parseNote('# Paints\n\nOil %% ask Ada\n', 'paints.md');
    expect(problems.map(({ line, message }) => [line, message])).toEqual([
      [3, 'a comment %% is never closed; it stays text'],
    ]);
    expect(parseNote('# Paints\n\nAll 100%% cotton.\n', 'paints.md').problems).toEqual([]);
  });
});

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { globSync } from 'tinyglobby';
import { describe, expect, it } from 'vitest';
import { parseNote } from '../../src/note/parse-note.js';

const DIR = path.resolve(import.meta.dirname, '../cases/sections');
const notes = globSync('*/note.md', { cwd: DIR }).sort();

/** What a reader would say that a note's parts are; the places of its problems. */
function summaryOf(source: string): object {
  const { value: note, problems } = parseNote(source, 'note.md');
  return {
    title: note.meta.title,
    tags: note.meta.tags,
    mapTitle: note.mapTitle,
    intro: note.introPoints.map(({ text }) => text),
    groups: note.groups,
    sections: note.sections.map(({ id, title, shortName, tags, chips, lines, points }) => ({
      id,
      title,
      ...(shortName !== title && { shortName }),
      ...(tags.length > 0 && { tags }),
      ...(chips.length > 0 && { chips }),
      lines: lines.join('-'),
      points: points.map(({ line, text }) => `${line}: ${text}`),
    })),
    problems: problems.map(({ severity, message, line, column, hints }) =>
      [`${severity} ${line}:${column} ${message}`, ...hints].join(' → '),
    ),
  };
}

describe('sections of notes of every shape', () => {
  it.each(notes)('%s', (note) => {
    const file = path.join(DIR, note);
    const expectedFile = path.join(path.dirname(file), 'expected.json');
    const found = summaryOf(readFileSync(file, 'utf8'));
    if (!existsSync(expectedFile) && process.env.UPDATE_CASES === '1')
      writeFileSync(expectedFile, `${JSON.stringify(found, null, 2)}\n`);
    expect(found).toEqual(JSON.parse(readFileSync(expectedFile, 'utf8')));
  });
});

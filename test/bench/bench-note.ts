import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { BrowserSession } from '../../src/browser/browser-session.js';
import type { Note, Section } from '../../src/model.js';
import { DEFAULTS } from '../../src/options.js';
import { parseNote } from '../../src/parse/note.js';
import { renderSheet } from '../../src/sheet/render-sheet.js';

/** The real note where it is there, else the largest of our own. */
const REAL_NOTE = '../shared/notes/aws-big-data-ml.md';
const OWN_NOTES = 'notes';

/** The note that is measured, as files: whole, and each section alone for tools that know no sections. */
export interface BenchNote {
  readonly name: string;
  readonly file: string;
  readonly note: Note;
  readonly sectionFiles: readonly string[];
}

export function benchNote(folder: string): BenchNote {
  const source = existsSync(REAL_NOTE) ? REAL_NOTE : largestIn(OWN_NOTES);
  const text = readFileSync(source, 'utf8');
  const file = join(folder, 'note.md');
  writeFileSync(file, text);
  const note = parseNote(text, resolve(source)).value;
  const lines = text.split('\n');
  mkdirSync(join(folder, 'sections'));
  const sectionFiles = note.sections.map(({ id, lines: [first, last] }) => {
    const path = join(folder, 'sections', `${id}.md`);
    writeFileSync(path, `${lines.slice(first - 1, last).join('\n')}\n`);
    return path;
  });
  return { name: source.split('/').at(-1) ?? source, file, note, sectionFiles };
}

function largestIn(folder: string): string {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));
  return files.sort((a, b) => statSync(b).size - statSync(a).size)[0] ?? '';
}

/** The page from which a sheet is printed: laid out, with all of its fonts in it. */
export async function finishedHtml(note: Note, section: Section | null, session: BrowserSession) {
  let html = '';
  await renderSheet(note, section, DEFAULTS, (job, needs) =>
    session.withPage(async (page) => {
      const made = await job(page);
      html = await page.content();
      return made;
    }, needs),
  );
  return html;
}

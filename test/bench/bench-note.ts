import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Note, Section, WithPage } from '../../src/index.js';
import type { Cribsheet } from './built-package.js';

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

export async function benchNote(folder: string, { readNote }: Cribsheet): Promise<BenchNote> {
  const source = existsSync(REAL_NOTE) ? REAL_NOTE : largestIn(OWN_NOTES);
  const text = readFileSync(source, 'utf8');
  const file = join(folder, 'note.md');
  writeFileSync(file, text);
  const { note } = (await readNote(resolve(source))).value;
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
export async function finishedHtml(
  note: Note,
  section: Section | null,
  withPage: WithPage,
  { renderSheet }: Cribsheet,
): Promise<string> {
  let html = '';
  await renderSheet(note, section, {}, (job, needs) =>
    withPage(async (page) => {
      const made = await job(page);
      html = await page.run(() => document.documentElement.outerHTML);
      return made;
    }, needs),
  );
  return html;
}

import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { GENERATED } from './generated-notes.js';
import { type Expected, type HostileCase, MADE } from './hostile-case.js';
import { OPTION_CASES } from './option-cases.js';

const FOLDER = join(import.meta.dirname, 'cases');

type Stated = Readonly<Record<string, Partial<Expected>>>;

/**
 * All cases: `cases/<family>/<name>.md` with what must be true in `cases/<family>/expected.json`
 * (what a case does not state is {@link MADE}), and those that code makes since no file can hold them.
 */
export function corpus(): readonly HostileCase[] {
  const families = readdirSync(FOLDER).sort();
  return [...families.flatMap(familyCases), ...GENERATED, ...OPTION_CASES];
}

function familyCases(family: string): HostileCase[] {
  const folder = join(FOLDER, family);
  const stated: Stated = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8'));
  const names = readdirSync(folder)
    .filter((file) => file.endsWith('.md'))
    .map((file) => basename(file, '.md'))
    .sort();
  for (const name of Object.keys(stated))
    if (!names.includes(name)) throw new Error(`${family}/${name}: no note`);
  return names.map((name) => ({
    family,
    name,
    fileName: `${family}-${name}.md`,
    content: readFileSync(join(folder, `${name}.md`), 'utf8'),
    argv: [],
    expected: { ...MADE, ...stated[name] },
  }));
}

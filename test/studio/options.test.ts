import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parseCommandLine } from '../../src/cli/command-line.js';
import { readConfig } from '../../src/config/read-config.js';
import { OPTION_NAMES, OPTIONS } from '../../src/index.js';
import { parseNote } from '../../src/note/parse-note.js';
import { checkOptions } from '../../src/options/settings.js';
import { optionControls } from '../../src/studio/option-controls.js';
import { sameResult } from '../../src/studio/same-result.js';
import { temporaryFolder } from '../temporary-folder.js';

it('every option that a note may set and a kind depends on is offered, but for files of this machine, and takes the value that it shows', () => {
  for (const kind of ['sheet', 'deck', 'cards'] as const) {
    const controls = optionControls(kind, {}, {});
    const rows = OPTION_NAMES.filter((name) => {
      const affects: readonly string[] = OPTIONS[name].affects;
      return OPTIONS[name].scope === 'note' && OPTIONS[name].keyedBy === 'value' && affects.includes(kind);
    });
    expect(controls.map(({ name }) => name)).toEqual(rows);
    expect(rows).not.toContain('logo');
    for (const { name, value, ask } of controls) {
      const raw = ask === 'switch' ? value === 'true' : value === '' ? null : value;
      expect([name, OPTIONS[name].kind.read(raw)]).not.toContain(undefined);
    }
  }
});

it('each is asked for as its values are', () => {
  const asked = Object.fromEntries(optionControls('sheet', {}, {}).map(({ name, ask }) => [name, ask]));
  expect(asked).toMatchObject({
    paper: 'text',
    columns: 'number',
    floor: 'number',
    ink: 'choice',
    whenFull: 'choice',
  });
});

it('it is told who has set a value: the person before the note before the table', () => {
  const [paper] = optionControls('sheet', { paper: 'a5' }, { paper: 'a6' });
  expect(paper).toMatchObject({ value: 'a5', usual: 'a6', from: 'given' });
  expect(optionControls('sheet', {}, { paper: 'a6' })[0]).toMatchObject({ value: 'a6', from: 'note' });
});

it('the command and the front matter that give the same', () => {
  const { command, frontMatter, config } = sameResult('sheet', "notes/it's.md", 's3', {
    paper: 'a5',
    floor: 1.3,
  });
  expect(command).toBe(`cribsheet sheet 'notes/it'\\''s.md' --section s3 --paper a5 --floor 1.3`);
  expect(frontMatter).toBe('cribsheet:\n  paper: a5\n  floor: 1.3\n');
  expect(JSON.parse(config ?? '')).toEqual({
    overrides: [{ files: "notes/it's.md", paper: 'a5', floor: 1.3 }],
  });
  expect(sameResult('deck', 'a.md', null, {})).toEqual({
    command: 'cribsheet deck a.md --no-sections',
    frontMatter: null,
    config: null,
  });
});

/** A word of a shell: what is in quotes, and the sign behind a backslash. */
function wordsOf(command: string): string[] {
  return [...command.matchAll(/(?:'[^']*'|\\.|[^\s'\\])+/g)].map(([word]) =>
    word.replace(/'([^']*)'|\\(.)/g, (_, plain?: string, sign?: string) => plain ?? sign ?? ''),
  );
}

const GIVEN = {
  sheet: {
    paper: '210x297mm',
    sectionPaper: 'a5',
    orientation: 'landscape',
    columns: 3,
    floor: 1.3,
    whenFull: 'pages',
    pages: 2,
    theme: 'exam',
    ink: 'mono',
  },
  deck: { deckTheme: 'board', incremental: true, menu: "Ada's: #1 services" },
} as const;
const NAMES = [
  'notes/a.md',
  "it's.md",
  'a [1] (x)!.md',
  '-dash.md',
  '{b,c}.md',
  '#1 & $x.md',
  'ü/日本.md',
  '!not.md',
  '@(a|b).md',
];

it.each(Object.entries(GIVEN))('what is copied sets the same options: %s', async (kind, given) => {
  const folder = await temporaryFolder({});
  for (const name of NAMES) {
    const { command, frontMatter, config } = sameResult(kind, name, null, given);
    const parsed = parseCommandLine(wordsOf(command).slice(1));
    if (!('command' in parsed)) throw new Error(JSON.stringify(parsed));
    expect(parsed.paths.map((path) => path.replace(/^\.\//, ''))).toEqual([name]);
    expect(checkOptions(parsed.options)).toEqual({ ...given, sections: false });
    const { value } = parseNote(`---\n${frontMatter}---\n\n# A\n\nx\n`, name);
    expect(value.settings).toEqual(given);
    const file = join(folder, 'cribsheet.config.json');
    writeFileSync(file, config ?? '');
    expect((await readConfig(file)).forNote(join(folder, name))).toEqual(given);
    expect((await readConfig(file)).forNote(join(folder, 'b.md'))).toEqual({});
  }
});

import { expect, it } from 'vitest';
import { OPTION_NAMES, OPTIONS } from '../../src/index.js';
import { optionControls } from '../../src/studio/option-controls.js';
import { sameResult } from '../../src/studio/same-result.js';

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

import { execFileSync } from 'node:child_process';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { platform } from 'node:process';
import { describe, expect, it } from 'vitest';
import { findConfig } from '../../src/config/find-config.js';
import { readConfig } from '../../src/config/read-config.js';
import { ProblemError } from '../../src/problem.js';
import { temporaryFolder } from '../temporary-folder.js';

/** What is said of a config, and where. */
async function fault(name: string, content: string): Promise<string> {
  const file = join(await temporaryFolder({ [name]: content }), name);
  const failure: unknown = await readConfig(file).catch((one: unknown) => one);
  if (!(failure instanceof ProblemError)) throw failure;
  const { file: named, line, message, hints } = failure.problem;
  expect(named).toBe(file);
  return `${line ?? '-'} ${message} → ${hints.join(' ')}`;
}

describe('a config is found', () => {
  it.each([
    ['cribsheet.config.js', 'export default {}'],
    ['cribsheet.config.mjs', 'throw new Error("only looked for, not run")'],
    ['cribsheet.config.ts', 'export default {}'],
    ['cribsheet.config.json', '{ broken'],
    ['package.json', '{ "name": "x", "cribsheet": { "paper": "a5" } }'],
  ])('upwards from the folder: %s', async (name, content) => {
    const folder = await temporaryFolder({ [name]: content, 'notes/exams/emr.md': '# EMR' });
    expect(await findConfig(join(folder, 'notes/exams'))).toBe(join(folder, name));
  });

  it('in the nearest folder that has one; a package.json without our key is none', async () => {
    const folder = await temporaryFolder({
      'cribsheet.config.json': '{}',
      'study/package.json': '{ "cribsheet": {} }',
      'study/notes/package.json': '{ "name": "notes" }',
    });
    expect(await findConfig(join(folder, 'study/notes'))).toBe(join(folder, 'study/package.json'));
  });

  it.skipIf(platform === 'win32')(
    'where a pipe or a device has the name of one, further up',
    async () => {
      const folder = await temporaryFolder({ 'cribsheet.config.json': '{}', 'a/b/x': '' });
      await symlink('/dev/zero', join(folder, 'a/package.json'));
      execFileSync('mkfifo', [join(folder, 'a/b/package.json'), join(folder, 'a/b/cribsheet.config.js')]);
      expect(await findConfig(join(folder, 'a/b'))).toBe(join(folder, 'cribsheet.config.json'));
    },
    5000,
  );
});

describe('a config is read', () => {
  it.each([
    ['cribsheet.config.mjs', 'export default { paper: "a5", out: "sheets", css: ["own.css"] }'],
    ['cribsheet.config.json', '{ "paper": "A5", "out": "sheets", "css": "own.css" }'],
    ['package.json', '{ "cribsheet": { "paper": "a5", "out": "sheets", "css": ["own.css"] } }'],
  ])('from %s, its paths from its own folder', async (name, content) => {
    const folder = await temporaryFolder({ [name]: content });
    const config = await readConfig(join(folder, name));
    expect(config.run).toEqual({ out: join(folder, 'sheets'), css: [join(folder, 'own.css')] });
    expect(config.forNote(join(folder, 'notes/emr.md'))).toEqual({ paper: 'a5' });
  });

  it('with options for some notes, of which later ones come first', async () => {
    const overrides = [
      { files: 'exams/**', paper: 'a3', ink: 'mono' },
      { files: ['exams/2026/*.md', 'other.md'], ink: 'colour', sections: false },
    ];
    const content = JSON.stringify({ paper: 'a5', overrides });
    const folder = await temporaryFolder({ 'cribsheet.config.json': content });
    const { forNote } = await readConfig(join(folder, 'cribsheet.config.json'));
    expect(forNote(join(folder, 'notes/emr.md'))).toEqual({ paper: 'a5' });
    expect(forNote(join(folder, 'exams/emr.md'))).toEqual({ paper: 'a3', ink: 'mono' });
    expect(forNote(join(folder, 'exams/2026/emr.md'))).toEqual({
      paper: 'a3',
      ink: 'colour',
      sections: false,
    });
    expect(forNote(join(folder, 'other.md'))).toEqual({ paper: 'a5', ink: 'colour', sections: false });
  });
});

describe('a config that is wrong is named, with what to do', () => {
  it.each([
    ['an unknown key', '{ "papr": "a5" }', /^- unknown key "papr" in the config → Did you mean paper\?/],
    ['a key of ours', '{ "override": [] }', /^- unknown key "override".*Did you mean overrides\?/],
    ['a bad value', '{ "paper": "a55" }', /^- paper cannot be "a55" → Did you mean a5\?/],
    ['a switch of the terminal', '{ "watch": true }', /^- a config cannot set "watch"/],
    ['another config', '{ "config": "other.json" }', /^- a config cannot set "config"/],
    [
      'an option of the run for some notes',
      '{ "overrides": [{ "files": "*.md", "out": "x" }] }',
      /cannot set "out" here/,
    ],
    [
      'an unknown key for some notes',
      '{ "overrides": [{ "files": "*.md", "colums": 2 }] }',
      /Did you mean columns\?/,
    ],
    ['overrides without files', '{ "overrides": [{ "paper": "a5" }] }', /^- an override cannot be/],
    ['overrides that are no list', '{ "overrides": { "files": "*" } }', /^- overrides cannot be/],
    ['paths that are no list', '{ "paths": "notes" }', /^- paths cannot be "notes"/],
    ['a list', '[]', /^- the config cannot be "\[\]"/],
    ['a comma too many', '{\n  "paper": "a5",\n}', /^3 the config is not JSON/],
    ['an end too early', '{\n  "paper": "a5"', /^2 the config is not JSON/],
  ])('%s', async (_, content, expected) => {
    expect(await fault('cribsheet.config.json', content)).toMatch(expected);
  });

  it('named by a link to itself', async () => {
    const folder = await temporaryFolder({});
    await symlink('circle.json', join(folder, 'circle.json'));
    await expect(readConfig(join(folder, 'circle.json'))).rejects.toThrow('there is no config circle.json');
  });

  it('where its code fails', async () => {
    expect(await fault('cribsheet.config.mjs', 'throw new Error("no such luck\\nline 2")')).toMatch(
      /^- the config cannot be read: no such luck →/,
    );
    expect(await fault('cribsheet.config.mjs', 'export const paper = "a5";')).toMatch(
      /cannot be "undefined"/,
    );
  });

  it('where it is not there', async () => {
    const folder = await temporaryFolder({});
    await expect(readConfig(join(folder, 'gone.json'))).rejects.toThrow('there is no config gone.json');
  });
});

import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../../src/cli/run.js';
import { readConfig } from '../../src/config/read-config.js';
import { COMMAND_NAMES, findConfig } from '../../src/index.js';
import { temporaryFolder } from '../temporary-folder.js';

async function cribsheet(argv: readonly string[], cwd = '/') {
  let stdout = '';
  let stderr = '';
  const code = await run(argv, {
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
    env: {},
    cwd,
    signal: new AbortController().signal,
  });
  return { code, stdout, stderr };
}

describe('what people type', () => {
  it.each([[['-v']], [['-V']], [['--version']], [['version']]])('%j tells the version', async (argv) => {
    const { code, stdout } = await cribsheet(argv);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^\d+\.\d+\.\d+\n$/)]);
  });

  it('help is --help', async () => {
    expect((await cribsheet(['help'])).stdout).toBe((await cribsheet(['--help'])).stdout);
    expect((await cribsheet(['help', 'deck'])).stdout).toBe((await cribsheet(['deck', '--help'])).stdout);
  });

  it('help shows where the paths go, and which command an option needs', async () => {
    const { stdout } = await cribsheet(['--help']);
    expect(stdout).toContain('Usage: cribsheet [command] [options] [path...]');
    expect(stdout.replace(/\s+/g, ' ')).toMatch(/--port <N>[^-]*; only with serve/);
    for (const name of COMMAND_NAMES) expect(stdout).toContain(`\n  ${name} `);
  });

  it.each([
    [['buidl'], 'Did you mean the command build?'],
    [['chekc', 'x'], 'Did you mean the command check?'],
    [['--port', '80'], 'Write the command before it: cribsheet serve --port 80'],
    [['completion'], '→ cribsheet completion --help'],
    [['completion', 'bsh'], 'Did you mean bash?'],
    [['completion', 'powershell'], 'There are bash, zsh, fish.'],
    [['init', 'x'], 'too many arguments'],
  ])('%j is answered with %s', async (argv, hint) => {
    const { code, stderr } = await cribsheet(argv);
    expect(code).toBe(2);
    expect(stderr).toContain(hint);
  });

  it('a misspelt command before a note makes nothing of the note', async () => {
    const cwd = await temporaryFolder({ 'emr.md': '# EMR' });
    const { code, stdout, stderr } = await cribsheet(['shet', 'emr.md'], cwd);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('Did you mean the command sheet?');
    expect(readdirSync(cwd)).toEqual(['emr.md']);
  });

  it('a folder that is called almost like a command is a folder', async () => {
    const cwd = await temporaryFolder({ 'decks/emr.md': '# EMR\n\ntext\n' });
    expect((await cribsheet(['decks', '--only', 'cards'], cwd)).code).toBe(0);
  });

  it('nothing, in a folder of notes, is answered with a dot', async () => {
    const cwd = await temporaryFolder({ 'emr.md': '# EMR' });
    const { code, stderr } = await cribsheet([], cwd);
    expect(code).toBe(2);
    expect(stderr).toContain('To make the notes of this folder: cribsheet .');
  });

  it('nothing, in an empty folder, is answered with how to begin', async () => {
    const { code, stderr } = await cribsheet([], await temporaryFolder({}));
    expect([code, stderr]).toEqual([2, expect.stringContaining('cribsheet init')]);
  });

  it('help names the commands before the long list of options', async () => {
    const { stdout } = await cribsheet(['--help']);
    const [commands, options] = [stdout.indexOf('\nCommands:\n'), stdout.indexOf('\nOptions:\n')];
    expect(commands).toBeGreaterThan(0);
    expect(options).toBeGreaterThan(commands);
    expect(stdout).toMatch(/\n\nExit codes: 0 all made/);
  });
});

describe('init', () => {
  it('writes a config that can be read, a note and a script', async () => {
    const cwd = await temporaryFolder({ 'package.json': '{\n    "name": "study"\n}\n' });
    const { code, stdout } = await cribsheet(['init'], cwd);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /written +cribsheet\.config\.mjs\nwritten +notes\/first-note\.md\nwritten +package\.json\n/,
    );
    const manifest = readFileSync(join(cwd, 'package.json'), 'utf8');
    expect(manifest).toBe(
      '{\n    "name": "study",\n    "scripts": {\n        "sheets": "cribsheet"\n    }\n}\n',
    );
    const config = await readConfig((await findConfig(cwd)) ?? '');
    expect(config.paths).toEqual([join(cwd, 'notes')]);
    const checked = await cribsheet(['list'], cwd);
    expect([checked.code, checked.stderr]).toEqual([0, '']);
    expect(checked.stdout).toContain('My first note');
  });

  it('keeps what is there', async () => {
    const files = {
      'package.json': '{ "scripts": { "sheets": "mine" }, "cribsheet": {} }',
      'notes/emr.md': '# EMR',
    };
    const cwd = await temporaryFolder(files);
    const { code, stdout } = await cribsheet(['init'], cwd);
    expect([code, stdout]).toEqual([
      0,
      'kept     package.json\nkept     notes\nkept     package.json\nNext: npx cribsheet --open\n',
    ]);
    for (const [name, text] of Object.entries(files))
      expect(readFileSync(join(cwd, name), 'utf8')).toBe(text);
  });
});

describe('completion', () => {
  /** What bash offers for a line. */
  async function offered(...words: readonly string[]): Promise<readonly string[]> {
    const { stdout } = await cribsheet(['completion', 'bash']);
    const list = words.map((word) => `'${word}'`).join(' ');
    const ask = `COMP_WORDS=(${list}); COMP_CWORD=${words.length - 1}; _cribsheet; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const folder = await temporaryFolder({ 'notes.md': '' });
    return execFileSync('bash', ['-c', `${stdout}\n${ask}`], { cwd: folder, encoding: 'utf8' })
      .trim()
      .split('\n');
  }

  it('of bash knows commands, options, words and files', async () => {
    expect(await offered('cribsheet', 'che')).toEqual(['check']);
    expect(await offered('cribsheet', 'deck', '--deck')).toEqual(['--deck-theme', '--deck-pdf']);
    expect(await offered('cribsheet', '--pap')).toEqual(['--paper']);
    expect(await offered('cribsheet', 'sheet', '--paper', 'l')).toEqual(['letter', 'legal']);
    expect(await offered('cribsheet', 'completion', 'z')).toEqual(['zsh']);
    expect(await offered('cribsheet', 'check', 'no')).toEqual(['notes.md']);
  });

  it.each(['zsh', 'fish'])('of %s names every command', async (shell) => {
    const { stdout } = await cribsheet(['completion', shell]);
    for (const name of COMMAND_NAMES) expect(stdout).toContain(name);
  });
});

describe('folders', () => {
  it('that lead in a circle show each note once, also to a pattern', async () => {
    const cwd = await temporaryFolder({ 'notes/a/emr.md': '# EMR\n\n- x' });
    symlinkSync('..', join(cwd, 'notes/a/up'));
    const { stdout } = await cribsheet(['list', 'notes/**/*.md', '--json'], cwd);
    const { notes } = JSON.parse(stdout) as { notes: { file: string }[] };
    expect(notes.map(({ file }) => file.slice(cwd.length + 1))).toEqual(['notes/a/emr.md']);
  });
});

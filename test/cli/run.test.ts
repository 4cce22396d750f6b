import { describe, expect, it } from 'vitest';
import { run } from '../../src/cli/run.js';
import { OPTIONS } from '../../src/options/option-table.js';
import { OPTION_NAMES } from '../../src/options/options.js';
import { temporaryFolder } from '../temporary-folder.js';

const EMR = '# Amazon EMR\n\n- clusters\n';

async function cribsheet(
  argv: readonly string[],
  { cwd = '/', tty = false, env = {}, signal = new AbortController().signal } = {},
) {
  let stdout = '';
  let stderr = '';
  const code = await run(argv, {
    stdout: { write: (text) => (stdout += text), isTTY: tty, ...(tty && { columns: 80 }) },
    stderr: { write: (text) => (stderr += text), isTTY: tty, columns: 80 },
    env,
    cwd,
    signal,
  });
  return { code, stdout, stderr };
}

describe('help and usage', () => {
  it('lists every command and every option', async () => {
    const { code, stdout, stderr } = await cribsheet(['--help']);
    expect([code, stderr]).toEqual([0, '']);
    for (const command of ['build', 'sheet', 'deck', 'serve', 'merge', 'list', 'check', 'browser']) {
      expect(stdout).toContain(`\n  ${command} `);
    }
    const oneLine = stdout.replace(/\s+/g, ' ');
    for (const name of OPTION_NAMES) expect(oneLine).toContain(OPTIONS[name].summary);
  });

  it('breaks its lines at 80 columns', async () => {
    for (const argv of [['--help'], ['build', '--help'], ['merge', '--help']]) {
      const { stdout } = await cribsheet(argv);
      expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    }
  });

  it('prints the version', async () => {
    expect((await cribsheet(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('shows a command only the options that it has', async () => {
    const { stdout } = await cribsheet(['deck', '--help']);
    expect(stdout).toContain('--deck-theme');
    expect(stdout).not.toContain('--columns');
  });

  it.each([
    [['--papr', 'a5'], 'Did you mean --paper?'],
    [['sheet', '--colums', '2'], 'Did you mean --columns?'],
    [['--paper', 'b5'], 'Did you mean a5?'],
    [['--paper'], 'argument missing'],
    [['browser', 'x'], 'too many arguments'],
    [['shet'], 'Did you mean the command sheet?'],
    [['nowhere/*.md'], 'no file matches'],
    [['nowhere'], '→ Name Markdown files, folders or patterns'],
    [['list', 'x.md', '--paper', 'a4'], 'list does not take --paper\n  → It goes with: build, sheet,'],
    [['-x'], '→ cribsheet --help lists what there is.'],
    [['merge'], '→ cribsheet merge --help'],
  ])('answers %j with %s', async (argv, hint) => {
    const { code, stdout, stderr } = await cribsheet(argv);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(hint);
    expect(stderr).not.toContain('    at ');
  });

  it.each([[['--papr', '--json']], [['--paper', 'b5', '--json']]])('answers %j with JSON', async (argv) => {
    const { code, stdout, stderr } = await cribsheet(argv);
    expect([code, stderr]).toEqual([2, '']);
    expect(JSON.parse(stdout)).toMatchObject({ outputs: [], problems: [{ severity: 'error' }] });
  });
});

describe('a build', () => {
  it('prints a table, a line for each output, and exits 0', async () => {
    const cwd = await temporaryFolder({ 'notes/emr.md': EMR });
    const { code, stdout, stderr } = await cribsheet([], { cwd });
    expect(code).toBe(0);
    expect(stdout).toMatch(/output +pages +x-height +kept +slides +time/);
    expect(stdout).toMatch(/output\/emr\/emr\.sheet\.pdf +1 +[\d.]+ mm +\d+\/\d+/);
    expect(stdout).toContain('4 files');
    expect(stderr).toMatch(/\[4\/4\] output\/emr/);
  });

  it('exits 1 when something could not be made, and shows the place', async () => {
    const files = { 'a/bad.md': Buffer.from('one\ntwo \u001b[31m \xff', 'latin1'), 'a/emr.md': EMR };
    const cwd = await temporaryFolder(files);
    const { code, stdout, stderr } = await cribsheet(['sheet', 'a', '--no-sections'], { cwd });
    expect(code).toBe(1);
    expect(stdout).toContain('output/emr/emr.sheet.pdf');
    expect(stdout).not.toContain('deck.html');
    expect(stderr).toContain('error a/bad.md:2:');
    expect(stderr).not.toContain('\u001b');
  });

  it('frames the line of a problem', async () => {
    const cwd = await temporaryFolder({ 'emr.md': `---\ncribsheet:\n  papper: a4\n---\n${EMR}` });
    const { code, stderr } = await cribsheet(['check', 'emr.md', '--only', 'sheet'], { cwd });
    expect(code).toBe(0);
    expect(stderr).toContain('warning emr.md:3');
    expect(stderr).toMatch(/> 3 \| +papper: a4/);
    expect(stderr).toContain('→ Did you mean paper?');
  });

  it('prints one JSON document and nothing else', async () => {
    const cwd = await temporaryFolder({ 'emr.md': EMR, 'bad.md': Uint8Array.of(0xff) });
    const { code, stdout, stderr } = await cribsheet(['deck', '.', '--json', '--no-sections'], { cwd });
    expect([code, stderr]).toEqual([1, '']);
    expect(JSON.parse(stdout)).toMatchObject({
      outputs: [{ kind: 'deck', file: 'output/emr/emr.deck.html', slides: expect.any(Number) }],
      problems: [{ severity: 'error', file: 'bad.md', line: 1, column: 1 }],
      ms: expect.any(Number),
    });
  });

  it('is silent when asked, but for problems', async () => {
    const cwd = await temporaryFolder({ 'emr.md': EMR });
    const { code, stdout, stderr } = await cribsheet(['sheet', 'emr.md', '--quiet'], { cwd });
    expect([code, stdout, stderr]).toEqual([0, '', '']);
  });

  it('rewrites one line on a terminal, in colour unless NO_COLOR is set', async () => {
    const cwd = await temporaryFolder({ 'emr.md': EMR });
    const argv = ['sheet', 'emr.md', '--no-sections'];
    const coloured = await cribsheet(argv, { cwd, tty: true });
    expect(coloured.stderr).toContain('\r\u001b[2K');
    expect(coloured.stdout).toContain('\u001b[2m');
    const plain = await cribsheet(argv, { cwd, tty: true, env: { NO_COLOR: '1' } });
    expect(plain.stdout).not.toContain('\u001b[');
  });

  it('shortens long names to the width of the terminal, and knows how wide an emoji is', async () => {
    const cwd = await temporaryFolder({ [`n/${'x'.repeat(100)}.md`]: EMR, 'n/🎉 a.md': EMR });
    const argv = ['sheet', 'n', '--no-sections'];
    const { stdout } = await cribsheet(argv, { cwd, tty: true, env: { NO_COLOR: '1' } });
    const [head = '', ...rows] = stdout.split('\n').slice(0, 3);
    const pagesAt = (row: string): number => row.search(/ 1 {2,}[\d.]+ mm/);
    const long = rows.find((row) => row.includes('x…x')) ?? '';
    const emoji = rows.find((row) => row.includes('🎉')) ?? '';
    expect(Math.max(head.length, long.length)).toBeLessThanOrEqual(80);
    // An emoji is two columns wide, and by chance two units of a JavaScript string long.
    expect(pagesAt(emoji)).toBe(pagesAt(long));
  });

  it('says every step with --verbose, and counts problems in the last line', async () => {
    const cwd = await temporaryFolder({ 'n/emr.md': EMR, 'n/bad.md': Uint8Array.of(0xff) });
    const argv = ['sheet', 'n', '--no-sections', '--verbose'];
    const { stdout, stderr } = await cribsheet(argv, { cwd, tty: true, env: { NO_COLOR: '1' } });
    expect(stderr).toContain('[0/1] emr (sheet) begun\n');
    expect(stderr).toMatch(/\[1\/1\] output\/emr\/emr\.sheet\.pdf [\d.]+ m?s\n/);
    expect(stdout).toMatch(/1 file in [\d.]+ m?s, 1 error; all of them: output\/index\.html/);
  });

  it('is stopped by Ctrl-C with a word about it', async () => {
    const cwd = await temporaryFolder({ 'emr.md': EMR });
    const { code, stderr } = await cribsheet(['emr.md'], { cwd, signal: AbortSignal.abort() });
    expect([code, stderr]).toEqual([130, 'Stopped. Finished files are kept.\n']);
  });
});

describe('list and browser', () => {
  it('list the sections', async () => {
    const cwd = await temporaryFolder({ 'emr.md': EMR });
    const { code, stdout } = await cribsheet(['list', 'emr.md'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toMatch(/amazon-emr {2}Amazon EMR · group .* · lines 1-\d · \d points?/);
    const json = await cribsheet(['list', 'emr.md', '--json'], { cwd });
    expect(JSON.parse(json.stdout)).toMatchObject({ notes: [{ sections: [{ id: 'amazon-emr' }] }] });
  });

  it('name the browser and the others', async () => {
    const { code, stdout } = await cribsheet(['browser']);
    expect(code).toBe(0);
    expect(stdout).toContain('Passed over:');
    expect(stdout).toMatch(/\nunpacked: .*, \d+ MB \(cribsheet browser --clean removes it\)\n/);
    const none = await cribsheet(['browser', '--browser', '/none']);
    expect([none.code, none.stdout]).toEqual([1, '']);
    expect(none.stderr).toContain('is no program');
  });
});

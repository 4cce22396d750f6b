import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../../src/cli/run.js';
import { readPdf } from '../pdf/read-pdf.js';
import { temporaryFolder } from '../temporary-folder.js';

const NOTE = '# SQS\n\n## Queues\n\n- **FIFO**: in order\n\n## Polling\n\n- **long**: costs less\n';

async function cribsheet(argv: readonly string[], cwd: string, stdin = '', isTTY = false) {
  const out: Buffer[] = [];
  let stderr = '';
  const code = await run(argv, {
    stdout: { write: (text) => out.push(Buffer.from(text)), isTTY },
    stderr: {
      write: (text) => {
        stderr += String(text);
      },
    },
    env: {},
    cwd,
    stdin: async () => Buffer.from(stdin),
    signal: new AbortController().signal,
  });
  return { code, stdout: Buffer.concat(out), stderr };
}

describe('one file', () => {
  it('of a note, by its ending', async () => {
    const cwd = await temporaryFolder({ 'sqs.md': NOTE });
    const { code, stderr } = await cribsheet(['sqs.md', '-o', 'made/sqs.pdf'], cwd);
    // Before it may stand a notice: that the browser was unpacked, or has no sandbox.
    expect([code, stderr.split('\n').slice(-2)]).toEqual([0, ['made/sqs.pdf', '']]);
    expect(readFileSync(join(cwd, 'made/sqs.pdf'), 'latin1')).toMatch(/^%PDF-/);
    expect(existsSync(join(cwd, 'output'))).toBe(false);
  });

  it('of the kind that its name says', async () => {
    const cwd = await temporaryFolder({
      'sqs.md': `${NOTE}- A **visibility timeout** hides a message for 30 seconds\n`,
    });
    for (const [file, pages] of [
      ['sqs.sheet.pdf', 1],
      ['sqs.deck.pdf', 4],
      ['sqs.cards.pdf', 2],
    ] as const) {
      expect((await cribsheet(['sqs.md', '-o', file], cwd)).code).toBe(0);
      expect((await readPdf(readFileSync(join(cwd, file)))).pages, file).toBe(pages);
    }
  });

  it('from standard input to standard output', async () => {
    const cwd = await temporaryFolder({});
    const { code, stdout, stderr } = await cribsheet(['cards', '-'], cwd, NOTE);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout.toString()).toMatch(/^# Made by cribsheet\n/);
    const sheet = await cribsheet(['sheet', '-', '-o', '-'], cwd, NOTE);
    expect(sheet.stdout.subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('of one section', async () => {
    const cwd = await temporaryFolder({ 'sqs.md': NOTE });
    const { stdout } = await cribsheet(['deck', 'sqs.md', '--section', 'polling', '-o', '-'], cwd);
    expect(stdout.toString()).toContain('costs less');
    expect(stdout.toString()).not.toContain('FIFO');
  });

  it('is not written over what somebody else has made, unless told', async () => {
    const cwd = await temporaryFolder({ 'sqs.md': NOTE, 'cards.txt': 'mine' });
    const refused = await cribsheet(['sqs.md', '-o', 'cards.txt'], cwd);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('--force');
    expect(readFileSync(join(cwd, 'cards.txt'), 'utf8')).toBe('mine');
    expect((await cribsheet(['sqs.md', '-o', 'cards.txt', '--force'], cwd)).code).toBe(0);
    expect((await cribsheet(['sqs.md', '-o', 'cards.txt'], cwd)).code).toBe(0);
    expect(readFileSync(join(cwd, 'cards.txt'), 'utf8')).toMatch(/^# Made by cribsheet/);
  });

  it.each([
    [['sqs.md', '-o', 'x.docx'], 'no output has the ending ".docx"'],
    [['deck', 'sqs.md', '-o', 'x.png'], 'no output has the ending ".png"'],
    [['sheet', 'sqs.md', '-o', 'x.html'], 'cribsheet deck makes such a file.'],
    [['sqs.md', '-o', 'n'], 'a folder goes with --out'],
    [['cards', 'sqs.md', '-o', 'n.txt'], 'a folder is in its place'],
    [['a.md', 'b.md', '-o', 'x.pdf'], 'one note makes one file'],
    [['cards', 'sqs.md', '-o', 'x.pdf'], 'the note gives nothing for x.pdf'],
    [['gone.md', '-o', 'x.pdf'], 'cannot read gone.md'],
    [['sqs.md', '--section', 'queus', '-o', 'x.txt'], 'Did you mean queues?'],
  ])('%j makes no sense', async (argv, message) => {
    const cwd = await temporaryFolder({ 'sqs.md': NOTE, 'n.txt/x': '' });
    const { code, stderr } = await cribsheet(argv, cwd);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  it('from standard input needs a name on a terminal', async () => {
    const { code, stderr } = await cribsheet(['-'], '/', NOTE, true);
    expect([code, stderr]).toEqual([2, expect.stringContaining('Name the file to make: -o emr.pdf')]);
  });
});

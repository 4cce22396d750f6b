import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { env, kill } from 'node:process';
import { beforeEach, describe, expect, it } from 'vitest';
import { run } from '../../src/cli/run.js';
import { whyNotHere } from '../../src/cli/viewer.js';
import { start } from '../cribsheet-process.js';
import { temporaryFolder } from '../temporary-folder.js';

const NOTE = '# SQS\n\n## Queues\n\n- **FIFO**: in order\n\n## Polling\n\n- **long**: costs less\n';

let cwd = '';
beforeEach(async () => {
  cwd = await temporaryFolder({ 'sqs.md': NOTE, 'two/a.md': '# A\n\n- one\n', 'two/b.md': '# B\n\n- one\n' });
});

/** Runs a command line with a viewer that only takes down what it is asked to open. */
async function opened(argv: readonly string[], whyNot: string | null = null) {
  const targets: string[] = [];
  let stderr = '';
  const stop = new AbortController();
  const code = await run(argv, {
    stdout: { write: () => undefined },
    stderr: { write: (text) => (stderr += text) },
    env: {},
    cwd,
    open: async (target) => {
      targets.push(target);
      stop.abort();
      return whyNot;
    },
    // Servers go on until they have opened their page; what builds is not stopped.
    signal: /^(?:serve|studio|present)$/.test(argv[0] ?? '') ? stop.signal : new AbortController().signal,
  });
  return { code, targets, stderr };
}

describe('--open', () => {
  it.each([
    [['cards', 'sqs.md'], 'output/sqs/sqs.cards.txt'],
    [['cards', 'sqs.md', '--section', 'queues'], 'output/sqs/sections/queues.cards.txt'],
    [['cards', 'two', '--out', 'made'], 'made/index.html'],
    [['sqs.md', '--no-sections', '--only', 'sheet,cards'], 'output/index.html'],
    [['cards', 'sqs.md', '-o', 'one.txt'], 'one.txt'],
  ])('opens what %j makes: %s', async (argv, file) => {
    const { code, targets, stderr } = await opened([...argv, '--open']);
    expect([code, targets]).toEqual([0, [join(cwd, file)]]);
    expect(stderr).toContain(`Opened ${file}\n`);
  });

  it.each([
    ['studio', /^http:\/\/127\.0\.0\.1:\d+\//],
    ['serve', /^http:\/\/127\.0\.0\.1:\d+\/$/],
    ['present', /^http:\/\/127\.0\.0\.1:\d+\/.*\S/],
  ])('opens the page of %s', async (command, address) => {
    const { targets } = await opened([command, 'sqs.md', '--port', '0', '--open']);
    expect(targets).toEqual([expect.stringMatching(address)]);
  });

  it('opens nothing unless it is asked to, and nothing where nothing was made', async () => {
    expect((await opened(['cards', 'sqs.md'])).targets).toEqual([]);
    expect((await opened(['cards', 'sqs.md', '--section', 'no-such', '--open'])).targets).toEqual([]);
    const { code, stderr } = await opened(['sqs.md', '-o', '-', '--open']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('standard output cannot be opened')]);
  });

  it('says why it has not opened it, also to those who want problems only', async () => {
    const { code, stderr } = await opened(['cards', 'sqs.md', '--open', '--quiet'], 'no display');
    expect([code, stderr]).toEqual([
      0,
      'Not opened: no display. Open it yourself: output/index.html\n'.replace(
        'index.html',
        'sqs/sqs.cards.txt',
      ),
    ]);
  });
});

describe('a viewer', () => {
  it.each([
    [{ CI: 'true', DISPLAY: ':0' }, 'linux', 'CI'],
    [{}, 'linux', 'no display'],
    [{ CI: '', DISPLAY: ':0' }, 'linux', null],
    [{ WAYLAND_DISPLAY: 'wayland-0' }, 'freebsd', null],
    [{ BROWSER: 'lynx' }, 'linux', null],
    [{ WSL_DISTRO_NAME: 'Debian' }, 'linux', null],
    [{}, 'darwin', null],
    [{}, 'win32', null],
    [{ CI: '1' }, 'win32', 'CI'],
  ] as const)('in %j on %s: %s', (where, platform, reason) => {
    const whyNot = whyNotHere(where, platform);
    if (reason === null) expect(whyNot).toBeNull();
    else expect(whyNot).toContain(reason);
  });

  const viewer = async (script: string) => {
    const bin = await temporaryFolder({});
    writeFileSync(join(bin, 'xdg-open'), `#!/bin/sh\n${script}\n`);
    chmodSync(join(bin, 'xdg-open'), 0o755);
    return { CI: '', DISPLAY: ':99', PATH: `${bin}${delimiter}${env.PATH}` };
  };
  const cards = (given: Record<string, string>) =>
    start(['cards', 'sqs.md', '--no-sections', '--open'], cwd, given).ended;

  it.runIf(process.platform === 'linux')('goes on when the run has ended', async () => {
    const { code, stderr } = await cards(
      await viewer(`printf '%s\\n' "$$" "$1" > '${cwd}/shown'; exec sleep 100`),
    );
    expect([code, stderr]).toEqual([0, expect.stringContaining('Opened output/sqs/sqs.cards.txt\n')]);
    const [pid = '', file] = readFileSync(join(cwd, 'shown'), 'utf8').split('\n');
    expect(file).toBe(join(cwd, 'output/sqs/sqs.cards.txt'));
    // Throws where there is no such process.
    expect(kill(Number(pid), 'SIGKILL')).toBe(true);
  });

  it.runIf(process.platform === 'linux')('that has nothing to show it with is no failure', async () => {
    const { code, stderr } = await cards(await viewer('exit 3'));
    expect([code, stderr]).toEqual([0, expect.stringContaining('Not opened: no program here opens it')]);
    const none = await cards({ CI: '', DISPLAY: ':99', PATH: '' });
    expect([none.code, none.stderr]).toEqual([0, expect.stringContaining('xdg-open is not installed')]);
    const blind = await cards({ CI: '', DISPLAY: '', WAYLAND_DISPLAY: '', WSL_DISTRO_NAME: '', BROWSER: '' });
    expect([blind.code, blind.stderr]).toEqual([0, expect.stringContaining('no display here')]);
  });
});

import { type ChildProcess, spawn } from 'node:child_process';
import { stat, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { env, kill, platform } from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { ownCache, processesWith } from '../cribsheet-process.js';
import { tokenOf } from '../studio/studio-bench.js';
import { temporaryFolder } from '../temporary-folder.js';
import { DIST, LOOP, plantedCommand, plantedFolder, titled } from './planted.js';

// What goes on until Ctrl-C. Each takes up to a minute: `npm run accidents` has the time.

interface Going {
  readonly cwd: string;
  readonly child: ChildProcess;
  /** Its browsers have this in their command line. */
  readonly flag: string;
  readonly said: () => string;
  /** Resolves once all of what was said matches. */
  readonly says: (pattern: RegExp) => Promise<string>;
  readonly code: Promise<number | null>;
}

async function go(cwd: string, args: readonly string[], unpacks = false): Promise<Going> {
  const cache = unpacks ? await temporaryFolder({}) : await ownCache();
  const child = spawn(process.execPath, args, {
    cwd,
    env: { ...env, CRIBSHEET_CACHE_DIR: cache },
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (part) => {
      text += part;
    });
  const code = new Promise<number | null>((resolve) => child.on('close', resolve));
  const says = async (pattern: RegExp): Promise<string> => {
    for (let i = 0; i < 2400; i += 1) {
      if (pattern.test(text)) return text;
      await pause(50);
    }
    throw new Error(`it did not say ${pattern}: ${text}`);
  };
  return { cwd, child, flag: `--user-data-dir=${cache}`, said: () => text, says, code };
}

const plain = async (argv: readonly string[], note = titled('Good'), unpacks = false): Promise<Going> =>
  go(await temporaryFolder({ 'notes/a.md': note }), [join(DIST, 'cli.js'), ...argv], unpacks);
const planted = async (argv: readonly string[]): Promise<Going> => {
  const cwd = await plantedFolder(LOOP);
  return go(cwd, plantedCommand(cwd, argv));
};

async function there(file: string): Promise<void> {
  while (!(await stat(file).catch(() => null))) await pause(50);
}

async function browserOf({ flag }: Going): Promise<void> {
  while (processesWith(flag).length === 0) await pause(20);
  await pause(300);
}

const addressIn = (said: string): string => /http:\/\/127\.0\.0\.1:\d+\//.exec(said)?.[0] ?? '';

/** Asks the studio for a note as its page does. */
async function show(url: string, note: string): Promise<{ id: string | null; problems: unknown[] }> {
  const headers = { 'X-Studio-Token': await tokenOf(url), 'Content-Type': 'application/json' };
  const call = async (name: string, body: object) =>
    (await fetch(`${url}call/${name}`, { method: 'POST', headers, body: JSON.stringify(body) })).json();
  const { notes } = await call('library', {});
  const { id } = notes.find(({ name }: { name: string }) => name.endsWith(note));
  return call('show', {
    note: id,
    kind: 'sheet',
    section: null,
    options: {},
    client: 'x',
    pictureWidthPx: 800,
  });
}

const LONG = `# Long\n\n${'- several words of about the usual length, and a few more\n'.repeat(5000)}`;
const WIDE = `# Formulas\n\n${'- $\\frac{a}{b} + \\sqrt{x^2 + y^2}$ and words\n'.repeat(3000)}`;

/** State → how to get there. */
const STATES: Readonly<Record<string, () => Promise<Going>>> = {
  'while the browser is unpacked': async () => {
    const run = await plain(['build', '--quiet'], titled('Good'), true);
    await pause(900);
    return run;
  },
  'while a long note is read': async () => {
    const run = await plain(['build', '--verbose'], LONG.repeat(4));
    await pause(1200);
    return run;
  },
  'while formulas are set': async () => {
    const run = await plain(['build', '--verbose'], WIDE);
    await run.says(/begun/);
    await pause(300);
    return run;
  },
  'while a sheet is laid out': async () => {
    const run = await plain(['build', '--verbose', '--no-sections'], LONG);
    await run.says(/begun/);
    await browserOf(run);
    return run;
  },
  'while it watches': async () => {
    const run = await plain(['--watch']);
    await run.says(/Watching/);
    return run;
  },
  'while it serves, with open connections': async () => {
    const run = await plain(['serve', '--port', '0']);
    const url = new URL(addressIn(await run.says(/Serving on/)));
    for (let i = 0; i < 20; i += 1) {
      const socket = connect(Number(url.port), '127.0.0.1');
      socket.on('error', () => undefined);
      socket.write(
        `GET ${i % 2 === 0 ? '/.events' : '/'} HTTP/1.1\r\nHost: localhost\r\n${i % 3 === 0 ? '' : '\r\n'}`,
      );
    }
    await pause(500);
    return run;
  },
  'while the studio renders': async () => {
    const run = await plain(['studio', '--port', '0'], LONG);
    const url = addressIn(await run.says(/studio is open/));
    show(url, 'a.md').catch(() => undefined);
    await browserOf(run);
    return run;
  },
  'while the browser of a build is stopped': () => stopped(['build', '--verbose', '--no-sections'], LONG),
  'while the browser of a watch is stopped': () => stopped(['--watch'], LONG),
  'while the browser of a server is stopped': () => stopped(['serve', '--port', '0'], LONG),
  'while the browser of the studio is stopped': () => stopped(['studio', '--port', '0'], LONG),
  'while something goes round in circles under --watch': async () => {
    const run = await planted(['--watch', '--verbose', '--no-sections']);
    await run.says(/b \(sheet\) begun/);
    await pause(1500);
    return run;
  },
};

async function stopped(argv: readonly string[], note: string): Promise<Going> {
  const run = await plain(argv, note);
  await browserOf(run);
  for (const pid of processesWith(run.flag)) kill(pid, 'SIGSTOP');
  await pause(300);
  return run;
}

describe.runIf(env.CRIBSHEET_MOMENTS && platform === 'linux')('Ctrl-C is answered within two seconds', () => {
  it.each(Object.keys(STATES))('%s', { timeout: 180_000 }, async (state) => {
    const run = await (STATES[state] ?? (() => plain([])))();
    const started = performance.now();
    run.child.kill('SIGINT');
    const code = await run.code;
    const seconds = (performance.now() - started) / 1000;
    process.stderr.write(`${seconds.toFixed(1)} s, exit ${code}: ${state}\n`);
    // None where the signal came before we listen, or our last means against a thread that does not end.
    expect([0, 130, null], run.said()).toContain(code);
    expect(seconds).toBeLessThan(2.5);
    for (let i = 0; i < 40 && processesWith(run.flag).length > 0; i += 1) await pause(50);
    expect(processesWith(run.flag)).toEqual([]);
  });
});

describe.runIf(env.CRIBSHEET_MOMENTS && platform === 'linux')('what goes on gets past a loop', () => {
  it.each([
    ['--watch', ['--watch', '--no-sections']],
    ['serve', ['serve', '--port', '0', '--no-sections']],
  ])('%s: the note is left out, made when it is mended', { timeout: 300_000 }, async (_name, argv) => {
    const run = await planted(argv);
    await run.says(/error notes\/b\.md.*left out: no progress/);
    for (const name of ['a', 'c']) await there(join(run.cwd, `output/${name}/${name}.sheet.pdf`));
    await pause(500);
    await writeFile(join(run.cwd, 'notes/b.md'), titled('Mended'));
    await there(join(run.cwd, 'output/b/b.sheet.pdf'));
    run.child.kill('SIGINT');
    await run.code;
  });

  it('studio: the others are shown', { timeout: 300_000 }, async () => {
    const run = await planted(['studio', '--port', '0']);
    const url = addressIn(await run.says(/studio is open/));
    await show(url, 'b.md').catch(() => undefined);
    await run.says(/studio is open[\s\S]*studio is open/);
    const again = addressIn(run.said().slice(run.said().lastIndexOf('studio is open')));
    expect((await show(again, 'a.md')).id).not.toBeNull();
    expect(JSON.stringify(await show(again, 'b.md'))).toContain('no progress');
    run.child.kill('SIGINT');
    await run.code;
  });
});

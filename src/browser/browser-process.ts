import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kill as killProcess, platform } from 'node:process';
import type { Readable, Writable } from 'node:stream';
import type { BrowserProgram } from './bundled-browser.js';
import { PipeTransport } from './pipe-transport.js';

/** A browser that has been started, and the pipe through which it takes orders. */
export interface BrowserProcess {
  readonly pid: number;
  readonly transport: PipeTransport;
  /** Rejects when the program cannot be started or ends, with what it said. */
  readonly ended: Promise<never>;
  /** Ends the program and all that it started; resolves when it is gone. */
  readonly kill: () => Promise<void>;
}

/** What the browser is to do, in terms of the Chrome DevTools Protocol. */
export interface Order {
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** Puppeteer counts its orders from 1, and never gets so far. */
const FIRST_ID = 1_000_000_000;

/** For what a program said just before it ended to arrive. */
const LAST_WORDS_MS = 300;
/** Of what a browser says before it dies, the end tells most. */
const TAIL_CHARS = 8_000;

/**
 * Starts the program at once: Puppeteer, which takes as long to load as a browser to start, is
 * loaded meanwhile. Orders go through a pipe, which closes with this process however that ends, and
 * takes the browser with it.
 *
 * @param first orders that it carries out as soon as it can, without being asked for the result
 */
export function startBrowser(
  { path, env }: BrowserProgram,
  args: readonly string[],
  first: readonly Order[] = [],
): BrowserProcess {
  const child = spawn(path, [...args, '--remote-debugging-pipe'], {
    // A group of its own: Ctrl-C in the terminal is for us to handle, and one signal ends it all.
    detached: platform !== 'win32',
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    windowsHide: true,
  });
  const [, , , orders, answers] = child.stdio;
  const transport = new PipeTransport(orders as Writable, answers as Readable);
  for (const [index, order] of first.entries())
    transport.send(JSON.stringify({ id: FIRST_ID + index, ...order }));
  return {
    pid: child.pid ?? 0,
    transport,
    ended: endOf(child),
    kill: () => kill(child),
  };
}

/**
 * A browser keeps shared memory in the folder for temporary files. Where nothing can be written there, it dies
 * without a word about it: it gets its own folder instead.
 */
export async function withTemporaryFolder(program: BrowserProgram, own: string): Promise<BrowserProgram> {
  try {
    await rmdir(await mkdtemp(join(tmpdir(), 'cribsheet-')));
    return program;
  } catch {
    return { ...program, env: { ...program.env, TMPDIR: own } };
  }
}

function endOf(child: ChildProcess): Promise<never> {
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (part: string) => {
    said = (said + part).slice(-TAIL_CHARS);
  });
  const ended = new Promise<never>((_resolve, reject) => {
    child.once('error', reject);
    // Its own children may keep its output open for a minute longer.
    child.once('exit', (code, signal) => {
      const tell = (): void => reject(new Error(said || `it ended with ${signal ?? code}`));
      setTimeout(tell, LAST_WORDS_MS).unref();
      child.once('close', tell);
    });
  });
  ended.catch(() => undefined);
  return ended;
}

async function kill(child: ChildProcess): Promise<void> {
  const { pid, exitCode, signalCode } = child;
  if (pid === undefined) return;
  const hasEnded = exitCode !== null || signalCode !== null;
  const gone = hasEnded ? null : new Promise<void>((resolve) => child.once('exit', () => resolve()));
  if (platform === 'win32') spawn('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore' });
  else signalGroup(pid);
  await gone;
}

/** It may have ended by itself in this moment. */
function signalGroup(pid: number): void {
  try {
    killProcess(-pid, 'SIGKILL');
  } catch {}
}

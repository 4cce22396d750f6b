import { basename, join } from 'node:path';
import { getuid } from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, CDPSession } from 'puppeteer-core';
import { clockShare } from '../bounds/clock-share.js';
import { error, type Problem } from '../problem.js';
import { type BrowserProcess, type Order, startBrowser, withTemporaryFolder } from './browser-process.js';
import { BrowserUnavailable } from './browser-unavailable.js';
import type { BrowserProgram } from './bundled-browser.js';
import { cacheFolder } from './cache-folder.js';
import { type Candidate, candidates, type PassedOver, puppeteerCache } from './candidates.js';
import { makeProcessFolder } from './process-folder.js';

/** A running browser, and how it was chosen. */
export interface Launched {
  readonly browser: Browser;
  /** Takes orders to the browser itself. It stays open: closed, Puppeteer no longer knows the browser's target. */
  readonly session: CDPSession;
  readonly pid: number;
  readonly name: string;
  readonly path: string;
  /** False when running as root, where no Chromium starts with its sandbox. */
  readonly sandboxed: boolean;
  /** Its pages draw a frame only when asked. */
  readonly framesOnDemand: boolean;
  readonly passedOver: readonly PassedOver[];
  /** Ends the browser, whatever it is doing, and removes what it kept on disk. */
  readonly tidy: () => Promise<void>;
}

export interface LaunchOptions {
  /** Called when a program runs, before it has answered. */
  readonly onStarted?: () => void;
  /** Told what a person may want to know: that the browser was unpacked, and where. */
  readonly onNotice?: (message: string) => void;
  /** Frames are drawn as for a screen, also where the browser could do without. */
  readonly drawsAlways?: boolean;
}

const nothing = (): void => undefined;

/** What a page is when a job gets it; nothing of another stays from the job before. */
export const VIEWPORT = { width: 1280, height: 720, deviceScaleFactor: 1 } as const;

const START_LIMIT_MS = 10_000;
const LISTENING_PARTS = 20;
/** Longer than any job may take: a job's own limit comes first. */
const PROTOCOL_LIMIT_MS = 60_000;

/**
 * Starts the first browser that works, in the order of preference; a path that the user named is
 * the only one tried.
 *
 * @throws BrowserUnavailable when none starts, with each one's reason and the command that mends it
 */
export async function launchBrowser(
  explicit: string | null,
  { onStarted = nothing, onNotice = nothing, drawsAlways = false }: LaunchOptions = {},
): Promise<Launched> {
  const passedOver: PassedOver[] = [];
  for (const candidate of candidates(explicit)) {
    const located = await candidate.locate();
    if ('path' in located) {
      try {
        const started = await start(await candidate.prepare(onNotice), onStarted, drawsAlways);
        return { ...started, name: candidate.name, passedOver };
      } catch (failure) {
        passedOver.push({ name: candidate.name, reason: reasonOf(failure) });
      }
    } else {
      passedOver.push({ name: candidate.name, reason: located.reason });
    }
    if (candidate.explicit) throw new BrowserUnavailable(explicitFailed(candidate, passedOver));
  }
  throw new BrowserUnavailable(noneWorks(passedOver));
}

async function start(
  program: BrowserProgram,
  onStarted: () => void,
  drawsAlways: boolean,
): Promise<Omit<Launched, 'name' | 'passedOver'>> {
  const profile = await makeProcessFolder(join(await cacheFolder(), 'profiles'));
  const sandboxed = getuid?.() !== 0;
  const framesOnDemand = isShell(program) && !drawsAlways;
  const args = [
    isShell(program) ? '--headless' : '--headless=new',
    ...launchArgs(profile.path, sandboxed),
    ...(framesOnDemand ? FRAMES_ON_DEMAND : ['about:blank']),
  ];
  const first = framesOnDemand ? [PAGE_WITHOUT_FRAMES] : [];
  const running = startBrowser(await withTemporaryFolder(program, profile.path), args, first);
  onStarted();
  const tidy = async (): Promise<void> => {
    await running.kill();
    await profile.remove();
  };
  const silence = new AbortController();
  const silent = silentFor(START_LIMIT_MS / clockShare(), silence.signal);
  silent.catch(() => undefined);
  try {
    const { browser, session } = await Promise.race([
      connected(running, framesOnDemand),
      running.ended,
      silent,
    ]);
    return { browser, session, pid: running.pid, path: program.path, sandboxed, framesOnDemand, tidy };
  } catch (failure) {
    await tidy().catch(() => undefined);
    throw failure;
  } finally {
    silence.abort();
  }
}

/**
 * Rejects after a time in which our own thread listens: while it reads a long note, what the browser says waits.
 *
 * @throws Error always; the signal's reason when it is aborted
 */
async function silentFor(limitMs: number, signal: AbortSignal): Promise<never> {
  for (let part = 0; part < LISTENING_PARTS; part += 1)
    await pause(limitMs / LISTENING_PARTS, null, { signal, ref: false });
  throw new Error(`it says nothing for ${START_LIMIT_MS / 1000} s`);
}

async function connected(
  { transport }: BrowserProcess,
  framesOnDemand: boolean,
): Promise<Pick<Launched, 'browser' | 'session'>> {
  const { connect } = await import('puppeteer-core/lib/esm/puppeteer/puppeteer-core-browser.js');
  const browser = await connect({
    transport,
    defaultViewport: VIEWPORT,
    protocolTimeout: PROTOCOL_LIMIT_MS,
  });
  const first = framesOnDemand ? 'browser' : 'page';
  await browser.waitForTarget((target) => target.type() === first, { timeout: 0 });
  return { browser, session: await browser.target().createCDPSession() };
}

/** Its page comes up while this process still reads the note. */
const PAGE_WITHOUT_FRAMES: Order = {
  method: 'Target.createTarget',
  params: { url: 'about:blank', enableBeginFrameControl: true },
};

/**
 * Layout needs no frame; without these the page is painted and composited after every change, for a screen
 * that is not there. Only headless-shell knows them.
 */
const FRAMES_ON_DEMAND = ['--enable-begin-frame-control', '--run-all-compositor-stages-before-draw'];

function isShell({ path }: BrowserProgram): boolean {
  return /headless[-_]shell/.test(basename(path));
}

/**
 * No name resolves and every connection goes to a proxy that is not there, so nothing leaves the
 * machine whatever a page asks for. Request interception was measured against it and let
 * `<link rel=prefetch>` through; these switches cost nothing.
 */
function launchArgs(profile: string, sandboxed: boolean): string[] {
  return [
    `--user-data-dir=${profile}`,
    ...(sandboxed ? [] : ['--no-sandbox']),
    '--host-resolver-rules=MAP * ~NOTFOUND',
    '--proxy-server=socks5://127.0.0.1:9',
    '--proxy-bypass-list=<-loopback>',
    '--webrtc-ip-handling-policy=disable_non_proxied_udp',
    '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
    '--dns-prefetch-disable',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-domain-reliability',
    '--disable-sync',
    '--disable-quic',
    '--disable-gpu',
    '--disable-3d-apis',
    // Without it a process is started for WebGL, which is off, and started again when it finds no library for it.
    '--disable-software-rasterizer',
    // Nothing comes from a network that its service could be attacked by; a process of its own takes 100 ms of CPU.
    '--enable-features=NetworkServiceInProcess2',
    '--no-first-run',
    '--no-pings',
    '--no-default-browser-check',
    '--disable-breakpad',
    '--disable-crash-reporter',
    '--disable-client-side-phishing-detection',
    '--disable-component-extensions-with-background-pages',
    '--disable-default-apps',
    '--disable-extensions',
    '--disable-hang-monitor',
    '--disable-ipc-flooding-protection',
    '--disable-popup-blocking',
    '--disable-prompt-on-repost',
    '--disable-search-engine-choice-screen',
    '--metrics-recording-only',
    '--mute-audio',
    '--hide-scrollbars',
    '--password-store=basic',
    '--use-mock-keychain',
    // A page that is not in front must not be slowed down.
    '--disable-background-timer-throttling',
    '--disable-backgrounding-occluded-windows',
    '--disable-renderer-backgrounding',
    // /dev/shm is tiny in containers.
    '--disable-dev-shm-usage',
    // Two pages never share a process: a crash takes one of them only.
    '--disable-features=Translate,MediaRouter,OptimizationHints,AcceptCHFrame,IsolateSandboxedIframes,ProcessPerSiteUpToMainFrameThreshold',
    '--export-tagged-pdf',
    '--lang=en-US',
    '--font-render-hinting=none',
    '--force-color-profile=srgb',
    '--force-device-scale-factor=1',
  ];
}

function reasonOf(failure: unknown): string {
  const message = failure instanceof Error ? failure.message : String(failure);
  if (/sandbox/i.test(message) && /usable|namespace|setuid/i.test(message)) {
    return 'its sandbox cannot start: this system forbids user namespaces to ordinary users';
  }
  const telling = /(error while loading shared libraries.*|version `GLIBC.*|ENOENT|EACCES)/.exec(message);
  const line = telling?.[1] ?? message.split('\n').find((part) => part.trim() !== '') ?? 'no reason given';
  return `does not start: ${line.trim().slice(0, 200)}`;
}

/** The one command that gets a browser, into the cache where it is then found. */
function mendingCommand(): string {
  return `npx @puppeteer/browsers install chrome-headless-shell@stable --path "${puppeteerCache()}"`;
}

function noneWorks(passedOver: readonly PassedOver[]): Problem {
  return error(
    'no browser to print with',
    { file: '' },
    ...passedOver.map(({ name, reason }) => `${name}: ${reason}`),
    `Run:  ${mendingCommand()}`,
  );
}

function explicitFailed({ name }: Candidate, passedOver: readonly PassedOver[]): Problem {
  const reason = passedOver.at(-1)?.reason ?? '';
  const hint = `Correct ${name}, or leave it out: cribsheet then finds a browser by itself.`;
  return error(`the browser given with ${name} does not work: ${reason}`, { file: '' }, hint);
}
